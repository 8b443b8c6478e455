package io.herald.desk;

import io.herald.platform.Tx;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code shift_entry}: the duty desk's book. */
@ApplicationScoped
class ShiftStore {
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('desk ' || $1, 0))";

    /** Whoever takes or hands over the same desk follows: held until the transaction ends. */
    void lock(Tx tx, String congress) {
        tx.query(LOCK, congress);
    }

    private static final String INSERT = """
            insert into shift_entry (congress, kind, at, by_whom, to_whom, delivery, said, open_cases)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            returning id
            """;

    /** Writes an entry, whose id is given here, and answers that. */
    long insert(Tx tx, String congress, ShiftEntry entry) {
        return tx.one(
                        INSERT,
                        row -> row.getLong("id"),
                        congress,
                        entry.kind(),
                        entry.at(),
                        entry.by(),
                        entry.to(),
                        entry.delivery(),
                        entry.text() == null ? "" : entry.text(),
                        entry.open() == null ? null : json(entry.open()))
                .orElseThrow();
    }

    private static final String HOLDER = """
            select coalesce(to_whom, by_whom) as holder, at
              from shift_entry
             where congress = $1 and kind in ('BEGUN', 'HANDED_OVER')
             order by id desc
             limit 1
            """;

    /** Who holds the desk, by code, and since when. */
    record Holder(String holder, Instant since) {}

    /** Nobody, until somebody begins. */
    Optional<Holder> holder(Tx tx, String congress) {
        return tx.one(HOLDER, row -> new Holder(row.getString("holder"), Tx.instant(row, "at")), congress);
    }

    private static final String PAGE = """
            select id, kind, at, by_whom, to_whom, delivery, said, open_cases
              from shift_entry
             where congress = $1 and ($2::bigint is null or id < $2)
             order by id desc
             limit $3
            """;

    /** The newest first, from before {@code before}, null for the newest of all. */
    List<ShiftEntry> page(Tx tx, String congress, Long before, int limit) {
        return tx.list(PAGE, ShiftStore::entry, congress, before, limit);
    }

    private static ShiftEntry entry(Row row) {
        var open = row.getJsonObject("open_cases");
        return new ShiftEntry(
                row.getLong("id"),
                ShiftEntry.Kind.valueOf(row.getString("kind")),
                Tx.instant(row, "at"),
                row.getString("by_whom"),
                row.getString("to_whom"),
                row.getLong("delivery"),
                row.getString("said"),
                open == null ? null : summary(open));
    }

    private static JsonObject json(Summary open) {
        return new JsonObject()
                .put("failed", open.failed())
                .put("inDoubt", open.inDoubt())
                .put("unanswered", open.unanswered())
                .put("notReturned", open.notReturned())
                .put("urgent", open.urgent())
                .put("conversations", open.conversations())
                .put("oldest", open.oldest() == null ? null : open.oldest().toString());
    }

    private static Summary summary(JsonObject open) {
        var oldest = open.getString("oldest");
        return new Summary(
                open.getLong("failed"),
                open.getLong("inDoubt"),
                open.getLong("unanswered"),
                open.getLong("notReturned"),
                open.getLong("urgent"),
                open.getLong("conversations"),
                oldest == null ? null : Instant.parse(oldest));
    }
}
