package io.herald.board;

import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What was written to one delegate by SMS, and what they wrote. */
@ApplicationScoped
class ConversationStore {
    enum Direction {
        /** From their phone. */
        IN,
        /** To their phone: it left, or may have. */
        OUT
    }

    /**
     * One message.
     *
     * @param notice what it was of, null for what they wrote; noticeName is what staff call it, by who released it
     * @param meaning what a message of theirs was taken for, null for ours
     * @param closedAt when somebody ended their conversation, null while it waits and for all that is none
     */
    record Line(
            String key,
            Instant at,
            Direction direction,
            String text,
            UUID notice,
            String noticeName,
            String by,
            String meaning,
            Instant closedAt,
            String closedBy) {}

    /** Where a conversation goes on. */
    record Place(Instant at, String key) {}

    private static final String PAGE = """
            select * from (
                select 'in-' || i.id as key, i.received_at as at, 'IN' as direction, i.body as text, null::uuid as notice,
                       null as name, null as by_whom, i.meaning, i.closed_at, i.closed_by
                  from inbound i
                 where i.congress = $1 and i.recipient = $2
                union all
                select 'out-' || a.id, a.written_at, 'OUT', a.text, n.id, n.name, n.created_by, null, null, null
                  from delivery d join notice n on n.id = d.notice join attempt a on a.delivery = d.id
                 where d.recipient = $2 and a.outcome in ('FLYING', 'UNKNOWN', 'ACCEPTED')) c
             where $3::timestamptz is null or (c.at, c.key) < ($3, $4)
             order by c.at desc, c.key desc
             limit $5
            """;

    /** The newest first. */
    List<Line> page(Tx tx, String congress, long recipient, Place before, int limit) {
        return tx.list(
                PAGE,
                row -> new Line(
                        row.getString("key"),
                        Tx.instant(row, "at"),
                        Direction.valueOf(row.getString("direction")),
                        row.getString("text"),
                        row.getUUID("notice"),
                        row.getString("name"),
                        row.getString("by_whom"),
                        row.getString("meaning"),
                        Tx.instant(row, "closed_at"),
                        row.getString("closed_by")),
                congress,
                recipient,
                before == null ? null : before.at(),
                before == null ? null : before.key(),
                limit);
    }
}
