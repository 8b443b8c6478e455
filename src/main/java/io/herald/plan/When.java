package io.herald.plan;

import io.herald.agenda.AgendaItem;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What must be so for a rule to apply, all of it at once. Each part may be null (kinds: empty), which asks nothing; what asks
 * something of the agenda item never holds for an event without one.
 *
 * @param within the item starts at most so long from now, or has started
 * @param beyond the item starts later than so long from now: exactly when {@code within} of the same span does not hold
 */
public record When(
        Set<AgendaItem.Kind> kinds,
        Boolean closed,
        Boolean phoneFree,
        Boolean allDay,
        Duration within,
        Duration beyond) {
    public static final When ALWAYS = new When(Set.of(), null, null, null, null, null);

    public When {
        kinds = Set.copyOf(kinds);
    }

    boolean holds(Scene scene, Instant now) {
        if (equals(ALWAYS)) {
            return true;
        }
        var item = scene.item();
        return item != null
                && (kinds.isEmpty() || kinds.contains(item.kind()))
                && (closed == null || closed == item.closed())
                && (phoneFree == null || phoneFree == item.phoneFree())
                && (allDay == null || allDay == item.allDay())
                && (within == null || !item.start().isAfter(now.plus(within)))
                && (beyond == null || item.start().isAfter(now.plus(beyond)));
    }
}
