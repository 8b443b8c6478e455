package io.herald.agenda;

import io.herald.agenda.SeatStore.Seat;
import io.herald.platform.Tx;
import io.herald.platform.table.BadRow;
import io.herald.platform.table.BadRows;
import io.herald.platform.table.Column;
import io.herald.platform.table.Columns;
import io.herald.platform.table.FieldChange;
import io.herald.platform.table.TableFile;
import io.herald.platform.table.TableReader;
import io.herald.platform.table.TableRow;
import io.herald.roster.Congress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Imports a table of seats, all or nothing. For each item it names the table is the whole truth: who is not in it has no seat
 * there any more. Items it does not name keep their seats.
 */
@ApplicationScoped
public class SeatImport {
    private static final Columns COLUMNS = Columns.of(
            Column.required("item", "议程", "议程编号"),
            Column.required("delegate", "代表", "代表编号"),
            Column.required("seat", "座位", "座位号"));

    private final AgendaStore agenda;
    private final SeatStore seats;

    SeatImport(AgendaStore agenda, SeatStore seats) {
        this.agenda = agenda;
        this.seats = seats;
    }

    /** A seat that becomes another. */
    public record Changed(Seat after, List<FieldChange> fields) {}

    /** @param applied whether it was written: not in a dry run, not with any bad row */
    public record Report(
            boolean applied,
            List<Seat> added,
            List<Changed> changed,
            List<Seat> removed,
            int unchanged,
            List<BadRow> bad) {}

    private record Key(String item, String delegate) {}

    private record Line(int row, String item, String delegate, String seat) {}

    /** Compares and, unless it is a dry run or a row is bad, writes. */
    public Report run(Tx tx, Congress congress, TableFile file, boolean dryRun) {
        var bad = new BadRows();
        var lines = new ArrayList<Line>();
        TableReader.read(file, COLUMNS, bad, row -> read(row, bad).ifPresent(lines::add));
        var wanted = resolve(tx, congress, lines, bad);
        return bad.isEmpty() ? apply(tx, congress, wanted, dryRun) : refused(bad);
    }

    private static Report refused(BadRows bad) {
        return new Report(false, List.of(), List.of(), List.of(), 0, bad.list());
    }

    private static Optional<Line> read(TableRow row, BadRows bad) {
        int before = bad.count();
        for (var column : COLUMNS.names()) {
            if (row.text(column).isEmpty()) {
                row.refuse(column, "is missing", bad);
            }
        }
        return bad.count() > before
                ? Optional.empty()
                : Optional.of(new Line(row.number(), row.narrow("item"), row.narrow("delegate"), row.text("seat")));
    }

    private Map<Key, Seat> resolve(Tx tx, Congress congress, List<Line> lines, BadRows bad) {
        var items =
                agenda.list(tx, congress.code()).stream().map(AgendaItem::code).collect(Collectors.toSet());
        var ids = seats.delegates(
                tx, congress.code(), lines.stream().map(Line::delegate).collect(Collectors.toSet()));
        var rows = new HashMap<Key, Integer>();
        var resolved = new HashMap<Key, Seat>();
        for (var line : lines) {
            var key = new Key(line.item(), line.delegate());
            var first = rows.putIfAbsent(key, line.row());
            if (!items.contains(line.item())) {
                bad.add(line.row(), "item", line.item(), "is no item of the agenda");
            } else if (!ids.containsKey(line.delegate())) {
                bad.add(line.row(), "delegate", line.delegate(), "is no delegate of the congress");
            } else if (first != null) {
                bad.add(
                        line.row(),
                        "delegate",
                        line.delegate(),
                        "has a seat at " + line.item() + " in row " + first + " already");
            } else {
                resolved.put(key, new Seat(line.item(), ids.get(line.delegate()), line.delegate(), line.seat()));
            }
        }
        refuseSharedSeats(resolved, rows, bad);
        return resolved;
    }

    private static void refuseSharedSeats(Map<Key, Seat> resolved, Map<Key, Integer> rows, BadRows bad) {
        var taken = new HashMap<List<String>, Integer>();
        resolved.keySet().stream()
                .sorted((one, other) -> rows.get(one).compareTo(rows.get(other)))
                .forEach(key -> {
                    var seat = resolved.get(key);
                    var first = taken.putIfAbsent(List.of(seat.item(), seat.seat()), rows.get(key));
                    if (first != null) {
                        bad.add(rows.get(key), "seat", seat.seat(), "is the seat of row " + first + " too");
                    }
                });
    }

    private Report apply(Tx tx, Congress congress, Map<Key, Seat> wanted, boolean dryRun) {
        Set<String> items = wanted.keySet().stream().map(Key::item).collect(Collectors.toSet());
        var added = new ArrayList<Seat>();
        var changed = new ArrayList<Changed>();
        var removed = new ArrayList<Seat>();
        int unchanged = 0;
        var left = new HashMap<>(wanted);
        for (var now : seats.ofItems(tx, congress.code(), items)) {
            var after = left.remove(new Key(now.item(), now.code()));
            if (after == null) {
                removed.add(now);
            } else if (after.seat().equals(now.seat())) {
                unchanged++;
            } else {
                changed.add(new Changed(after, List.of(new FieldChange("seat", now.seat(), after.seat()))));
            }
        }
        left.values().stream().sorted(SeatStore.ORDER).forEach(added::add);
        if (!dryRun) {
            seats.remove(tx, congress.code(), removed);
            var written = new ArrayList<>(added);
            changed.forEach(change -> written.add(change.after()));
            seats.write(tx, congress.code(), written);
        }
        return new Report(!dryRun, added, changed, removed, unchanged, List.of());
    }
}
