package io.herald.platform.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One row of a table, its cells stripped of surrounding spaces and found by the column's own name. */
public final class TableRow {
    private final int number;
    private final HeaderReader.Layout layout;
    private final List<String> cells;

    TableRow(int number, HeaderReader.Layout layout, List<String> cells) {
        this.number = number;
        this.layout = layout;
        this.cells = cells;
    }

    /** The row's number as a person sees it. */
    public int number() {
        return number;
    }

    /** The cell as it stands, empty when the table has no such column. */
    public String text(String column) {
        return at(layout.positions().get(column));
    }

    /** The cell with full-width letters, digits and signs as half-width ones: for codes and numbers. */
    public String narrow(String column) {
        return Cells.strip(Cells.narrow(text(column)));
    }

    /** The free cells by key, empty ones included. */
    public Map<String, String> free() {
        var found = new LinkedHashMap<String, String>();
        layout.freePositions().forEach((key, position) -> found.put(key, at(position)));
        return found;
    }

    /** Reports this row's cell as bad. */
    public void refuse(String column, String reason, BadRows bad) {
        bad.add(number, column, text(column), reason);
    }

    private String at(Integer position) {
        return position == null || position >= cells.size() ? "" : cells.get(position);
    }
}
