package io.herald.roster;

import io.herald.platform.Tx;
import io.herald.roster.ProfileStore.RecipientRow;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the incoming rows would change in the table {@code delegate}: told, and done. */
@ApplicationScoped
class DelegateDifferenceStore {
    private static final String COUNT = """
            select count(*) filter (where fate = 'ADDED')::integer as added,
                   count(*) filter (where fate = 'CHANGED')::integer as changed,
                   count(*) filter (where fate = 'UNCHANGED')::integer as unchanged,
                   (select count(*) from delegate d
                     where $2 and d.congress = $1 and d.removed_at is null
                       and not exists (select 1 from incoming_delegate o where o.code = d.code))::integer as removed
              from incoming_delegate
            """;
    private static final String ADDED = """
            select code from incoming_delegate where fate = 'ADDED' order by row limit $1
            """;
    private static final String CHANGED = """
            select i.code,
                   to_jsonb(d) as before,
                   to_jsonb(i) as after
              from incoming_delegate i
              join delegate d on d.congress = $1 and d.code = i.code
             where i.fate = 'CHANGED'
             order by i.row limit $2
            """;
    private static final String REMOVED = """
            select d.code from delegate d
             where $2 and d.congress = $1 and d.removed_at is null
               and not exists (select 1 from incoming_delegate o where o.code = d.code)
             order by d.code limit $3
            """;

    ImportReport report(Tx tx, String congress, String filename, ImportOptions options) {
        int most = ImportReport.MAX_LISTED;
        var counts = tx.one(COUNT, row -> row, congress, options.remove()).orElseThrow();
        return new ImportReport(
                filename,
                options.dryRun(),
                !options.dryRun(),
                counts.getInteger("added"),
                counts.getInteger("changed"),
                counts.getInteger("removed"),
                counts.getInteger("unchanged"),
                tx.list(ADDED, row -> row.getString("code"), most),
                tx.list(CHANGED, DelegateDifferenceStore::changed, congress, most),
                tx.list(REMOVED, row -> row.getString("code"), congress, options.remove(), most),
                0,
                List.of());
    }

    private static final String REMOVE = """
            update delegate d set removed_at = $2
             where d.congress = $1 and d.removed_at is null
               and not exists (select 1 from incoming_delegate o where o.code = d.code)
            """;

    void remove(Tx tx, String congress, Instant now) {
        tx.update(REMOVE, congress, now);
    }

    private static final String CHANGE = """
            update delegate d
               set name_zh = i.name_zh, name_en = i.name_en, phone = i.phone, language = i.language,
                   delegation = i.delegation, residence = i.residence, room = i.room, vehicle = i.vehicle,
                   contact = i.contact, attributes = i.attributes, removed_at = null
              from incoming_delegate i
             where d.congress = $1 and d.code = i.code and i.fate <> 'UNCHANGED'
            """;

    /** Writes what changed, also of those who were removed once and come back: they keep their id and their card. */
    void change(Tx tx, String congress) {
        tx.update(CHANGE, congress);
    }

    private static final String ADD = """
            insert into delegate (congress, code, name_zh, name_en, phone, language, delegation, residence, room, vehicle,
                                  contact, attributes, card_token)
            select $1, i.code, i.name_zh, i.name_en, i.phone, i.language, i.delegation, i.residence, i.room, i.vehicle,
                   i.contact, i.attributes, i.card_token
              from incoming_delegate i
             where i.fate = 'ADDED'
               and not exists (select 1 from delegate d where d.congress = $1 and d.code = i.code)
             order by i.row
            """;

    void add(Tx tx, String congress) {
        tx.update(ADD, congress);
    }

    private static ImportReport.Changed changed(Row row) {
        return new ImportReport.Changed(
                row.getString("code"),
                Comparison.changes(fields(row.getJsonObject("before")), fields(row.getJsonObject("after"))));
    }

    /** By the columns of a table. */
    private static Map<String, String> fields(JsonObject delegate) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", delegate.getString("name_zh"));
        fields.put("name_en", delegate.getString("name_en"));
        fields.put("language", delegate.getString("language").toLowerCase(Locale.ROOT));
        fields.put("contact", delegate.getString("contact").toLowerCase(Locale.ROOT));
        for (var column : List.of("phone", "delegation", "residence", "room", "vehicle")) {
            fields.put(column, delegate.getString(column, ""));
        }
        fields.replaceAll((column, value) -> value == null ? "" : value);
        RecipientRow.attributes(delegate.getJsonObject("attributes"))
                .forEach((key, value) -> fields.put(DelegateColumns.FREE + key, value));
        return fields;
    }
}
