package io.herald.agenda;

import io.herald.platform.Tx;
import io.herald.roster.Bilingual;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The table {@code agenda_item}. */
@ApplicationScoped
public class AgendaStore {
    private static final String FIND = """
            select code, version, title_zh, title_en, place_zh, place_en, bring_zh, bring_en, kind, starts_at, ends_at,
                   all_day, closed, phone_free, cancelled, uid, sequence
              from agenda_item
             where congress = $1 and code = $2
            """;

    public Optional<AgendaItem> find(Tx tx, String congress, String code) {
        return tx.one(FIND, AgendaStore::item, congress, code);
    }

    private static final String LIST = """
            select code, version, title_zh, title_en, place_zh, place_en, bring_zh, bring_en, kind, starts_at, ends_at,
                   all_day, closed, phone_free, cancelled, uid, sequence
              from agenda_item
             where congress = $1
             order by starts_at, code
            """;

    /** The whole agenda by start, cancelled items included. */
    public List<AgendaItem> list(Tx tx, String congress) {
        return tx.list(LIST, AgendaStore::item, congress);
    }

    private static final String PAGE = """
            select code, version, title_zh, title_en, place_zh, place_en, bring_zh, bring_en, kind, starts_at, ends_at,
                   all_day, closed, phone_free, cancelled, uid, sequence
              from agenda_item
             where congress = $1
               and ($2::text is null
                    or (starts_at, code) > (select a.starts_at, a.code from agenda_item a where a.congress = $1 and a.code = $2))
             order by starts_at, code
             limit $3
            """;

    /** A piece of the agenda by start, from behind the item {@code after}, or from the beginning when that is null. */
    List<AgendaItem> page(Tx tx, String congress, String after, int limit) {
        return tx.list(PAGE, AgendaStore::item, congress, after, limit);
    }

    private static final String BETWEEN = """
            select code, version, title_zh, title_en, place_zh, place_en, bring_zh, bring_en, kind, starts_at, ends_at,
                   all_day, closed, phone_free, cancelled, uid, sequence
              from agenda_item
             where congress = $1 and starts_at < $3 and (ends_at > $2 or starts_at >= $2)
             order by starts_at, code
            """;

    /** What takes place at some moment from {@code from} until before {@code to}, by start, cancelled items included. */
    public List<AgendaItem> between(Tx tx, String congress, Instant from, Instant to) {
        return tx.list(BETWEEN, AgendaStore::item, congress, from, to);
    }

    private static final String NEXT = """
            select r.delegate, n.*
              from unnest($3::bigint[]) as r (delegate)
              cross join lateral (
                   select i.code, i.version, i.title_zh, i.title_en, i.place_zh, i.place_en, i.bring_zh, i.bring_en, i.kind,
                          i.starts_at, i.ends_at, i.all_day, i.closed, i.phone_free, i.cancelled, i.uid, i.sequence
                     from agenda_item i join agenda_item here on here.congress = i.congress and here.code = $2
                    where i.congress = $1 and i.starts_at > here.starts_at and not i.cancelled and not i.all_day
                      and (exists (select 1 from seat s where s.congress = $1 and s.item = i.code and s.delegate = r.delegate)
                           or not exists (select 1 from seat s where s.congress = $1 and s.item = i.code))
                    order by i.starts_at, i.code
                    limit 1) n
            """;

    /** What each of these delegates attends next after an item; for whom nothing follows is missing. */
    public Map<Long, AgendaItem> nextAfter(Tx tx, String congress, String item, Collection<Long> delegates) {
        var next = new HashMap<Long, AgendaItem>();
        tx.query(NEXT, congress, item, delegates.toArray(Long[]::new))
                .forEach(row -> next.put(row.getLong("delegate"), item(row)));
        return next;
    }

    private static final String INSERT = """
            insert into agenda_item (congress, code, version, title_zh, title_en, place_zh, place_en, bring_zh, bring_en, kind,
                                     starts_at, ends_at, all_day, closed, phone_free, cancelled, uid, sequence)
            select $1, i.code, i.version, i.title_zh, i.title_en, i.place_zh, i.place_en, i.bring_zh, i.bring_en, i.kind,
                   i.starts_at, i.ends_at, i.all_day, i.closed, i.phone_free, i.cancelled, i.uid, i.sequence
              from unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
                          $11::timestamptz[], $12::timestamptz[], $13::bool[], $14::bool[], $15::bool[], $16::bool[], $17::text[],
                          $18::int[])
                   as i(code, version, title_zh, title_en, place_zh, place_en, bring_zh, bring_en, kind,
                        starts_at, ends_at, all_day, closed, phone_free, cancelled, uid, sequence)
             order by i.code
            on conflict (congress, code) do nothing
            """;

    /** Adds an item; false when there is one of that code already. */
    public boolean insert(Tx tx, String congress, AgendaItem item) {
        return insertAll(tx, congress, List.of(item)) == 1;
    }

    /** Adds items in one statement and says how many were new; codes that exist are left as they are. */
    public int insertAll(Tx tx, String congress, List<AgendaItem> items) {
        return tx.update(INSERT, columns(congress, items));
    }

    private static final String UPDATE = """
            update agenda_item a
               set version = i.version, title_zh = i.title_zh, title_en = i.title_en, place_zh = i.place_zh, place_en = i.place_en,
                   bring_zh = i.bring_zh, bring_en = i.bring_en, kind = i.kind, starts_at = i.starts_at, ends_at = i.ends_at,
                   all_day = i.all_day, closed = i.closed, phone_free = i.phone_free, cancelled = i.cancelled,
                   uid = i.uid, sequence = i.sequence
              from unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
                          $11::timestamptz[], $12::timestamptz[], $13::bool[], $14::bool[], $15::bool[], $16::bool[], $17::text[],
                          $18::int[])
                   as i(code, version, title_zh, title_en, place_zh, place_en, bring_zh, bring_en, kind,
                        starts_at, ends_at, all_day, closed, phone_free, cancelled, uid, sequence)
             where a.congress = $1 and a.code = i.code and a.version = i.version - 1
            """;

    /** Writes an item's next version; false when the stored one is no longer the version before it. */
    public boolean update(Tx tx, String congress, AgendaItem item) {
        return updateAll(tx, congress, List.of(item)) == 1;
    }

    /** Writes the next versions of items in one statement and says how many still were the version before. */
    public int updateAll(Tx tx, String congress, List<AgendaItem> items) {
        return tx.update(UPDATE, columns(congress, items));
    }

    private static Object[] columns(String congress, List<AgendaItem> unsorted) {
        var items =
                unsorted.stream().sorted(Comparator.comparing(AgendaItem::code)).toList();
        return new Object[] {
            congress,
            texts(items, AgendaItem::code),
            items.stream().map(AgendaItem::version).toArray(Integer[]::new),
            texts(items, item -> item.title().zh()),
            texts(items, item -> item.title().en()),
            texts(items, item -> item.place().zh()),
            texts(items, item -> item.place().en()),
            texts(items, item -> item.bring().zh()),
            texts(items, item -> item.bring().en()),
            texts(items, item -> item.kind().name()),
            items.stream().map(AgendaItem::start).toArray(Instant[]::new),
            items.stream().map(AgendaItem::end).toArray(Instant[]::new),
            flags(items, AgendaItem::allDay),
            flags(items, AgendaItem::closed),
            flags(items, AgendaItem::phoneFree),
            flags(items, AgendaItem::cancelled),
            texts(items, AgendaItem::uid),
            items.stream().map(AgendaItem::sequence).toArray(Integer[]::new)
        };
    }

    private static String[] texts(List<AgendaItem> items, Function<AgendaItem, String> column) {
        return items.stream().map(column).toArray(String[]::new);
    }

    private static Boolean[] flags(List<AgendaItem> items, Function<AgendaItem, Boolean> column) {
        return items.stream().map(column).toArray(Boolean[]::new);
    }

    private static AgendaItem item(Row row) {
        return new AgendaItem(
                row.getString("code"),
                row.getInteger("version"),
                new Bilingual(row.getString("title_zh"), row.getString("title_en")),
                new Bilingual(row.getString("place_zh"), row.getString("place_en")),
                new Bilingual(row.getString("bring_zh"), row.getString("bring_en")),
                AgendaItem.Kind.valueOf(row.getString("kind")),
                Tx.instant(row, "starts_at"),
                Tx.instant(row, "ends_at"),
                row.getBoolean("all_day"),
                row.getBoolean("closed"),
                row.getBoolean("phone_free"),
                row.getBoolean("cancelled"),
                row.getString("uid"),
                row.getInteger("sequence"));
    }
}
