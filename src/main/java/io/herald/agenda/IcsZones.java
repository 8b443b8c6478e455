package io.herald.agenda;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the TZID of a file means: an IANA name (also with a vendor's prefix), a Windows name, or else the VTIMEZONE of the file.
 * A known name wins over the file's rules, which are often cut down to a few years.
 */
final class IcsZones {
    private static final List<String> OBSERVANCES = List.of("STANDARD", "DAYLIGHT");
    private static final int MOST_OBSERVANCES = 100;
    private static final LocalDateTime RULES_FROM = LocalDateTime.of(1990, 1, 1, 0, 0);
    private static final LocalDateTime RULES_TO = LocalDateTime.of(2100, 1, 1, 0, 0);

    private final ZoneId congress;
    private final Map<String, IcsComponent> inFile = new HashMap<>();
    private final Map<String, ZoneRules> known = new HashMap<>();

    IcsZones(ZoneId congress, List<IcsComponent> calendars) {
        this.congress = congress;
        for (var calendar : calendars) {
            for (var zone : calendar.all(List.of("VTIMEZONE"))) {
                zone.line("TZID").ifPresent(line -> inFile.putIfAbsent(line.text(), zone));
            }
        }
    }

    ZoneRules congressRules() {
        return congress.getRules();
    }

    String congressZone() {
        return congress.getId();
    }

    ZoneRules rules(ContentLine line, String tzid) {
        var found = known.get(tzid);
        if (found == null) {
            found = find(line, tzid);
            known.put(tzid, found);
        }
        return found;
    }

    private ZoneRules find(ContentLine line, String tzid) {
        var named = iana(tzid).or(() -> WindowsZones.iana(tzid).flatMap(IcsZones::iana));
        if (named.isPresent()) {
            return named.get().getRules();
        }
        // Parameters are not escaped, the TZID property of the VTIMEZONE is.
        var own =
                Optional.ofNullable(inFile.get(tzid)).or(() -> Optional.ofNullable(inFile.get(tzid.replace("\\", ""))));
        if (own.isEmpty()) {
            throw new IcsFault(
                    line.row(),
                    line.name(),
                    "TZID=" + tzid,
                    "names a zone nobody knows, and the file has no VTIMEZONE for it");
        }
        return own.get()
                .line("X-LIC-LOCATION")
                .flatMap(location -> iana(location.text()))
                .map(ZoneId::getRules)
                .orElseGet(() -> build(own.get()));
    }

    /** {@code Europe/Berlin}, also as the end of {@code /freeassociation.sourceforge.net/Europe/Berlin}. */
    private static Optional<ZoneId> iana(String tzid) {
        for (var name = tzid; ; name = name.substring(name.indexOf('/') + 1)) {
            if (ZoneId.getAvailableZoneIds().contains(name)) {
                return Optional.of(ZoneId.of(name));
            }
            if (name.indexOf('/') < 0) {
                return Optional.empty();
            }
        }
    }

    private static ZoneRules build(IcsComponent zone) {
        var observances = zone.all(OBSERVANCES);
        if (observances.isEmpty() || observances.size() > MOST_OBSERVANCES) {
            throw new IcsFault(
                    zone.row(), "VTIMEZONE", "", "has no STANDARD or DAYLIGHT part, or more than " + MOST_OBSERVANCES);
        }
        var changes = new TreeMap<Instant, ZoneOffset>();
        ZoneOffset first = null;
        Instant firstChange = null;
        for (var observance : observances) {
            var from = offset(observance, "TZOFFSETFROM");
            var to = offset(observance, "TZOFFSETTO");
            for (var onset : onsets(observance)) {
                var instant = onset.toInstant(from);
                changes.put(instant, to);
                if (firstChange == null || instant.isBefore(firstChange)) {
                    firstChange = instant;
                    first = from;
                }
            }
        }
        return rules(first, changes);
    }

    private static ZoneRules rules(ZoneOffset first, TreeMap<Instant, ZoneOffset> changes) {
        var transitions = new ArrayList<ZoneOffsetTransition>();
        var offset = first;
        for (var change : changes.entrySet()) {
            if (!change.getValue().equals(offset)) {
                var local = LocalDateTime.ofInstant(change.getKey(), offset);
                transitions.add(ZoneOffsetTransition.of(local, offset, change.getValue()));
                offset = change.getValue();
            }
        }
        return transitions.isEmpty()
                ? offset.getRules()
                : ZoneRules.of(first, first, List.of(), transitions, List.of());
    }

    /** The wall times, by the clock before, at which an observance begins. */
    private static List<LocalDateTime> onsets(IcsComponent observance) {
        var startLine = observance
                .line("DTSTART")
                .orElseThrow(() -> new IcsFault(observance.row(), "DTSTART", "", "is missing in " + observance.name()));
        var onsets = new ArrayList<LocalDateTime>();
        var start = wall(startLine, startLine.value());
        onsets.add(start);
        for (var line : observance.all("RDATE")) {
            for (var value : line.value().split(",")) {
                onsets.add(wall(line, value));
            }
        }
        observance.line("RRULE").ifPresent(rule -> onsets.addAll(Recurrence.onsets(rule, start, RULES_FROM, RULES_TO)));
        return onsets;
    }

    static LocalDateTime wall(ContentLine line, String value) {
        try {
            var text = value.strip().replace("Z", "");
            return LocalDateTime.parse(text.length() == 8 ? text + "T000000" : text, IcsTime.WALL);
        } catch (DateTimeException unreadable) {
            throw new IcsFault(line, "is no time such as 19961027T030000");
        }
    }

    private static ZoneOffset offset(IcsComponent observance, String property) {
        var line = observance
                .line(property)
                .orElseThrow(() -> new IcsFault(observance.row(), property, "", "is missing in " + observance.name()));
        try {
            return ZoneOffset.of(line.value().strip());
        } catch (DateTimeException unreadable) {
            throw new IcsFault(line, "is no offset such as +0800");
        }
    }
}
