package io.herald.render;

import io.herald.render.TemplateRefused.Mistake;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Expression;
import io.quarkus.qute.IfSectionHelper;
import io.quarkus.qute.Mapper;
import io.quarkus.qute.ParserError;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateNode.Origin;
import io.quarkus.qute.ValueResolvers;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Reads and fills message texts. People edit these on a running hub, so the engine is one of its own that cannot reach into the
 * program: it resolves names in maps it is given and nothing else, knows {@code {#if}} and no other section (there is no list
 * to go through, and an include could leave the folder), and a hole that is not in {@link Holes} is refused before it is ever
 * resolved.
 */
final class MessageEngine {
    static final Engine ENGINE = Engine.builder()
            .addSectionHelper(new IfSectionHelper.Factory())
            .addValueResolver(ValueResolvers.mapperResolver())
            .addResultMapper(new PrintHoles())
            .strictRendering(true)
            .timeout(Duration.ofSeconds(2).toMillis())
            .build();

    /** A send asks for the same few texts thousands of times; free texts come and go, hence the bound. */
    private static final int KEPT = 500;

    /** UTF-16 units; it also bounds how deep conditions can nest, and so the stack. */
    private static final int LONGEST = 5_000;

    private static final Map<String, Text> READ = new ConcurrentHashMap<>();

    private MessageEngine() {}

    /** A text that was found good, and its holes in the order they appear. */
    record Text(Template template, Set<String> holes) {
        /** The text with its holes filled, and what was printed into each hole that was reached. */
        Filled fill(UnaryOperator<String> values) {
            var filling = new LinkedHashMap<String, Hole>();
            holes.forEach(hole -> filling.put(hole, new Hole(values.apply(hole))));
            var text = template.data(nested(filling)).render();
            var printed = new LinkedHashMap<String, String>();
            filling.forEach((name, hole) -> {
                if (hole.printed()) {
                    printed.put(name, hole.toString());
                }
            });
            return new Filled(text.strip(), printed);
        }
    }

    record Filled(String text, Map<String, String> printed) {
        /** Holes that were reached and had no value, in their order. */
        List<String> missing() {
            return printed.entrySet().stream()
                    .filter(hole -> hole.getValue().isEmpty())
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    /**
     * The text, read and checked.
     *
     * @param where the file or key that mistakes name
     * @throws TemplateRefused when it does not parse or asks for what no message has
     */
    static Text read(String where, String text) {
        var known = READ.get(text);
        if (known != null) {
            return known;
        }
        var template = parse(where, text);
        var mistakes = Inspection.mistakes(where, template);
        if (!mistakes.isEmpty()) {
            throw new TemplateRefused(mistakes);
        }
        var read = new Text(template, Inspection.holes(template));
        if (READ.size() >= KEPT) {
            READ.clear();
        }
        READ.put(text, read);
        return read;
    }

    private static Template parse(String where, String text) {
        if (text.length() > LONGEST) {
            throw new TemplateRefused(List.of(new Mistake(where, 0, "is longer than " + LONGEST + " characters")));
        }
        try {
            return ENGINE.parse(text);
        } catch (TemplateException unreadable) {
            var origin = unreadable.getOrigin();
            throw new TemplateRefused(
                    List.of(new Mistake(where, origin == null ? 0 : origin.getLine(), reason(unreadable))));
        }
    }

    private static String reason(TemplateException unreadable) {
        return unreadable.getCode() == ParserError.NO_SECTION_HELPER_FOUND
                ? unreadable.getArguments().get("tag") + ": a message knows {#if} and no other section"
                : unreadable.getMessage().replaceFirst("^Parser error: ", "");
    }

    /** Maps within maps, the way the dots of the names go; the key of a free attribute may itself hold dots. */
    private static Mapper nested(Map<String, Hole> filling) {
        var root = new HashMap<String, Object>();
        var attributes = new HashMap<String, Object>();
        var groups = new HashMap<String, Map<String, Object>>();
        filling.forEach((name, hole) -> {
            int dot = name.indexOf('.');
            if (name.startsWith(Holes.ATTRIBUTE)) {
                attributes.put(name.substring(Holes.ATTRIBUTE.length()), hole);
            } else if (dot < 0) {
                root.put(name, hole);
            } else {
                groups.computeIfAbsent(name.substring(0, dot), group -> new HashMap<>())
                        .put(name.substring(dot + 1), hole);
            }
        });
        if (!attributes.isEmpty()) {
            groups.computeIfAbsent("delegate", group -> new HashMap<>()).put("attributes", Mapper.wrap(attributes));
        }
        groups.forEach((group, members) -> root.put(group, Mapper.wrap(members)));
        return Mapper.wrap(root);
    }

    private static final class PrintHoles implements ResultMapper {
        @Override
        public boolean appliesTo(Origin origin, Object result) {
            return result instanceof Hole;
        }

        @Override
        public String map(Object result, Expression expression) {
            return ((Hole) result).print();
        }
    }
}
