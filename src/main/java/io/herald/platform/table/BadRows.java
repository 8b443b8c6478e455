package io.herald.platform.table;

import java.util.ArrayList;
import java.util.List;

/** Everything found wrong in a table: the exact count, and the first {@value #MAX_KEPT} in full. */
public final class BadRows {
    public static final int MAX_KEPT = 1000;
    static final int MAX_VALUE = 100;

    private final List<BadRow> kept = new ArrayList<>();
    private int count;

    public void add(int row, String column, String value, String reason) {
        count++;
        if (kept.size() < MAX_KEPT) {
            kept.add(new BadRow(row, column, cut(value), reason));
        }
    }

    /** Counts further ones that are not told in full. */
    public void addUnlisted(int more) {
        count += more;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    public int count() {
        return count;
    }

    /** In the order of their rows. */
    public List<BadRow> list() {
        return kept.stream()
                .sorted((one, other) -> Integer.compare(one.row(), other.row()))
                .toList();
    }

    private static String cut(String value) {
        return value.codePointCount(0, value.length()) <= MAX_VALUE
                ? value
                : value.substring(0, value.offsetByCodePoints(0, MAX_VALUE)) + "…";
    }
}
