package io.herald.plan;

import java.time.Instant;

/**
 * A notice that ought to be.
 *
 * @param due not before the moment of planning
 * @param wished when it would be due but for the quiet hours
 * @param useBy after due
 * @param subject newer versions of it supersede this notice
 */
public record Draft(
        Rule rule,
        Audience audience,
        Instant due,
        Instant wished,
        Instant useBy,
        String subject,
        int version,
        Facts facts) {
    /** Whether it waits for the end of the quiet hours. */
    public boolean quiet() {
        return !due.equals(wished);
    }

    /** Whether it is to be told now, be it after the quiet hours, and not in a time of its own. */
    public boolean atOnce(Instant now) {
        return !wished.isAfter(now);
    }

    /** Whether it can be told beside other changes: an item as such, a seat, a vehicle. Alerts, papers, presence stand alone. */
    public boolean isAboutSchedule() {
        var parts = subject.split("/");
        return switch (parts[0]) {
            case "agenda" -> parts.length == 2;
            case "delegate" -> parts.length > 2 && (parts[2].equals("seat") || parts[2].equals("vehicle"));
            default -> false;
        };
    }

    /** The same with other facts. */
    public Draft with(Facts facts) {
        return new Draft(rule, audience, due, wished, useBy, subject, version, facts);
    }
}
