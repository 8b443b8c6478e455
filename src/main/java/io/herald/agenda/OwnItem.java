package io.herald.agenda;

import io.herald.roster.Bilingual;
import java.time.Instant;

/**
 * What of an agenda item is otherwise for a group that lives apart.
 *
 * @param item its code
 * @param start when it starts for them, null when it does as for all; likewise end
 * @param place where it is for them, empty when it is where it is for all
 */
public record OwnItem(String item, Instant start, Instant end, Bilingual place) {
    /** @throws IllegalArgumentException when it says nothing, or that the item would end before it starts */
    public OwnItem {
        if (start == null && end == null && place.isEmpty()) {
            throw new IllegalArgumentException("item " + item + ": start, end or place is needed");
        } else if (start != null && end != null && end.isBefore(start)) {
            throw new IllegalArgumentException("item " + item + " ends before it starts");
        }
    }

    /** The item as it is for the group. A time of their own stays when the item moves; it never ends before it starts. */
    public AgendaItem of(AgendaItem item) {
        var moved = AgendaChanges.move(item, start, null, place.isEmpty() ? null : place);
        var ends = end == null ? moved.end() : end;
        return moved.at(item.version(), ends.isBefore(moved.start()) ? moved.start() : ends);
    }

    /** Whether a seat at the item is none for them. */
    boolean isElsewhere() {
        return !place.isEmpty();
    }
}
