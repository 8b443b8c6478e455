package io.herald.access;

import io.herald.platform.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The table {@code audit}, which is only appended to. */
@ApplicationScoped
class AuditStore {
    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('audit'))";

    private static final String LAST = """
            select id, at, who, address, action, congress, target, detail, hash from audit order by id desc limit 1
            """;

    private static final String INSERT = """
            insert into audit (id, at, who, address, action, congress, target, detail, hash)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """;

    /** Chains a line to the last one. From here to the end of the transaction nobody else appends. */
    void append(Tx tx, AuditLine line) {
        tx.query(LOCK);
        var chained = line.after(tx.one(LAST, AuditStore::line).orElse(AuditLine.NONE));
        tx.update(
                INSERT,
                chained.id(),
                chained.at(),
                chained.who(),
                chained.from(),
                chained.action(),
                chained.congress(),
                chained.target(),
                chained.detail(),
                chained.hash());
    }

    private static final String PAGE = """
            select id, at, who, address, action, congress, target, detail, hash from audit where id > $1 order by id limit $2
            """;

    /** The next lines after an id, the oldest first. */
    List<AuditLine> page(Tx tx, long after, int limit) {
        return tx.list(PAGE, AuditStore::line, after, limit);
    }

    /**
     * Whether the chain holds.
     *
     * @param lines how many hold, from the first on
     * @param hash of the last of them: who keeps it elsewhere also sees when lines are missing at the end
     * @param broken the number that does not follow, null when all do
     */
    record Verdict(boolean intact, long lines, String hash, Long broken) {}

    private static final int CHUNK = 1_000;

    /** Works the chain out again. */
    Verdict verify(Tx tx) {
        var last = AuditLine.NONE;
        for (var chunk = page(tx, 0, CHUNK); !chunk.isEmpty(); chunk = page(tx, last.id(), CHUNK)) {
            for (var line : chunk) {
                if (!line.follows(last)) {
                    return new Verdict(false, last.id(), last.hash(), last.id() + 1);
                }
                last = line;
            }
        }
        return new Verdict(true, last.id(), last.hash(), null);
    }

    private static AuditLine line(Row row) {
        return new AuditLine(
                row.getLong("id"),
                Tx.instant(row, "at"),
                row.getString("who"),
                row.getString("address"),
                row.getString("action"),
                row.getString("congress"),
                row.getString("target"),
                row.getString("detail"),
                row.getString("hash"));
    }
}
