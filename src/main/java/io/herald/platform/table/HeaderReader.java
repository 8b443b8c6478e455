package io.herald.platform.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds out which cell of a row belongs to which column, and reports every name it cannot place. */
final class HeaderReader {
    private final Columns columns;
    private final int row;
    private final BadRows bad;
    private final Map<String, Integer> positions = new HashMap<>();
    private final Map<String, Integer> freePositions = new HashMap<>();

    HeaderReader(Columns columns, int row, BadRows bad) {
        this.columns = columns;
        this.row = row;
        this.bad = bad;
    }

    Layout read(List<String> cells) {
        var names = withoutEmptyEnd(cells);
        for (int at = 0; at < names.size(); at++) {
            place(names.get(at), at);
        }
        reportMissing();
        return new Layout(positions, freePositions, names.size());
    }

    private void place(String name, int at) {
        var known = columns.find(name);
        var free = columns.freeKey(name);
        if (known.isPresent()) {
            put(positions, known.get().name(), name, at);
        } else if (free.isPresent() && !free.get().isEmpty()) {
            put(freePositions, free.get(), name, at);
        } else if (name.isEmpty()) {
            bad.add(row, "", "", "column " + (at + 1) + " has no name");
        } else {
            bad.add(row, name, name, "is no column here; known are " + String.join(", ", columns.names()));
        }
    }

    private void put(Map<String, Integer> into, String key, String name, int at) {
        var first = into.putIfAbsent(key, at);
        if (first != null) {
            bad.add(row, key, name, "stands twice: in column " + (first + 1) + " and in column " + (at + 1));
        }
    }

    private void reportMissing() {
        for (var column : columns.required()) {
            if (!positions.containsKey(column.name())) {
                bad.add(row, column.name(), "", "this column is missing");
            }
        }
    }

    private static List<String> withoutEmptyEnd(List<String> cells) {
        var names = new ArrayList<String>(cells);
        while (!names.isEmpty() && names.get(names.size() - 1).isEmpty()) {
            names.remove(names.size() - 1);
        }
        return names;
    }

    /** Which column stands where. */
    record Layout(Map<String, Integer> positions, Map<String, Integer> freePositions, int width) {
        TableHeader header() {
            return new TableHeader(List.copyOf(positions.keySet()), List.copyOf(freePositions.keySet()));
        }
    }
}
