package io.herald.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Pattern;

/**
 * So much earlier or later. Minutes and hours are exact; days are calendar days, which keep the wall clock when clocks
 * change.
 *
 * @param days negative for earlier
 * @param exact negative for earlier; whole minutes
 */
public record Shift(int days, Duration exact) {
    public static final Shift NONE = new Shift(0, Duration.ZERO);

    private static final Pattern FORM = Pattern.compile("([+-])(\\d{1,4})([mhd])");
    private static final Pattern SPAN = Pattern.compile("(\\d{1,4})([mh])");

    /** Reads {@code -30m}, {@code +2h}, {@code -1d}, and nothing at all for no shift. */
    static Shift parse(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no shift such as -30m, +2h or -1d");
        }
        int amount = Integer.parseInt(match.group(1) + match.group(2));
        return switch (match.group(3)) {
            case "m" -> new Shift(0, Duration.ofMinutes(amount));
            case "h" -> new Shift(0, Duration.ofHours(amount));
            default -> new Shift(amount, Duration.ZERO);
        };
    }

    /** Reads {@code 30m} or {@code 2h}. */
    static Duration parseSpan(String text) {
        var match = SPAN.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no span of time such as 30m or 2h");
        }
        return parse("+" + text).exact;
    }

    Instant from(Instant anchor, ZoneId zone) {
        var shifted = days == 0 ? anchor : anchor.atZone(zone).plusDays(days).toInstant();
        return shifted.plus(exact);
    }

    /** As it is written: {@link #parse} reads an equal one. */
    String text() {
        if (days != 0) {
            return "%+dd".formatted(days);
        } else if (exact.isZero()) {
            return "";
        }
        long minutes = exact.toMinutes();
        return minutes % 60 == 0 ? "%+dh".formatted(minutes / 60) : "%+dm".formatted(minutes);
    }
}
