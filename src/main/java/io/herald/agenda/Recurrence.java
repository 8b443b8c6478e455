package io.herald.agenda;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.fortuna.ical4j.model.Recur;

/**
 * Spells an RRULE out into wall times. Only rules that end are taken, and only by days or longer: a congress has no endless
 * meetings, and anything finer lets a short line ask for millions of times.
 */
final class Recurrence {
    static final int MOST_INSTANCES = 400;
    private static final Period LONGEST = Period.ofDays(366);
    private static final int LONGEST_RULE = 500;
    private static final Set<String> FREQUENCIES = Set.of("DAILY", "WEEKLY", "MONTHLY", "YEARLY");
    private static final Set<String> PARTS = Set.of(
            "FREQ",
            "COUNT",
            "UNTIL",
            "INTERVAL",
            "BYDAY",
            "BYMONTH",
            "BYMONTHDAY",
            "BYYEARDAY",
            "BYWEEKNO",
            "BYSETPOS",
            "WKST");

    private Recurrence() {}

    /**
     * All instances of a rule, as wall times of the zone the start stands in.
     *
     * @throws IcsFault when it does not end, ends too late, or has too many
     */
    static List<LocalDateTime> instances(ContentLine line, IcsTime start, IcsZones zones) {
        var parts = parts(line);
        var count = parts.get("COUNT");
        var until = parts.remove("UNTIL");
        if (count == null && until == null) {
            throw new IcsFault(line, "repeats without end: give it a COUNT or an UNTIL");
        }
        var horizon = start.local().plus(LONGEST);
        var last = until == null ? horizon : until(line, until, start, zones);
        if (last.isAfter(horizon)) {
            throw new IcsFault(line, "repeats for more than a year");
        }
        var found = dates(line, parts, start.local(), start.local(), last);
        if (found.isEmpty()) {
            throw new IcsFault(line, "never comes to pass");
        }
        if (found.size() > MOST_INSTANCES) {
            throw new IcsFault(line, "repeats more than " + MOST_INSTANCES + " times");
        }
        if (until == null && found.size() < Integer.parseInt(count)) {
            throw new IcsFault(line, "repeats for more than a year, or more than " + MOST_INSTANCES + " times");
        }
        return found;
    }

    /** When an observance of a VTIMEZONE begins, in a span of years; such a rule may be endless. */
    static List<LocalDateTime> onsets(ContentLine line, LocalDateTime start, LocalDateTime from, LocalDateTime to) {
        var parts = parts(line);
        if (!"YEARLY".equals(parts.get("FREQ"))) {
            throw new IcsFault(line, "is no rule of a clock change: it is not YEARLY");
        }
        var until = parts.remove("UNTIL");
        // UNTIL is in UTC here and the onset in wall time; they are never a day apart.
        var last = until == null ? to : IcsZones.wall(line, until).plusDays(1);
        return dates(line, parts, start, start.isAfter(from) ? start : from, last.isBefore(to) ? last : to);
    }

    private static List<LocalDateTime> dates(
            ContentLine line, Map<String, String> parts, LocalDateTime start, LocalDateTime from, LocalDateTime last) {
        var rule = parts.entrySet().stream()
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining(";"));
        try {
            return new Recur<LocalDateTime>(rule)
                    .getDates(start, from, last.plusSeconds(1), MOST_INSTANCES + 1).stream()
                            .filter(date -> !date.isAfter(last))
                            .sorted()
                            .toList();
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw new IcsFault(line, "is no rule that can be followed: " + wrong.getMessage());
        }
    }

    private static LocalDateTime until(ContentLine line, String until, IcsTime start, IcsZones zones) {
        var time = IcsTime.of(new ContentLine(line.row(), line.name(), Map.of(), until), until, zones);
        if (time.isDate()) {
            return time.local().plusDays(1).minusSeconds(1);
        }
        if (time.form() == IcsTime.Form.UTC) {
            var instant = time.instant();
            return LocalDateTime.ofInstant(instant, start.rules().getOffset(instant));
        }
        return time.local();
    }

    private static Map<String, String> parts(ContentLine line) {
        var parts = new TreeMap<String, String>();
        var rule = line.value().strip().toUpperCase(Locale.ROOT);
        if (rule.length() > LONGEST_RULE) {
            throw new IcsFault(line, "is longer than " + LONGEST_RULE + " characters");
        }
        for (var part : rule.split(";")) {
            var pair = part.split("=", 2);
            if (pair.length == 2 && PARTS.contains(pair[0])) {
                parts.put(pair[0], pair[1]);
            } else if (!part.isBlank()) {
                throw new IcsFault(line, "has a part the hub does not follow: " + pair[0]);
            }
        }
        if (!FREQUENCIES.contains(parts.getOrDefault("FREQ", ""))) {
            throw new IcsFault(line, "must repeat DAILY, WEEKLY, MONTHLY or YEARLY");
        }
        for (var number : List.of("COUNT", "INTERVAL")) {
            if (!parts.getOrDefault(number, "1").matches("[1-9][0-9]{0,3}")) {
                throw new IcsFault(line, "has a " + number + " that is no number from 1 to 9999");
            }
        }
        return parts;
    }
}
