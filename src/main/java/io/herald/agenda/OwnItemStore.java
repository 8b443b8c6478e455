package io.herald.agenda;

import io.herald.platform.Tx;
import io.herald.roster.Bilingual;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The table {@code own_item}: agenda items as groups that live apart have them. */
@ApplicationScoped
public class OwnItemStore {
    private static final String ITEMS = """
            select item from own_item where congress = $1 and group_kind = $2 and group_code = $3
            """;

    /** The codes of the items of which a group has its own. */
    public Set<String> items(Tx tx, String congress, String groupKind, String groupCode) {
        return Set.copyOf(tx.list(ITEMS, row -> row.getString("item"), congress, groupKind, groupCode));
    }

    private static final String FORGET = """
            delete from own_item where congress = $1 and group_kind = $2 and group_code = $3
            """;

    private static final String WRITE = """
            insert into own_item (congress, group_kind, group_code, item, starts_at, ends_at, place_zh, place_en)
            select $1, $2, $3, o.item, o.starts_at, o.ends_at, o.place_zh, o.place_en
              from unnest($4::text[], $5::timestamptz[], $6::timestamptz[], $7::text[], $8::text[])
                   as o (item, starts_at, ends_at, place_zh, place_en)
             order by o.item
            """;

    /** These are all a group has of its own from now on; the group is isolated already. */
    public void replace(Tx tx, String congress, String groupKind, String groupCode, Collection<OwnItem> items) {
        var sorted = items.stream().sorted(Comparator.comparing(OwnItem::item)).toList();
        tx.update(FORGET, congress, groupKind, groupCode);
        tx.update(
                WRITE,
                congress,
                groupKind,
                groupCode,
                sorted.stream().map(OwnItem::item).toArray(String[]::new),
                sorted.stream().map(OwnItem::start).toArray(Instant[]::new),
                sorted.stream().map(OwnItem::end).toArray(Instant[]::new),
                sorted.stream().map(own -> own.place().zh()).toArray(String[]::new),
                sorted.stream().map(own -> own.place().en()).toArray(String[]::new));
    }

    private static final String OF = """
            select delegate, item, starts_at, ends_at, place_zh, place_en
              from own_item_of
             where congress = $1 and item = $2 and delegate = any($3)
            """;

    /** What of an item is otherwise for these delegates; for whom nothing is, is missing. */
    Map<Long, OwnItem> of(Tx tx, String congress, String item, Collection<Long> delegates) {
        var own = new HashMap<Long, OwnItem>();
        tx.query(OF, congress, item, delegates.toArray(Long[]::new))
                .forEach(row -> own.put(row.getLong("delegate"), own(row)));
        return own;
    }

    private static final String GROUPS = """
            select delegate, item, starts_at, ends_at, place_zh, place_en from own_item_of where congress = $1 and item = $2
            """;

    /** By what is otherwise of an item, the delegates (ids) for whom it is. */
    Map<OwnItem, Set<Long>> groups(Tx tx, String congress, String item) {
        var groups = new HashMap<OwnItem, Set<Long>>();
        tx.query(GROUPS, congress, item).forEach(row -> groups.computeIfAbsent(own(row), first -> new HashSet<>())
                .add(row.getLong("delegate")));
        return groups;
    }

    private static OwnItem own(Row row) {
        return new OwnItem(
                row.getString("item"),
                Tx.instant(row, "starts_at"),
                Tx.instant(row, "ends_at"),
                new Bilingual(row.getString("place_zh"), row.getString("place_en")));
    }
}
