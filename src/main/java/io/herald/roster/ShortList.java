package io.herald.roster;

import io.herald.platform.table.BadRows;
import io.herald.platform.table.TableRow;
import java.util.LinkedHashMap;
import java.util.Map;

/** A list short enough to be held in memory while it is read: groups and staff, never delegates. */
final class ShortList<T> {
    /** More rows than any congress has groups or staff. */
    static final int MAX_ROWS = 20_000;

    private final BadRows bad;
    private final Map<String, Integer> firstRows = new LinkedHashMap<>();
    private final Map<String, T> byCode = new LinkedHashMap<>();

    ShortList(BadRows bad) {
        this.bad = bad;
    }

    void add(TableRow row, String code, T value) {
        var first = firstRows.putIfAbsent(code, row.number());
        if (first != null) {
            row.refuse("code", "stands already in row " + first, bad);
        } else if (byCode.size() == MAX_ROWS) {
            row.refuse("", "is one row more than the " + MAX_ROWS + " this list may have", bad);
        } else {
            byCode.put(code, value);
        }
    }

    Map<String, T> byCode() {
        if (firstRows.isEmpty() && bad.isEmpty()) {
            bad.add(1, "", "", "the table has no rows");
        }
        return byCode;
    }
}
