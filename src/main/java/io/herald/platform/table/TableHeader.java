package io.herald.platform.table;

import java.util.List;

/**
 * The header of a table that was read.
 *
 * @param columns the known columns it has, by their own names
 * @param free the keys of its free columns
 */
public record TableHeader(List<String> columns, List<String> free) {
    public static final TableHeader NONE = new TableHeader(List.of(), List.of());

    public boolean has(String column) {
        return columns.contains(column);
    }
}
