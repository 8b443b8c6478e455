package io.herald.platform.table;

import java.util.List;
import java.util.function.Consumer;

/** Turns records into rows: the first one is the header; a record that does not fit it is reported and not passed on. */
final class RowBuilder implements RecordSink {
    /** What a cell of a workbook can hold. */
    private static final int MAX_CELL = 32_767;

    private final Columns columns;
    private final BadRows bad;
    private final Consumer<TableRow> rows;
    private final boolean ragged;
    private HeaderReader.Layout layout;
    private boolean headerIsGood;

    /** @param ragged whether a record may be shorter than the header, as in workbooks, which leave out empty cells */
    RowBuilder(Columns columns, BadRows bad, Consumer<TableRow> rows, boolean ragged) {
        this.columns = columns;
        this.bad = bad;
        this.rows = rows;
        this.ragged = ragged;
    }

    @Override
    public void take(int row, List<String> raw) {
        var cells = raw.stream().map(Cells::strip).map(Cells::unguard).toList();
        if (cells.stream().allMatch(String::isEmpty)) {
            return;
        }
        if (layout == null) {
            layout = new HeaderReader(columns, row, bad).read(cells);
            headerIsGood = bad.isEmpty();
        } else if (headerIsGood && fits(row, cells)) {
            rows.accept(new TableRow(row, layout, cells));
        }
    }

    TableHeader header() {
        if (layout == null) {
            bad.add(1, "", "", "the table is empty");
            return TableHeader.NONE;
        }
        return layout.header();
    }

    private boolean fits(int row, List<String> cells) {
        int width = lastFilled(cells);
        if (width > layout.width() || (!ragged && cells.size() < layout.width())) {
            bad.add(
                    row,
                    "",
                    "",
                    "has " + Math.max(width, cells.size()) + " cells where the header has " + layout.width());
            return false;
        }
        for (var cell : cells) {
            if (cell.length() > MAX_CELL || Cells.hasControl(cell)) {
                bad.add(
                        row,
                        "",
                        "",
                        cell.length() > MAX_CELL ? "a cell is too long" : "a cell holds a control character");
                return false;
            }
        }
        return true;
    }

    private static int lastFilled(List<String> cells) {
        int last = cells.size();
        while (last > 0 && cells.get(last - 1).isEmpty()) {
            last--;
        }
        return last;
    }
}
