package io.herald.render;

import io.herald.render.TemplateRefused.Mistake;
import io.quarkus.qute.Expression;
import io.quarkus.qute.SectionBlock;
import io.quarkus.qute.Template;
import io.quarkus.qute.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Goes through a parsed text and finds what a message may not have, so that nothing is left that could fail on the day. */
final class Inspection {
    private static final String ASKED = "[(!]*[^\\s!&|=<>()]+\\)*";
    private static final Pattern CONDITION = Pattern.compile(ASKED + "( (&&|\\|\\|) " + ASKED + ")*");
    private static final Pattern BRACE = Pattern.compile("[{}｛｝]");

    private Inspection() {}

    /** The holes, those in conditions included, in the order they appear. */
    static Set<String> holes(Template template) {
        var holes = new LinkedHashSet<String>();
        template.getExpressions().forEach(expression -> holes.add(String.join(".", names(expression))));
        return holes;
    }

    static List<Mistake> mistakes(String where, Template template) {
        var mistakes = new ArrayList<Mistake>();
        if (!template.getParameterDeclarations().isEmpty()) {
            mistakes.add(new Mistake(where, 1, "a message declares no types"));
        }
        for (var expression : template.getExpressions()) {
            note(mistakes, where, expression.getOrigin().getLine(), refusal(expression));
        }
        for (var node : template.findNodes(node -> node.isSection() || node.isText())) {
            if (node.isText()) {
                note(mistakes, where, node.getOrigin().getLine(), refusal(node.asText()));
            } else {
                node.asSection()
                        .getBlocks()
                        .forEach(block -> note(mistakes, where, block.origin.getLine(), refusal(block)));
            }
        }
        return mistakes;
    }

    private static void note(List<Mistake> mistakes, String where, int line, String refusal) {
        if (!refusal.isEmpty()) {
            mistakes.add(new Mistake(where, line, refusal));
        }
    }

    private static String refusal(Expression expression) {
        var written = "{" + expression.toOriginalString() + "}";
        if (expression.isLiteral()) {
            return written + " is no hole: write the text itself, without braces";
        }
        if (expression.hasNamespace()) {
            return written + ": a message has no namespaces";
        }
        if (expression.getParts().stream().anyMatch(Expression.Part::isVirtualMethod)) {
            return written
                    + ": a message calls nothing; {#if name}…{#else}…{/if} says what stands where a value is missing";
        }
        return Holes.refusal(names(expression)).orElse("");
    }

    /** A condition asks whether values are there, and compares nothing. A plain else has none. */
    private static String refusal(SectionBlock block) {
        var written = String.join(" ", block.parameters.values());
        var isElse = block.label.equals("else");
        if (isElse && written.isEmpty()) {
            return "";
        }
        var condition = isElse ? written.replaceFirst("^if ", " ") : " " + written;
        return condition.startsWith(" ")
                        && CONDITION.matcher(condition.substring(1)).matches()
                ? ""
                : "{#" + block.label + " " + written
                        + "}: a condition is {#if name} or {#else if name}, joined by &&, || and !";
    }

    /** What Qute does not take for a hole, such as one with blanks inside, it would print as it stands. */
    private static String refusal(TextNode text) {
        return BRACE.matcher(text.getValue()).find()
                ? "a brace that belongs to no hole: a hole is written {name}, with plain braces and no blanks"
                : "";
    }

    private static List<String> names(Expression expression) {
        return expression.getParts().stream().map(Expression.Part::getName).toList();
    }
}
