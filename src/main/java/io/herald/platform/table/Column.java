package io.herald.platform.table;

import java.util.List;

/**
 * A column a table may have.
 *
 * @param name its name in the header of an export, and in every answer
 * @param required whether a table without it is refused
 * @param aliases other names a header may use
 */
public record Column(String name, boolean required, List<String> aliases) {
    public static Column required(String name, String... aliases) {
        return new Column(name, true, List.of(aliases));
    }

    public static Column optional(String name, String... aliases) {
        return new Column(name, false, List.of(aliases));
    }
}
