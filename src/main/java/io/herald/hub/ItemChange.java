package io.herald.hub;

import io.herald.event.Event;
import java.time.Instant;

/**
 * What is to become of an agenda item.
 *
 * @param start when it starts instead, null to keep it; likewise end and place
 * @param cancel true when it does not take place: then nothing else but the reason may be said
 * @param why the reason, told with a cancellation
 */
public record ItemChange(Instant start, Instant end, Event.Text place, boolean cancel, Event.Text why) {
    /** @throws IllegalArgumentException when it says nothing, or both things at once */
    Event event() {
        boolean moves = start != null || end != null || place != null;
        if (cancel && moves) {
            throw new IllegalArgumentException("An item is either moved or cancelled.");
        } else if (!cancel && why != null) {
            throw new IllegalArgumentException("why: a reason is told with a cancellation only.");
        }
        return cancel ? new Event.ItemCancelled(why) : new Event.ItemMoved(start, end, place);
    }
}
