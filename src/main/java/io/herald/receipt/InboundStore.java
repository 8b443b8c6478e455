package io.herald.receipt;

import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.provider.Inbound;
import io.herald.roster.People;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code inbound}: what people wrote to us. */
@ApplicationScoped
public class InboundStore {
    private static final String INSERT = """
            insert into inbound (route, ref, congress, recipient, phone, body, received_at, meaning, handled_at)
            select $1, $2, last.congress, last.recipient, $3, $4, $5, $6,
                   case when $6 in ('STOP', 'START') then $5::timestamptz end
              from (select 1) as always
              left join lateral (select d.congress, d.recipient
                                   from attempt a join delivery d on d.id = a.delivery
                                  where a.phone = $3
                                  order by a.written_at desc limit 1) as last on true
            on conflict (route, ref) do nothing
            """;

    /** Keeps a message with whom we last wrote to at that number; false when it is here already. */
    boolean insert(Tx tx, Inbound message, PhoneWord meaning, Instant now) {
        return tx.update(INSERT, message.route(), message.ref(), message.from(), message.body(), now, meaning.name())
                == 1;
    }

    /**
     * A message nobody has answered yet.
     *
     * @param congress of whoever we last wrote to at that number, null when we never did; likewise recipient
     */
    public record Unanswered(long id, String congress, Long recipient, String phone, String body, PhoneWord meaning) {}

    private static final String WAITING = """
            select id from inbound where handled_at is null and (try_after is null or try_after <= $1) order by id limit $2
            """;

    /** The oldest messages that nobody has answered, by their ids. */
    public List<Long> waiting(Tx tx, Instant now, int limit) {
        return tx.list(WAITING, row -> row.getLong("id"), now, limit);
    }

    private static final String TAKE = """
            update inbound set handled_at = $2
             where id = (select id from inbound where id = $1 and handled_at is null for update skip locked)
            returning id, congress, recipient, phone, body, coalesce(meaning, 'TALK') as meaning
            """;

    /** Takes a message, unless somebody has; it is answered when the transaction commits. */
    public Optional<Unanswered> take(Tx tx, long id, Instant now) {
        return tx.one(
                TAKE,
                row -> new Unanswered(
                        row.getLong("id"),
                        row.getString("congress"),
                        row.getLong("recipient"),
                        row.getString("phone"),
                        row.getString("body"),
                        PhoneWord.valueOf(row.getString("meaning"))),
                id,
                now);
    }

    private static final String PUT_OFF = """
            update inbound
               set tries = tries + 1, try_after = $2::timestamptz + make_interval(secs => power(2, least(tries, 10))),
                   handled_at = case when tries + 1 >= $3 then $2 end,
                   meaning = case when tries + 1 >= $3 then 'TALK' else meaning end
             where id = $1 and handled_at is null
            """;

    /** An answer failed: it is tried again after ever longer pauses, and after so many tries left to a person. */
    public void putOff(Tx tx, long id, Instant now, int most) {
        tx.update(PUT_OFF, id, now, most);
    }

    private static final String HANDLED_SINCE =
            "select count(*) as n from inbound where phone = $1 and handled_at > $2 and meaning <> 'TALK'";

    /** How many messages from a phone were answered since then without a person. */
    public long handledSince(Tx tx, String phone, Instant since) {
        return tx.one(HANDLED_SINCE, row -> row.getLong("n"), phone, since).orElse(0L);
    }

    private static final String TALK = "update inbound set meaning = 'TALK' where id = $1";

    /** Leaves it to a person after all. */
    public void leaveToAPerson(Tx tx, long id) {
        tx.update(TALK, id);
    }

    private static final String CLOSE = """
            update inbound set closed_at = $3, closed_by = $4
             where congress = $1 and id = $2 and meaning = 'TALK' and closed_at is null
               and ($5::bigint[] is null or recipient = any($5))
            """;

    /** Ends a conversation; false when it was ended already, or is none. */
    public boolean close(Tx tx, String congress, long id, Instant now, String by, People own) {
        return tx.update(CLOSE, congress, id, now, by, own.orNull()) == 1;
    }

    private static final String SENDER = "select recipient from inbound where congress = $1 and id = $2";

    /**
     * Whom we last wrote to at the number a message came from.
     *
     * @throws Problem 404 when there is no such message
     */
    public long sender(Tx tx, String congress, long id) {
        return tx.one(SENDER, row -> row.getLong("recipient"), congress, id)
                .orElseThrow(() -> Problem.unknown("message", id));
    }

    /**
     * A message from a phone, as staff may see it.
     *
     * @param meaning what it was taken for; TALK is for a person to read
     * @param closedAt when a conversation ended, by closedBy; null while it is open, and for all that is none
     */
    record Kept(
            long id,
            Long recipient,
            String person,
            String delegation,
            String body,
            Instant receivedAt,
            PhoneWord meaning,
            Instant closedAt,
            String closedBy) {}

    private static final String PAGE = """
            select i.id, i.recipient, r.code as person, r.delegation, i.body, i.received_at, i.meaning, i.closed_at, i.closed_by
              from inbound i left join recipient r on r.id = i.recipient
             where i.congress = $1 and ($2::bigint is null or i.id < $2)
               and (not $4::boolean or i.meaning = 'TALK' and i.closed_at is null)
               and ($5::text is null or r.delegation = $5)
               and ($6::bigint[] is null or i.recipient = any($6))
             order by i.id desc limit $3
            """;

    /**
     * The newest first.
     *
     * @param open only conversations that nobody has ended
     * @param delegation only of its delegates, null for all
     */
    List<Kept> page(Tx tx, String congress, Long before, boolean open, String delegation, int limit, People own) {
        return tx.list(
                PAGE,
                row -> new Kept(
                        row.getLong("id"),
                        row.getLong("recipient"),
                        row.getString("person"),
                        row.getString("delegation"),
                        row.getString("body"),
                        Tx.instant(row, "received_at"),
                        row.getString("meaning") == null ? null : PhoneWord.valueOf(row.getString("meaning")),
                        Tx.instant(row, "closed_at"),
                        row.getString("closed_by")),
                congress,
                before,
                limit,
                open,
                delegation,
                own.orNull());
    }
}
