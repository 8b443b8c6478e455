package io.herald.agenda;

import io.herald.agenda.AgendaDifference.Changed;
import io.herald.platform.table.BadRow;
import io.herald.platform.table.FieldChange;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Compares what a file says with the agenda as it stands. An item of the file is known by its UID, or else by its code. */
final class AgendaComparison {
    private final List<AgendaItem> current;
    private final ZoneId zone;
    private final Map<String, AgendaItem> byUid = new HashMap<>();
    private final Map<String, AgendaItem> byCode = new HashMap<>();
    private final Map<String, Integer> rowOfCode = new HashMap<>();
    private final Set<String> met = new HashSet<>();
    private final List<AgendaItem> added = new ArrayList<>();
    private final List<Changed> changed = new ArrayList<>();
    private final List<AgendaItem> cancelled = new ArrayList<>();
    private final List<BadRow> bad;
    private final List<String> notes;
    private int unchanged;

    private AgendaComparison(List<AgendaItem> current, AgendaFile file, ZoneId zone) {
        this.current = current;
        this.zone = zone;
        this.bad = new ArrayList<>(file.bad());
        this.notes = new ArrayList<>(file.notes());
        for (var item : current) {
            byCode.put(item.code(), item);
            if (item.uid() != null) {
                byUid.put(item.uid(), item);
            }
        }
    }

    /** @param now items over by then are not missed when the file lacks them; null to miss them all */
    static AgendaDifference between(List<AgendaItem> current, AgendaFile file, ZoneId zone, Instant now) {
        var comparison = new AgendaComparison(current, file, zone);
        file.items().forEach(comparison::take);
        return comparison.answer(now);
    }

    private AgendaDifference answer(Instant now) {
        var removed = current.stream()
                .filter(item -> bad.isEmpty() && !item.cancelled() && !met.contains(item.code()))
                .filter(item -> now == null || item.end().isAfter(now))
                .toList();
        return new AgendaDifference(added, changed, removed, cancelled, unchanged, bad, notes);
    }

    private void take(FileItem item) {
        var known = known(item);
        var code = known == null ? item.code() : known.code();
        var otherRow = rowOfCode.putIfAbsent(code, item.row());
        if (otherRow != null) {
            bad.add(new BadRow(item.row(), "code", code, "is the code of the item in row " + otherRow + " too"));
        } else if (known == null) {
            takeUnknown(item);
        } else if (clashes(item, known)) {
            bad.add(new BadRow(item.row(), "code", item.code(), "belongs to an item of another UID, " + known.uid()));
        } else if (item.uid() != null && item.uid().equals(known.uid()) && item.sequence() < known.sequence()) {
            var reason =
                    "is older than what the hub knows of " + known.code() + ": its SEQUENCE is " + known.sequence();
            bad.add(new BadRow(item.row(), "SEQUENCE", item.sequence().toString(), reason));
        } else {
            takeKnown(item, known);
        }
    }

    private AgendaItem known(FileItem item) {
        var known = item.uid() == null ? null : byUid.get(item.uid());
        return known == null ? byCode.get(item.code()) : known;
    }

    private static boolean clashes(FileItem item, AgendaItem known) {
        return item.uid() != null && known.uid() != null && !item.uid().equals(known.uid());
    }

    private void takeUnknown(FileItem item) {
        if (!item.cancelled()) {
            added.add(item.fresh());
            return;
        }
        var series = current.stream()
                .filter(one ->
                        one.uid() != null && item.uid() != null && one.uid().startsWith(item.uid() + "#"))
                .toList();
        series.forEach(this::cancel);
        if (series.isEmpty()) {
            notes.add("Line " + item.row() + ": " + item.code() + " is cancelled, and was never known here.");
        }
    }

    private void takeKnown(FileItem item, AgendaItem known) {
        if (item.cancelled()) {
            cancel(known);
            return;
        }
        met.add(known.code());
        var after = item.over(known);
        var fields = fields(known, after);
        if (fields.isEmpty()) {
            unchanged++;
        } else {
            changed.add(new Changed(known, after, fields));
        }
    }

    private void cancel(AgendaItem known) {
        met.add(known.code());
        if (known.cancelled()) {
            unchanged++;
        } else {
            cancelled.add(known);
        }
    }

    /** Whether it is all day is not compared: it follows from start and end. Nor are UID and SEQUENCE, which nobody is told. */
    private List<FieldChange> fields(AgendaItem before, AgendaItem after) {
        var changes = new ArrayList<FieldChange>();
        compare(changes, "title", before.title().zh(), after.title().zh());
        compare(changes, "title_en", before.title().en(), after.title().en());
        compare(changes, "place", before.place().zh(), after.place().zh());
        compare(changes, "place_en", before.place().en(), after.place().en());
        compare(changes, "start", written(before.start()), written(after.start()));
        compare(changes, "end", written(before.end()), written(after.end()));
        compare(changes, "kind", before.kind(), after.kind());
        compare(changes, "closed", before.closed(), after.closed());
        compare(changes, "phone_free", before.phoneFree(), after.phoneFree());
        compare(changes, "bring", before.bring().zh(), after.bring().zh());
        compare(changes, "bring_en", before.bring().en(), after.bring().en());
        compare(changes, "cancelled", before.cancelled(), after.cancelled());
        return changes;
    }

    private static void compare(List<FieldChange> changes, String field, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            changes.add(new FieldChange(field, before.toString(), after.toString()));
        }
    }

    /** Files know seconds at best. */
    private String written(Instant instant) {
        return LocalTimes.written(instant.truncatedTo(ChronoUnit.SECONDS), zone);
    }
}
