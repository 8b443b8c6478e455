package io.herald.agenda;

import io.herald.platform.table.BadRow;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** All VEVENTs of one UID: the master and the instances written out with a RECURRENCE-ID, each in its newest wording. */
final class IcsSeries {
    private static final String MASTER = "";

    private final String uid;
    private final Map<String, IcsEvent> newest = new LinkedHashMap<>();
    private final List<BadRow> clashes = new ArrayList<>();

    IcsSeries(String uid) {
        this.uid = uid;
    }

    /** The higher SEQUENCE wins; of two alike one is enough; two different ones with the same SEQUENCE clash. */
    void add(IcsEvent event) {
        var id = event.recurrenceId();
        var key = id == null ? MASTER : key(id);
        var known = newest.get(key);
        if (known == null || event.sequence() > known.sequence()) {
            newest.put(key, event);
        } else if (event.sequence() == known.sequence() && !event.content().equals(known.content())) {
            var reason = "stands here and in line " + known.row() + " with the same SEQUENCE but other content";
            clashes.add(new BadRow(event.row(), "UID", uid, reason));
        }
    }

    String uid() {
        return uid;
    }

    List<BadRow> clashes() {
        return clashes;
    }

    /** Null when the file has only single instances. */
    IcsEvent master() {
        return newest.get(MASTER);
    }

    Map<String, IcsEvent> overrides() {
        var overrides = new LinkedHashMap<>(newest);
        overrides.remove(MASTER);
        return overrides;
    }

    /** When the master takes place, without the instances that are written out or taken away. */
    List<IcsTime> times(IcsTime start, IcsZones zones) {
        var rules = master().lines("RRULE");
        if (rules.size() > 1) {
            throw new IcsFault(rules.get(1), "is a second rule for the same event");
        }
        var locals = new TreeSet<LocalDateTime>();
        if (rules.isEmpty()) {
            locals.add(start.local());
        } else {
            locals.addAll(Recurrence.instances(rules.get(0), start, zones));
        }
        for (var time : listed("RDATE", zones)) {
            locals.add(LocalDateTime.ofInstant(time.instant(), start.rules().getOffset(time.instant())));
        }
        if (locals.size() > Recurrence.MOST_INSTANCES) {
            throw new IcsFault(
                    master().lines("RDATE").get(0), "makes more than " + Recurrence.MOST_INSTANCES + " instances");
        }
        var gone = exceptions(zones);
        return locals.stream()
                .map(start::at)
                .filter(time -> !newest.containsKey(key(time)) && !gone.holds(time))
                .toList();
    }

    private Exceptions exceptions(IcsZones zones) {
        var exceptions = new Exceptions(new HashSet<>(), new HashSet<>());
        for (var time : listed("EXDATE", zones)) {
            if (time.isDate()) {
                exceptions.days().add(time.local());
            } else {
                exceptions.instants().add(time.instant());
            }
        }
        return exceptions;
    }

    private List<IcsTime> listed(String property, IcsZones zones) {
        var times = new ArrayList<IcsTime>();
        for (var line : master().lines(property)) {
            for (var value : line.value().split(",")) {
                times.add(IcsTime.of(line, value, zones));
            }
        }
        return times;
    }

    /** The same moment, whichever zone it is written in. */
    private static String key(IcsTime time) {
        return time.isDate() ? time.written() : time.instant().toString();
    }

    private record Exceptions(HashSet<Instant> instants, HashSet<LocalDateTime> days) {
        boolean holds(IcsTime time) {
            return instants.contains(time.instant())
                    || days.contains(time.local().toLocalDate().atStartOfDay());
        }
    }
}
