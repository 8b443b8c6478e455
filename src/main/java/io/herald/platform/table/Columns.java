package io.herald.platform.table;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The columns a table may have. Names are compared without case, spaces, underscores and hyphens, and full-width letters
 * count as their half-width ones.
 */
public final class Columns {
    private final List<Column> known;
    private final String freePrefix;
    private final Map<String, Column> byName = new HashMap<>();

    private Columns(List<Column> known, String freePrefix) {
        this.known = known;
        this.freePrefix = freePrefix;
        for (var column : known) {
            name(column.name(), column);
            column.aliases().forEach(alias -> name(alias, column));
        }
    }

    public static Columns of(Column... columns) {
        return new Columns(List.of(columns), null);
    }

    /** These, and any column whose name starts with {@code prefix}, such as {@code attr:}. */
    public Columns withFree(String prefix) {
        return new Columns(known, prefix);
    }

    public List<String> names() {
        return known.stream().map(Column::name).toList();
    }

    List<Column> required() {
        return known.stream().filter(Column::required).toList();
    }

    Optional<Column> find(String header) {
        return Optional.ofNullable(byName.get(plain(header)));
    }

    /** The key of a free column: what follows the prefix. */
    Optional<String> freeKey(String header) {
        var narrow = Cells.narrow(header);
        return freePrefix != null && narrow.regionMatches(true, 0, freePrefix, 0, freePrefix.length())
                ? Optional.of(Cells.strip(narrow.substring(freePrefix.length())))
                : Optional.empty();
    }

    private void name(String name, Column column) {
        if (byName.put(plain(name), column) != null) {
            throw new IllegalArgumentException("two columns are named " + name);
        }
    }

    private static String plain(String header) {
        return Cells.narrow(header).replaceAll("[\\s_-]", "").toLowerCase(Locale.ROOT);
    }
}
