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

/** Reads one rule. */
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
            "escalation",
            "confidential");
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
                map.many("escalation", List.of(), EscalationStep::parse),
                map.one("confidential", false, RuleReader::yesOrNo));
        new RuleCheck(rule, map).run();
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

    private static EventType type(String text) {
        return EventType.named(text)
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no type of event"));
    }

    static String name(String text) {
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
