package io.herald.plan;

import io.herald.agenda.AgendaItem;
import java.util.ArrayList;
import java.util.List;

/** Two agenda items at the same time: whoever belongs to both cannot be at both. */
public record Clash(AgendaItem item, AgendaItem other) {
    /**
     * The clashes of some items with all others of the agenda, each pair once. What was cancelled, and what lasts a whole day,
     * clashes with nothing.
     */
    public static List<Clash> of(List<AgendaItem> items, List<AgendaItem> agenda) {
        var clashes = new ArrayList<Clash>();
        for (var item : items) {
            for (var other : agenda) {
                boolean seenFromTheOther = items.contains(other) && other.code().compareTo(item.code()) < 0;
                if (!item.code().equals(other.code()) && !seenFromTheOther && overlap(item, other)) {
                    clashes.add(new Clash(item, other));
                }
            }
        }
        return clashes;
    }

    private static boolean overlap(AgendaItem one, AgendaItem other) {
        return takesTime(one)
                && takesTime(other)
                && one.start().isBefore(other.end())
                && other.start().isBefore(one.end());
    }

    private static boolean takesTime(AgendaItem item) {
        return !item.cancelled() && !item.allDay();
    }
}
