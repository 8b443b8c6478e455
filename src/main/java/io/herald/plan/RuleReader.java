package io.herald.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.herald.agenda.AgendaItem;
import io.herald.event.EventType;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** Reads one rule, and checks that its events can answer what it asks of them. */
final class RuleReader {
    private static final Set<String> KEYS = ordered(
            "name",
            "on",
            "when",
            "audience",
            "template",
            "due",
            "late",
            "lane",
            "channels",
            "use-by",
            "quiet",
            "ack",
            "escalation");
    private static final Set<String> CONDITIONS =
            ordered("kind", "closed", "phone-free", "all-day", "within", "beyond");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final YamlMap map;
    private final List<Mistake> mistakes;

    private RuleReader(YamlMap map, List<Mistake> mistakes) {
        this.map = map;
        this.mistakes = mistakes;
    }

    /** The rule; it is fit for use only when no mistakes came to the list. */
    static Rule read(Node node, List<Mistake> mistakes) {
        return new RuleReader(YamlMap.of(node, "a rule", KEYS, mistakes), mistakes).rule();
    }

    private Rule rule() {
        List.of("name", "on", "audience", "template", "due").forEach(key -> map.require(key, "a rule"));
        var lane = map.one("lane", Lane.ROUTINE, text -> named(Lane.values(), each -> lower(each.name()), text));
        var rule = new Rule(
                map.one("name", "", RuleReader::name),
                Set.copyOf(map.many("on", List.of(), RuleReader::type)),
                when(),
                map.tree("audience", new RuleAudience.Fixed(new Audience.Everyone()), RuleReader::audience),
                map.one("template", "", RuleReader::name),
                map.one("due", new Due.Now(), Due::parse),
                map.one("late", Late.SEND_NOW, text -> named(Late.values(), each -> each.text, text)),
                lane,
                channels(),
                map.one("use-by", new UseBy.Usual(), UseBy::parse),
                map.one("quiet", quiet(lane), text -> named(Quiet.values(), each -> each.text, text)),
                map.one("ack", false, RuleReader::yesOrNo),
                map.many("escalation", List.of(), EscalationStep::parse));
        rule.on().forEach(type -> check(rule, type));
        checkUsual(rule);
        checkEscalation(rule);
        return rule;
    }

    private When when() {
        if (!map.has("when")) {
            return When.ALWAYS;
        }
        var when = YamlMap.of(map.node("when"), "when", CONDITIONS, mistakes);
        return new When(
                Set.copyOf(when.many(
                        "kind", List.of(), text -> named(AgendaItem.Kind.values(), each -> lower(each.name()), text))),
                when.one("closed", null, RuleReader::yesOrNo),
                when.one("phone-free", null, RuleReader::yesOrNo),
                when.one("all-day", null, RuleReader::yesOrNo),
                when.one("within", null, Shift::parseSpan),
                when.one("beyond", null, Shift::parseSpan));
    }

    private static RuleAudience audience(JsonNode json) {
        var audience = AudienceFormat.readRule(json);
        if (audience.words().isEmpty() && audience.in(null).isNobody()) {
            throw new IllegalArgumentException("this audience can never hold anybody");
        }
        return audience;
    }

    private Set<Channel> channels() {
        var channels = map.many(
                "channels",
                List.of(Channel.values()),
                text -> named(Channel.values(), each -> lower(each.name()), text));
        var set = EnumSet.noneOf(Channel.class);
        set.addAll(channels);
        return set;
    }

    /** What is urgent does not wait for the morning unless the rule says so. */
    private static Quiet quiet(Lane lane) {
        return lane == Lane.URGENT ? Quiet.IGNORE : Quiet.WAIT;
    }

    private void check(Rule rule, EventType type) {
        if (!type.subjectShape.contains("{item}") && !rule.when().equals(When.ALWAYS)) {
            map.mistake("when", type.name + " has no agenda item, so \"when\" would never hold");
        }
        rule.due().hangsOn().ifPresent(anchor -> checkAnchor("due", rule.due().text(), anchor, type));
        rule.useBy()
                .hangsOn()
                .ifPresent(anchor -> checkAnchor("use-by", rule.useBy().text(), anchor, type));
        for (var word : rule.audience().words()) {
            if (!answers(type, word)) {
                map.mistake("audience", type.name + " gives \"" + word.text + "\" no meaning");
            }
        }
    }

    /** A usual use-by is the end of the item: what is due only then would never go out. */
    private void checkUsual(Rule rule) {
        boolean afterTheEnd = rule.due() instanceof Due.From from
                && from.anchor() == Anchor.END
                && from.shift().days() >= 0
                && !from.shift().exact().isNegative();
        if (afterTheEnd && rule.useBy() instanceof UseBy.Usual) {
            map.mistake("due", "what is due after the end needs a \"use-by\" such as due+2h");
        }
    }

    private void checkAnchor(String key, String text, Anchor anchor, EventType type) {
        boolean known =
                switch (anchor) {
                    case START, END -> type.subjectShape.contains("{item}");
                    case UNTIL -> type == EventType.DOCUMENT_RECALLED;
                };
        if (!known) {
            map.mistake(key, type.name + " has no " + lower(anchor.name()) + " for \"" + text + "\"");
        }
    }

    private static boolean answers(EventType type, RuleAudience.Word word) {
        return switch (word) {
            case CONCERNED, SEATED -> type.subjectShape.contains("{item}");
            case DELEGATE -> type.subjectShape.contains("{delegate}");
            case HOLDERS -> type.subjectShape.contains("{document}");
            case GROUP ->
                EnumSet.of(EventType.ALERT, EventType.ALL_CLEAR, EventType.GROUP_ISOLATED)
                        .contains(type);
            case TOLD_OTHERWISE -> true;
        };
    }

    private void checkEscalation(Rule rule) {
        if (!rule.escalation().isEmpty() && !rule.ack()) {
            map.mistake("escalation", "without \"ack: true\" nobody is asked, and nothing escalates");
        }
        for (int i = 1; i < rule.escalation().size(); i++) {
            var before = rule.escalation().get(i - 1);
            var step = rule.escalation().get(i);
            if (step.after().compareTo(before.after()) < 0) {
                map.mistake("escalation", step.text() + " stands after " + before.text() + ", but comes earlier");
            }
        }
    }

    private static EventType type(String text) {
        return EventType.named(text)
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no type of event"));
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no name: small letters, digits and single hyphens, such as item-moved");
        }
        return text;
    }

    private static boolean yesOrNo(String text) {
        return switch (text) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw new IllegalArgumentException("\"" + text + "\" is neither true nor false");
        };
    }

    private static <T> T named(T[] values, Function<T, String> name, String text) {
        return Arrays.stream(values)
                .filter(value -> name.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is none of "
                        + String.join(", ", Arrays.stream(values).map(name).toList())));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static Set<String> ordered(String... names) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(names)));
    }
}
