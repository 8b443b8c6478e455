package io.herald.desk;

import io.herald.platform.Ids;
import io.herald.platform.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code dead_letter}: what nobody took, until a person decides, and what they decided. */
@ApplicationScoped
class DeadLetterStore {
    private static final String KEEP = """
            insert into dead_letter (id, came_at, kind, exchange, routing_key, queue, reason, why, content_type, message_id, headers,
                                     body, event_type, event_source, event_id, fingerprint)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            on conflict (fingerprint) where settled_at is null
            do update set times = dead_letter.times + 1, reason = excluded.reason, why = excluded.why
            """;

    /** Keeps it, or counts it once more when the same is waiting already. */
    void keep(Tx tx, Undelivered message, EventName event, Instant now) {
        tx.update(
                KEEP,
                Ids.next(),
                now,
                message.kind(),
                message.exchange(),
                message.routingKey(),
                message.queue(),
                message.reason(),
                message.why(),
                message.contentType(),
                message.messageId(),
                message.headers(),
                Buffer.buffer(message.body()),
                event.type(),
                event.source(),
                event.id(),
                message.fingerprint());
    }

    private static final String LINE = """
            select id, kind, came_at, times, exchange, routing_key, queue, reason, why, event_type, event_source, event_id,
                   length(body) as bytes, settled_at, settled_how, settled_by
              from dead_letter
            """;

    private static final String PAGE = LINE + """
             where ($1::uuid is null or id < $1) and ($2::boolean is null or (settled_at is not null) = $2)
             order by id desc
             limit $3
            """;

    /**
     * The newest first.
     *
     * @param before where the page before ended, null for the first
     * @param settled null for all
     */
    List<DeadLetter> page(Tx tx, UUID before, Boolean settled, int limit) {
        return tx.list(PAGE, DeadLetterStore::line, before, settled, limit);
    }

    private static final String FIND = LINE + "where id = $1";

    Optional<DeadLetter> find(Tx tx, UUID id) {
        return tx.one(FIND, DeadLetterStore::line, id);
    }

    private static final String CONTENT = """
            select kind, exchange, routing_key, queue, reason, why, content_type, message_id, headers, body
              from dead_letter where id = $1
            """;

    Optional<Undelivered> content(Tx tx, UUID id) {
        return tx.one(CONTENT, DeadLetterStore::message, id);
    }

    private static final String SETTLE = """
            update dead_letter set settled_at = $2, settled_how = $3, settled_by = $4
             where id = $1 and settled_at is null
            """;

    /** Whether it was still waiting. */
    boolean settle(Tx tx, UUID id, DeadLetter.How how, String by, Instant now) {
        return tx.update(SETTLE, id, now, how, by) == 1;
    }

    private static DeadLetter line(Row row) {
        var how = row.getString("settled_how");
        return new DeadLetter(
                row.getUUID("id"),
                Undelivered.Kind.valueOf(row.getString("kind")),
                Tx.instant(row, "came_at"),
                row.getInteger("times"),
                row.getString("exchange"),
                row.getString("routing_key"),
                row.getString("queue"),
                row.getString("reason"),
                row.getString("why"),
                row.getString("event_type"),
                row.getString("event_source"),
                row.getString("event_id"),
                row.getLong("bytes"),
                Tx.instant(row, "settled_at"),
                how == null ? null : DeadLetter.How.valueOf(how),
                row.getString("settled_by"));
    }

    private static Undelivered message(Row row) {
        return new Undelivered(
                Undelivered.Kind.valueOf(row.getString("kind")),
                row.getString("exchange"),
                row.getString("routing_key"),
                row.getString("queue"),
                row.getString("reason"),
                row.getString("why"),
                row.getString("content_type"),
                row.getString("message_id"),
                row.getJsonObject("headers"),
                row.getBuffer("body").getBytes());
    }
}
