package io.herald.plan;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a notice tells as data, by name: {@code title}, {@code place}, {@code start}, {@code seat} and the like. Kept with the
 * notice and with each attempt, for staleness is a difference of facts, not of version numbers.
 */
public record Facts(Map<String, Fact> byName) {
    public static final Facts NONE = new Facts(Map.of());

    /** The name of the fact that holds several changes. */
    public static final String CHANGES = "changes";

    /** The name of the fact that is there when what the others tell of does not take place. */
    public static final String CANCELLED = "cancelled";

    /** The name of the fact by which a person confirms: an SMS that asks ends with it. */
    public static final String CODE = "code";

    /** The code by which a person confirms, as a fact. */
    public static Facts code(String code) {
        return new Facts(Map.of(CODE, new Fact.Value(code)));
    }

    public Facts {
        byName = Map.copyOf(byName);
    }

    /** These facts and those; where both have a name, those win. */
    public Facts with(Facts those) {
        var both = new TreeMap<>(byName);
        both.putAll(those.byName);
        return new Facts(both);
    }

    /** All but the fact of this name. */
    public Facts without(String name) {
        var kept = new TreeMap<>(byName);
        kept.remove(name);
        return new Facts(kept);
    }

    /** Only the facts of these names. */
    public Facts only(Collection<String> names) {
        var kept = new TreeMap<>(byName);
        kept.keySet().retainAll(names);
        return new Facts(kept);
    }

    /** The changes they sum up, none for the facts of one subject. */
    public List<Fact.Changed> changes() {
        return byName.get(CHANGES) instanceof Fact.Changes several ? several.changes() : List.of();
    }

    /** Somebody's seat, as a fact; none when it is null. */
    public static Facts seat(String seat) {
        return seat == null ? NONE : new Facts(Map.of("seat", new Fact.Value(seat)));
    }

    public boolean cancelled() {
        return byName.containsKey(CANCELLED);
    }

    /** Whether somebody told these facts was told something that is otherwise in {@code now}: a shared name with another value. */
    public boolean contradict(Facts now) {
        return byName.entrySet().stream()
                .anyMatch(told -> now.byName.containsKey(told.getKey())
                        && !now.byName.get(told.getKey()).equals(told.getValue()));
    }
}
