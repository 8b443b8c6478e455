package io.herald.agenda;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.zone.ZoneRules;

/**
 * A time as an iCalendar file writes it.
 *
 * @param local the wall time; midnight of a date
 * @param rules of the zone that wall stands in
 * @param zone its name, for people
 */
record IcsTime(LocalDateTime local, ZoneRules rules, String zone, Form form) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);
    static final DateTimeFormatter WALL =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withResolverStyle(ResolverStyle.STRICT);

    enum Form {
        DATE,
        UTC,
        ZONED,
        FLOATING
    }

    /** Reads one value of a line; some exports say VALUE=DATE and write a time, so the value's own shape decides. */
    static IcsTime of(ContentLine line, String value, IcsZones zones) {
        var text = value.strip();
        try {
            if (text.matches("\\d{8}")) {
                return new IcsTime(
                        LocalDate.parse(text, DATE).atStartOfDay(),
                        zones.congressRules(),
                        zones.congressZone(),
                        Form.DATE);
            }
            if (text.endsWith("Z")) {
                var utc = LocalDateTime.parse(text.substring(0, text.length() - 1), WALL);
                return new IcsTime(utc, ZoneOffset.UTC.getRules(), "UTC", Form.UTC);
            }
            var wall = LocalDateTime.parse(text, WALL);
            var tzid = line.parameter("TZID");
            return tzid.isEmpty()
                    ? new IcsTime(wall, zones.congressRules(), zones.congressZone(), Form.FLOATING)
                    : new IcsTime(wall, zones.rules(line, tzid), tzid, Form.ZONED);
        } catch (DateTimeException unreadable) {
            throw new IcsFault(
                    line.row(), line.name(), value, "is no date or time of iCalendar, such as 20261122T090000");
        }
    }

    boolean isDate() {
        return form == Form.DATE;
    }

    Instant instant() {
        return LocalTimes.lenient(local, rules);
    }

    IcsTime at(LocalDateTime otherLocal) {
        return new IcsTime(otherLocal, rules, zone, form);
    }

    /** How a recurrence names this instance. */
    String written() {
        return (isDate() ? DATE : WALL).format(local) + (form == Form.UTC ? "Z" : "");
    }

    /** What is odd about it by its zone's clock changes, empty when nothing is. */
    String doubt() {
        return isDate() ? "" : LocalTimes.doubt(local, rules, zone);
    }
}
