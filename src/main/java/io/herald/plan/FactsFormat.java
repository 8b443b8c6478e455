package io.herald.plan;

import io.herald.roster.Bilingual;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Facts as a map that any JSON writer takes, and back: {@code {"title":{"zh":..,"en":..},"start":{"at":"2026-11-22T01:00:00Z"},
 * "seat":"12-4"}}. Several changes are a list: {@code {"changes":[{"subject":"agenda/opening","version":2,"facts":{..}}]}}.
 */
public final class FactsFormat {
    private FactsFormat() {}

    /** The exact inverse of {@link #read}. */
    public static Map<String, Object> write(Facts facts) {
        var json = new TreeMap<String, Object>();
        facts.byName().forEach((name, fact) -> json.put(name, write(fact)));
        return json;
    }

    private static Object write(Fact fact) {
        if (fact instanceof Fact.Text text) {
            return Map.of("zh", text.text().zh(), "en", text.text().en());
        } else if (fact instanceof Fact.Moment moment) {
            return Map.of("at", moment.at().toString());
        } else if (fact instanceof Fact.Value value) {
            return value.value();
        } else if (fact instanceof Fact.Changes several) {
            return several.changes().stream().map(FactsFormat::write).toList();
        }
        throw new IllegalStateException("no form for the fact " + fact);
    }

    private static Object write(Fact.Changed changed) {
        return Map.of("subject", changed.subject(), "version", changed.version(), "facts", write(changed.facts()));
    }

    /**
     * @param json as a JSON reader gives it: plain maps, also inside
     * @throws IllegalArgumentException naming the fact that is none
     */
    public static Facts read(Map<String, ?> json) {
        var facts = new HashMap<String, Fact>();
        json.forEach((name, value) -> facts.put(name, read(name, value)));
        return new Facts(facts);
    }

    private static Fact read(String name, Object value) {
        if (value instanceof String text) {
            return new Fact.Value(text);
        } else if (value instanceof Map<?, ?> map && map.size() == 1 && map.get("at") instanceof String at) {
            return new Fact.Moment(instant(name, at));
        } else if (value instanceof Map<?, ?> map
                && map.size() == 2
                && map.get("zh") instanceof String zh
                && map.get("en") instanceof String en) {
            return new Fact.Text(new Bilingual(zh, en));
        } else if (value instanceof List<?> changes) {
            return new Fact.Changes(
                    changes.stream().map(each -> changed(name, each)).toList());
        }
        throw new IllegalArgumentException("the fact " + name
                + " is neither a text, nor {\"zh\":..,\"en\":..}, nor {\"at\":..}, nor a list of changes");
    }

    @SuppressWarnings("unchecked") // the keys of JSON are texts
    private static Fact.Changed changed(String name, Object value) {
        if (value instanceof Map<?, ?> map
                && map.get("subject") instanceof String subject
                && map.get("version") instanceof Number version
                && map.get("facts") instanceof Map<?, ?> facts) {
            return new Fact.Changed(subject, version.intValue(), read((Map<String, ?>) facts));
        }
        throw new IllegalArgumentException("the fact " + name + " is no list of changes");
    }

    private static Instant instant(String name, String at) {
        try {
            return Instant.parse(at);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("the fact " + name + " is no moment in UTC", e);
        }
    }
}
