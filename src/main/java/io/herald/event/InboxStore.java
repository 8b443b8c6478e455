package io.herald.event;

import io.herald.platform.Tx;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tables {@code inbox} and {@code subject_sequence}. */
@ApplicationScoped
class InboxStore {
    private static final String INSERT = """
            insert into inbox (source, id, congress, type, subject, sequence, event_time, fingerprint, event, fate, received_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'APPLIED', $10)
            on conflict (source, id) do nothing
            """;

    /** Takes an event in; false when it is here already. Waits for another transaction that is taking in the same one. */
    boolean insert(Tx tx, Envelope envelope, Instant now) {
        return tx.update(
                        INSERT,
                        envelope.source(),
                        envelope.id(),
                        envelope.congress(),
                        envelope.type().name,
                        envelope.subject(),
                        envelope.sequence(),
                        envelope.time(),
                        envelope.fingerprint(),
                        new JsonObject(envelope.json()),
                        now)
                == 1;
    }

    private static final String FINGERPRINT = "select fingerprint from inbox where source = $1 and id = $2";

    String fingerprint(Tx tx, String source, String id) {
        return tx.one(FINGERPRINT, row -> row.getString("fingerprint"), source, id)
                .orElseThrow();
    }

    private static final String SETTLE =
            "update inbox set fate = $3, reason = $4, settled_at = $5 where source = $1 and id = $2";

    void settle(Tx tx, String source, String id, Fate.Kind fate, String reason, Instant now) {
        tx.update(SETTLE, source, id, fate, reason, now);
    }

    private static final String FIND = """
            select source, id, congress, type, subject, sequence, fate, reason, received_at, settled_at
              from inbox where source = $1 and id = $2
            """;

    Optional<Fate> find(Tx tx, String source, String id) {
        return tx.one(FIND, InboxStore::fate, source, id);
    }

    private static final String ADD = """
            update inbox set reason = case when reason = '' then $3 else reason || '; ' || $3 end where source = $1 and id = $2
            """;

    void add(Tx tx, String source, String id, String reason) {
        tx.update(ADD, source, id, reason);
    }

    private static final String PARKED = """
            select event from inbox
             where fate = 'PARKED' and congress = $1 and ($2::text is null or subject = $2)
             order by sequence nulls first, received_at
             limit 500
             for update skip locked
            """;

    /** Events that wait for their subject to become known, in the order of their sequence. */
    List<JsonObject> parked(Tx tx, String congress, String subject) {
        return tx.list(PARKED, row -> row.getJsonObject("event"), congress, subject);
    }

    private static final String CONGRESSES_WITH_PARKED = "select distinct congress from inbox where fate = 'PARKED'";

    List<String> congressesWithParked(Tx tx) {
        return tx.list(CONGRESSES_WITH_PARKED, row -> row.getString("congress"));
    }

    private static final String LIST = """
            select source, id, congress, type, subject, sequence, fate, reason, received_at, settled_at
              from inbox
             where congress = $1 and ($2::text is null or fate = $2)
               and ($3::timestamptz is null or (received_at, source, id) < ($3, $4, $5))
             order by received_at desc, source desc, id desc
             limit $6
            """;

    List<Fate> list(Tx tx, String congress, String fate, Inbox.Place after, int limit) {
        return tx.list(
                LIST,
                InboxStore::fate,
                congress,
                fate,
                after == null ? null : after.receivedAt(),
                after == null ? null : after.source(),
                after == null ? null : after.id(),
                limit);
    }

    private static final String ADVANCE = """
            insert into subject_sequence (congress, subject, sequence) values ($1, $2, $3)
            on conflict (congress, subject) do update set sequence = excluded.sequence
                  where subject_sequence.sequence < excluded.sequence
            """;

    void advance(Tx tx, String congress, String subject, long sequence) {
        tx.update(ADVANCE, congress, subject, sequence);
    }

    private static final String SEQUENCE = "select sequence from subject_sequence where congress = $1 and subject = $2";

    /** The highest sequence applied to the subject, or a number below all of them. */
    long sequence(Tx tx, String congress, String subject) {
        return tx.one(SEQUENCE, row -> row.getLong("sequence"), congress, subject)
                .orElse(Long.MIN_VALUE);
    }

    private static final String LOCK_SUBJECT = "select pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 0))";

    void lockSubject(Tx tx, String congress, String subject) {
        tx.query(LOCK_SUBJECT, congress, subject);
    }

    private static final String HOLD_PLAN = "select pg_advisory_xact_lock(hashtextextended($1 || ' plan', 0))";

    void holdPlan(Tx tx, String congress) {
        tx.query(HOLD_PLAN, congress);
    }

    private static final String KEEP_PLAN = "select pg_advisory_xact_lock_shared(hashtextextended($1 || ' plan', 0))";

    void keepPlan(Tx tx, String congress) {
        tx.query(KEEP_PLAN, congress);
    }

    private static Fate fate(Row row) {
        return new Fate(
                row.getString("source"),
                row.getString("id"),
                row.getString("congress"),
                row.getString("type"),
                row.getString("subject"),
                row.getLong("sequence"),
                Fate.Kind.valueOf(row.getString("fate")),
                row.getString("reason"),
                Tx.instant(row, "received_at"),
                Tx.instant(row, "settled_at"));
    }
}
