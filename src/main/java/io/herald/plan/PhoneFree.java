package io.herald.plan;

import io.herald.agenda.AgendaItem;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Times in which phones are locked away: what is due in them goes out before. */
public final class PhoneFree {
    /** Time to read it while the phone is still in the hand. */
    static final Duration MARGIN = Duration.ofMinutes(2);

    private PhoneFree() {}

    /**
     * {@code due}, or two minutes before the window it falls into begins; where windows touch or overlap, before the first of
     * them. The answer may lie in the past: then it is too late for "before", and the caller decides.
     *
     * @param windows any agenda items; those that are not phone-free, or cancelled, do not count
     */
    public static Instant before(Instant due, List<AgendaItem> windows) {
        var latestFirst = windows.stream()
                .filter(item -> item.phoneFree() && !item.cancelled())
                .sorted(Comparator.comparing(AgendaItem::start).reversed())
                .toList();
        var moved = due;
        for (var window : latestFirst) {
            if (!moved.isBefore(window.start()) && moved.isBefore(window.end())) {
                moved = window.start().minus(MARGIN);
            }
        }
        return moved;
    }
}
