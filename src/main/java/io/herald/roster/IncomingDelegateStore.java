package io.herald.roster;

import io.herald.access.CardTokens;
import io.herald.platform.Tx;
import io.herald.platform.table.BadRows;
import io.herald.platform.table.TableHeader;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The rows of an import, in a temporary table of its transaction, so that a hundred thousand of them need no memory here. */
@ApplicationScoped
class IncomingDelegateStore {
    private static final String CREATE = """
            create temporary table if not exists incoming_delegate (
                row integer not null, code text not null, name_zh text, name_en text, phone text, language text,
                delegation text, residence text, room text, vehicle text, contact text, attributes jsonb,
                card_token text not null, fate text not null default 'ADDED'
            ) on commit drop
            """;
    private static final String EMPTY = "truncate incoming_delegate";

    /** Makes the table, or empties the one an earlier import of the same transaction left. */
    void create(Tx tx) {
        tx.query(CREATE);
        tx.query(EMPTY);
    }

    private static final String ADD = """
            insert into incoming_delegate (row, code, name_zh, name_en, phone, language, delegation, residence, room,
                                           vehicle, contact, attributes, card_token)
            select * from unnest($1::integer[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                                 $8::text[], $9::text[], $10::text[], $11::text[], $12::jsonb[], $13::text[])
            """;

    /** Every row gets a card token, which only new delegates keep. */
    void add(Tx tx, List<DelegateEntry> entries) {
        tx.update(
                ADD,
                entries.stream().map(DelegateEntry::row).toArray(Integer[]::new),
                each(entries, DelegateEntry::code),
                each(entries, entry -> entry.name().zh()),
                each(entries, entry -> entry.name().en()),
                each(entries, DelegateEntry::phone),
                each(entries, entry -> entry.language().name()),
                each(entries, DelegateEntry::delegation),
                each(entries, DelegateEntry::residence),
                each(entries, DelegateEntry::room),
                each(entries, DelegateEntry::vehicle),
                each(entries, entry -> entry.contact().name()),
                entries.stream()
                        .map(entry -> new JsonObject(Map.copyOf(entry.attributes())))
                        .toArray(JsonObject[]::new),
                each(entries, entry -> CardTokens.next()));
    }

    private static final String COUNT_REPEATS = """
            select count(*) - count(distinct code) as repeats from incoming_delegate where code <> ''
            """;
    private static final String REPEATS = """
            select row, code, first
              from (select row, code, min(row) over (partition by code) as first from incoming_delegate where code <> '') c
             where row <> first
             order by row
             limit $1
            """;

    /** Reports each row whose code stands in an earlier row. */
    void reportRepeats(Tx tx, BadRows bad) {
        var repeats = tx.one(COUNT_REPEATS, row -> row.getLong("repeats")).orElseThrow();
        tx.list(REPEATS, row -> row, BadRows.MAX_KEPT)
                .forEach(row -> bad.add(
                        row.getInteger("row"),
                        "code",
                        row.getString("code"),
                        "stands already in row " + row.getInteger("first")));
        bad.addUnlisted(Math.max(0, repeats.intValue() - BadRows.MAX_KEPT));
    }

    /** Whatever the planner guesses about {@code delegate} right after another large import, no look-up scans all rows. */
    private static final String INDEX = "create index if not exists incoming_delegate_code on incoming_delegate (code)";

    private static final String ANALYZE = "analyze incoming_delegate";
    private static final String COMPLETE = """
            update incoming_delegate i
               set name_zh = case when $2 then i.name_zh else d.name_zh end,
                   name_en = case when $3 then i.name_en else d.name_en end,
                   phone = case when $4 then i.phone else d.phone end,
                   language = case when $5 then i.language else d.language end,
                   residence = case when $6 then i.residence else d.residence end,
                   room = case when $7 then i.room else d.room end,
                   vehicle = case when $8 then i.vehicle else d.vehicle end,
                   contact = case when $9 then i.contact else d.contact end,
                   attributes = (d.attributes - $10::text[]) || i.attributes
              from delegate d
             where d.congress = $1 and d.code = i.code
            """;

    /** Fills in what the file has no column for from what is known of the person. */
    void complete(Tx tx, String congress, TableHeader header) {
        tx.query(INDEX);
        tx.query(ANALYZE);
        tx.update(
                COMPLETE,
                congress,
                header.has("name"),
                header.has("name_en"),
                header.has("phone"),
                header.has("language"),
                header.has("residence"),
                header.has("room"),
                header.has("vehicle"),
                header.has("contact"),
                header.free().toArray(String[]::new));
    }

    private static final String COMPARE = """
            update incoming_delegate i
               set fate = case
                   when (i.name_zh, i.name_en, i.phone, i.language, i.delegation, i.residence, i.room, i.vehicle,
                         i.contact, i.attributes)
                        is distinct from
                        (d.name_zh, d.name_en, d.phone, d.language, d.delegation, d.residence, d.room, d.vehicle,
                         d.contact, d.attributes)
                   then 'CHANGED' else 'UNCHANGED' end
              from delegate d
             where d.congress = $1 and d.code = i.code and d.removed_at is null
            """;

    /** Decides for each row whether it adds, changes or leaves a delegate. Who was removed once is added again. */
    void compare(Tx tx, String congress) {
        tx.update(COMPARE, congress);
    }

    private static String[] each(List<DelegateEntry> entries, Function<DelegateEntry, String> column) {
        return entries.stream().map(column).toArray(String[]::new);
    }
}
