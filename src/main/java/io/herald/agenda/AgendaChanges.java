package io.herald.agenda;

import io.herald.roster.Bilingual;
import java.time.Duration;
import java.time.Instant;

/** What happens to an item on the agenda; each change is one version further. */
public final class AgendaChanges {
    private AgendaChanges() {}

    /**
     * Another time, another place, or both.
     *
     * @param start null to keep it; a start without an end keeps the length
     * @param end null to keep it, or the length
     * @param place null to keep it
     * @throws IllegalArgumentException when it would end before it starts
     */
    public static AgendaItem move(AgendaItem item, Instant start, Instant end, Bilingual place) {
        var newStart = start == null ? item.start() : start;
        var length = Duration.between(item.start(), item.end());
        var newEnd = end != null ? end : newStart.plus(length);
        return next(item, newStart, newEnd, place == null ? item.place() : place, item.cancelled());
    }

    public static AgendaItem cancel(AgendaItem item) {
        return next(item, item.start(), item.end(), item.place(), true);
    }

    private static AgendaItem next(AgendaItem item, Instant start, Instant end, Bilingual place, boolean cancelled) {
        return new AgendaItem(
                item.code(),
                item.version() + 1,
                item.title(),
                place,
                item.bring(),
                item.kind(),
                start,
                end,
                item.allDay(),
                item.closed(),
                item.phoneFree(),
                cancelled,
                item.uid(),
                item.sequence());
    }
}
