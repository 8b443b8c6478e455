package io.herald.plan;

import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** When a rule's notice is due. {@link #text()} is what {@link #parse} reads. */
public sealed interface Due {
    /** At once. */
    record Now() implements Due {}

    /** {@code start-30m}, {@code start-1d}, {@code end+10m}, {@code until-1h}. */
    record From(Anchor anchor, Shift shift) implements Due {}

    /** {@code day 07:30}, {@code day-before 20:00}: by the wall clock of the congress on or before the item's own day. */
    record OnDay(boolean before, LocalTime time) implements Due {}

    Pattern FROM = Pattern.compile("(start|end|until)([+-].*)?");
    Pattern ON_DAY = Pattern.compile("day(-before)? (\\d{2}:\\d{2})");

    /** @throws IllegalArgumentException for any other text */
    static Due parse(String text) {
        if (text.equals("now")) {
            return new Now();
        }
        var from = FROM.matcher(text);
        if (from.matches()) {
            var anchor = Anchor.valueOf(from.group(1).toUpperCase(Locale.ROOT));
            return new From(anchor, Shift.parse(from.group(2) == null ? "" : from.group(2)));
        }
        var onDay = ON_DAY.matcher(text);
        if (onDay.matches()) {
            return new OnDay(onDay.group(1) != null, time(onDay.group(2)));
        }
        throw new IllegalArgumentException("\"" + text
                + "\" is no due time (now, start-30m, start-1d, end+10m, until-1h, day 07:30, day-before 20:00)");
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no time of day", e);
        }
    }

    default String text() {
        if (this instanceof From from) {
            return from.anchor.name().toLowerCase(Locale.ROOT) + from.shift.text();
        } else if (this instanceof OnDay day) {
            return (day.before ? "day-before " : "day ")
                    + DateTimeFormatter.ofPattern("HH:mm").format(day.time);
        }
        return "now";
    }

    /** What it hangs on, nothing for {@code now}. */
    default Optional<Anchor> hangsOn() {
        if (this instanceof From from) {
            return Optional.of(from.anchor);
        }
        return this instanceof OnDay ? Optional.of(Anchor.START) : Optional.empty();
    }

    /**
     * The instant in the congress's zone. A wall-clock time that a clock change leaves out is read forward (02:30 becomes
     * 03:30); one that occurs twice means the first.
     */
    default Instant in(Scene scene, Instant now) {
        var zone = scene.congress().zone();
        if (this instanceof From from) {
            return from.shift.from(from.anchor.in(scene), zone);
        } else if (this instanceof OnDay day) {
            var itsDay = Anchor.START.in(scene).atZone(zone).toLocalDate();
            return (day.before ? itsDay.minusDays(1) : itsDay)
                    .atTime(day.time)
                    .atZone(zone)
                    .toInstant();
        }
        return now;
    }
}
