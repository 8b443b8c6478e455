package io.herald.plan;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/** The hours in which only what cannot wait goes out. */
public final class QuietHours {
    private QuietHours() {}

    /**
     * {@code due}, or the end of the quiet hours it falls into: from {@code from} inclusive to {@code to} exclusive by the wall
     * clock, over midnight where {@code from} is the later.
     *
     * @param from null when there are none, as {@code to}; equal to {@code to}, they are none as well
     */
    public static Instant next(Instant due, LocalTime from, LocalTime to, ZoneId zone) {
        if (from == null || to == null || from.equals(to)) {
            return due;
        }
        var local = due.atZone(zone);
        var time = local.toLocalTime();
        boolean overMidnight = from.isAfter(to);
        boolean evening = !time.isBefore(from);
        boolean morning = time.isBefore(to);
        if (overMidnight ? !evening && !morning : !evening || !morning) {
            return due;
        }
        var day = overMidnight && evening ? local.toLocalDate().plusDays(1) : local.toLocalDate();
        var end = day.atTime(to).atZone(zone).toInstant();
        // Where the clock is set back across the end of the quiet hours, that end may come first.
        return end.isBefore(due) ? due : end;
    }
}
