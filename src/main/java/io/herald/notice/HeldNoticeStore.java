package io.herald.notice;

import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code held_notice}: what waits for the end of the quiet hours, to be thought about again before it goes out. */
@ApplicationScoped
public class HeldNoticeStore {
    private static final String INSERT = "insert into held_notice (notice, congress, until) values ($1, $2, $3)";

    /** Holds a notice that was released in this transaction. */
    public void insert(Tx tx, Notice notice, Instant until) {
        tx.update(INSERT, notice.id(), notice.congress(), until);
    }

    private static final String UNTIL = "select until from held_notice where notice = $1 and done_at is null for share";

    /** Until when a notice is held, if it is; nobody lets it go before the transaction ends. */
    Optional<Instant> until(Tx tx, UUID notice) {
        return tx.one(UNTIL, row -> Tx.instant(row, "until"), notice);
    }

    private static final String OVER =
            "select distinct congress from held_notice where done_at is null and until <= $1 order by congress";

    /** The congresses where something has waited long enough. */
    public List<String> over(Tx tx, Instant now) {
        return tx.list(OVER, row -> row.getString("congress"), now);
    }

    private static final String UNPLANNED = """
            select exists (select 1 from held_notice h join audience_page p on p.notice = h.notice
                            where h.congress = $1 and h.done_at is null and h.until <= $2) as unplanned
            """;

    /** Whether not everybody's delivery stands yet of what has waited long enough. */
    public boolean isUnplanned(Tx tx, String congress, Instant now) {
        return tx.one(UNPLANNED, row -> row.getBoolean("unplanned"), congress, now)
                .orElseThrow();
    }

    private static final String OPEN = """
            select notice from held_notice
             where congress = $1 and done_at is null and until <= $2
             order by notice
             for share
            """;

    /** What has waited long enough; nobody lets it go before the transaction ends. */
    public List<UUID> open(Tx tx, String congress, Instant now) {
        return tx.list(OPEN, row -> row.getUUID("notice"), congress, now);
    }

    private static final String PEOPLE = """
            with waiting as (
                select d.recipient, count(*) as messages, min(n.created_at) as since,
                       bool_or(n.subject like 'delegate/%') as their_own
                  from delivery d join batch b on b.id = d.batch join notice n on n.id = d.notice
                 where d.notice = any($1) and d.state = 'PLANNED' and b.state = 'HELD' and d.recipient > $2
                 group by d.recipient)
            select w.recipient from waiting w
             where w.messages > 1 or w.their_own
                or exists (select 1 from delivery o join attempt a on a.delivery = o.id
                            where o.recipient = w.recipient and a.written_at > w.since)
             order by w.recipient
             limit $3
            """;

    /**
     * The next people behind {@code after} for whom several of these wait, or one about something of their own, or who were
     * written to since one came to wait: all others are to hear what waits as it is.
     */
    public List<Long> people(Tx tx, List<UUID> notices, long after, int limit) {
        return tx.list(PEOPLE, row -> row.getLong("recipient"), notices.toArray(UUID[]::new), after, limit);
    }

    private static final String WAITING_FOR = """
            select distinct d.notice from delivery d
             where d.notice = any($1) and d.recipient = any($2) and d.state = 'PLANNED'
            """;

    /** Those of these notices that wait for one of these people. */
    public List<UUID> waitingFor(Tx tx, List<UUID> notices, List<Long> people) {
        return tx.list(
                WAITING_FOR, row -> row.getUUID("notice"), notices.toArray(UUID[]::new), people.toArray(Long[]::new));
    }

    /** A delivery that waits and would be sent. */
    public record Held(long delivery, UUID notice, long recipient) {}

    private static final String LOCK = """
            select d.id, d.notice, d.recipient
              from delivery d join batch b on b.id = d.batch join notice n on n.id = d.notice
             where d.notice = any($1) and d.recipient = any($2) and d.state = 'PLANNED' and b.state = 'HELD'
               and n.stopped_at is null and n.superseded_at is null and n.use_by > $3
             order by d.id
             for no key update of d
            """;

    /** What waits of these notices for these people and is wanted still, by id, locked until the transaction ends. */
    public List<Held> lock(Tx tx, List<UUID> notices, List<Long> people, Instant now) {
        return tx.list(
                LOCK,
                row -> new Held(row.getLong("id"), row.getUUID("notice"), row.getLong("recipient")),
                notices.toArray(UUID[]::new),
                people.toArray(Long[]::new),
                now);
    }

    /** When somebody was last written to about a subject. */
    public record Heard(long recipient, String subject, Instant at) {}

    private static final String HEARD = """
            select d.recipient, s.subject, max(a.written_at) as at
              from delivery d join notice n on n.id = d.notice join attempt a on a.delivery = d.id
             cross join lateral unnest(coalesce(n.about, array[n.subject])) as s (subject)
             where d.recipient = any($1) and a.written_at > $2 and s.subject is not null
               and a.outcome in ('FLYING', 'UNKNOWN', 'ACCEPTED') and a.report is distinct from 'FAILED'
             group by d.recipient, s.subject
            """;

    /** What these people were written about since then. */
    public List<Heard> heardSince(Tx tx, Collection<Long> people, Instant since) {
        return tx.list(
                HEARD,
                row -> new Heard(row.getLong("recipient"), row.getString("subject"), Tx.instant(row, "at")),
                people.toArray(Long[]::new),
                since);
    }

    private static final String DONE = """
            update held_notice set done_at = $3
             where congress = $1 and done_at is null and until <= $2
            returning notice
            """;

    /** Marks as thought about what was to wait until then; answers which. */
    List<UUID> done(Tx tx, String congress, Instant until, Instant now) {
        return tx.list(DONE, row -> row.getUUID("notice"), congress, until, now);
    }
}
