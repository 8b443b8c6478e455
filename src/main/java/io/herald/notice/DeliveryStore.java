package io.herald.notice;

import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;

/** The table {@code delivery}: exactly one row for a (notice, recipient). Every move names the states it may come from. */
@ApplicationScoped
public class DeliveryStore {
    private static final String INSERT = """
            insert into delivery (notice, recipient, congress, delegation, batch, state, state_at, on_card_since)
            select $1, r.id, $2, r.delegation, u.batch, $5, $6,
                   case when $7::timestamptz is not null and r.kind = 'DELEGATE' then $7 end
              from unnest($3::bigint[], $4::uuid[]) as u (recipient, batch)
              join recipient r on r.id = u.recipient
             order by r.id
            on conflict (notice, recipient) do nothing
            """;

    /**
     * Plans the deliveries of one page of an audience.
     *
     * @param batches the batch of each recipient, nulls when nothing is pushed
     * @param state null for a notice that is shown on cards alone
     * @param onCardSince from when cards show it, null when they do not
     * @return how many rows are new
     */
    int insert(
            Tx tx,
            Notice notice,
            List<Long> recipients,
            UUID[] batches,
            DeliveryState state,
            Instant now,
            Instant onCardSince) {
        return tx.update(
                INSERT,
                notice.id(),
                notice.congress(),
                recipients.toArray(Long[]::new),
                batches,
                state,
                now,
                onCardSince);
    }

    /** A delivery that a worker is about to send. */
    public record Waiting(long id, long recipient, int tries) {}

    private static final String WAITING = """
            select id, recipient, tries from delivery where batch = $1 and state = 'PLANNED' order by id
            """;

    public List<Waiting> waiting(Tx tx, UUID batch) {
        return tx.list(
                WAITING,
                row -> new Waiting(row.getLong("id"), row.getLong("recipient"), row.getInteger("tries")),
                batch);
    }

    private static final String RETIRE = """
            update delivery d
               set state = case when d.confirmed_at is null and n.stopped_at is null and n.superseded_at is null
                                then 'EXPIRED' else 'WITHDRAWN' end,
                   reason = case when d.confirmed_at is not null then 'confirmed'
                                 when n.stopped_at is not null then 'stopped'
                                 when n.superseded_at is not null then 'superseded'
                                 else 'expired' end,
                   state_at = $2
              from (select own.id, own.use_by, coalesce(own.stopped_at, asked.stopped_at) as stopped_at,
                           coalesce(own.superseded_at, asked.superseded_at) as superseded_at
                      from notice own left join notice asked on asked.id = own.repeat_of) n
             where n.id = d.notice and d.batch = $1 and d.state = 'PLANNED'
               and (d.confirmed_at is not null or n.stopped_at is not null or n.superseded_at is not null or n.use_by <= $2)
            """;

    /** Ends what of a batch must no longer be sent: it is confirmed, its notice stopped or superseded, or its use-by passed. */
    public int retire(Tx tx, UUID batch, Instant now) {
        return tx.update(RETIRE, batch, now);
    }

    private static final String WITHDRAW = """
            update delivery set state = 'WITHDRAWN', reason = $2, state_at = $3
             where id in (select id from delivery
                           where notice = any($1) and state = any($4) and ($5::bigint[] is null or recipient = any($5))
                           order by id for no key update)
               and state = any($4)
            returning id, notice, recipient
            """;

    /** A delivery that was taken back. */
    record Withdrawn(long id, UUID notice, long recipient) {}

    /** Takes back what of these notices has not left. What is in the air all the same is lifted again when its answer comes. */
    List<Withdrawn> withdraw(Tx tx, List<UUID> notices, Reason reason, Instant now) {
        return withdraw(tx, notices, reason, now, null);
    }

    /** @param people from whom alone it is taken back, null for everybody */
    List<Withdrawn> withdraw(Tx tx, List<UUID> notices, Reason reason, Instant now, Set<Long> people) {
        return tx.list(
                WITHDRAW,
                row -> new Withdrawn(row.getLong("id"), row.getUUID("notice"), row.getLong("recipient")),
                notices.toArray(UUID[]::new),
                reason.code(),
                now,
                new DeliveryState[] {DeliveryState.PLANNED},
                people == null ? null : people.toArray(Long[]::new));
    }

    private static final String SPARE = """
            update delivery d set state = 'WITHDRAWN', reason = $4, state_at = $5
              from notice n join batch b on b.notice = n.id
             where d.recipient = $3 and d.state = any($6) and n.id = d.notice and b.id = d.batch
               and n.congress = $1 and n.subject = $2 and n.superseded_at is null and b.due_at <= $7
               and n.rule is not null and n.repeat_of is null and not n.ack_asked
            """;

    /** Takes back what is due until then and unsent for one recipient about a subject alone. */
    void spare(Tx tx, String congress, String subject, long recipient, Reason reason, Instant until, Instant now) {
        tx.update(
                SPARE,
                congress,
                subject,
                recipient,
                reason.code(),
                now,
                new DeliveryState[] {DeliveryState.PLANNED},
                until);
    }

    private static final String UNNEEDED = """
            update delivery d
               set state = 'WITHDRAWN', reason = u.reason, state_at = $3,
                   on_card_since = case when u.reason = $5 and d.seen_at is null then null else d.on_card_since end
              from unnest($1::bigint[], $2::text[]) as u (id, reason)
             where d.id = u.id and d.state = any($4)
            """;

    /** Takes back what is unsent, each for its reason. What a digest tells leaves the card, where the digest stands. */
    void unneeded(Tx tx, SortedMap<Long, Reason> reasons, Instant now) {
        tx.update(
                UNNEEDED,
                reasons.keySet().toArray(Long[]::new),
                codes(List.copyOf(reasons.values())),
                now,
                new DeliveryState[] {DeliveryState.PLANNED},
                Reason.DIGESTED.code());
    }

    private static final String MOVE = """
            update delivery d set state = $3, reason = u.reason, state_at = $4
              from unnest($1::bigint[], $2::text[]) as u (id, reason)
             where d.id = u.id and d.state = any($5)
            """;

    /** Moves deliveries to one state where that is allowed; answers how many moved. Callers sort by id. */
    int move(Tx tx, List<Long> ids, List<Reason> reasons, DeliveryState to, Instant now) {
        return tx.update(MOVE, ids.toArray(Long[]::new), codes(reasons), to, now, DeliveryState.before(to));
    }

    private static String[] codes(List<Reason> reasons) {
        return reasons.stream()
                .map(reason -> reason == null ? null : reason.code())
                .toArray(String[]::new);
    }

    private static final String TO_CARD = """
            update delivery d set on_card_since = $2
              from delegate g, notice n
             where d.id = any($1) and g.id = d.recipient and n.id = d.notice and n.repeat_of is null
               and d.on_card_since is null and d.state = 'FAILED'
            """;

    /** Shows on the cards of their people what will not come by SMS; of what a reminder repeats they show the first. */
    void toCard(Tx tx, List<Long> ids, Instant now) {
        tx.update(TO_CARD, ids.toArray(Long[]::new), now);
    }

    private static final String REPLANNABLE = """
            select id from delivery where id = any($1) and state = any($2) order by id for no key update
            """;

    /** Those of these deliveries that may be planned again by their state, by id, held until the transaction ends. */
    List<Long> replannable(Tx tx, Collection<Long> ids) {
        return tx.list(REPLANNABLE, row -> row.getLong("id"), ids.toArray(Long[]::new), replannableStates());
    }

    private static final String PLAN_AGAIN = """
            update delivery d
               set state = 'PLANNED', reason = u.reason, batch = $3, state_at = $4,
                   tries = d.tries + case when u.reason = 'unreachable' then 1 else 0 end
              from unnest($1::bigint[], $2::text[]) as u (id, reason)
             where d.id = u.id and d.state = any($5)
               and not exists (select 1 from attempt a
                                where a.delivery = d.id
                                  and (a.outcome in ('FLYING', 'UNKNOWN', 'ACCEPTED')
                                       or a.report in ('QUEUED', 'SENT', 'DELIVERED', 'READ')))
            """;

    /**
     * Puts deliveries none of whose attempts can have reached the phone into a new batch. A late report about an attempt that
     * had been given up counts: whoever sent it has the message. Only a phone that could not be
     * reached counts as a try: what a route's pace or outage delays is no sign that the number is bad.
     */
    int planAgain(Tx tx, List<Long> ids, List<Reason> reasons, UUID batch, Instant now) {
        return tx.update(PLAN_AGAIN, ids.toArray(Long[]::new), codes(reasons), batch, now, replannableStates());
    }

    /** What moves back to {@code PLANNED}, and what is there still because its attempt left no trace on it. */
    private static DeliveryState[] replannableStates() {
        var back = EnumSet.of(DeliveryState.PLANNED, DeliveryState.before(DeliveryState.PLANNED));
        return back.toArray(DeliveryState[]::new);
    }

    private static final String CONFIRM = """
            with asked as (
                select d.recipient, coalesce(n.repeat_of, n.id) as notice
                  from delivery d join notice n on n.id = d.notice
                 where d.id = $1),
            said as (
                select notice from asked
                union
                select n.id from notice n join asked on n.repeat_of = asked.notice)
            update delivery
               set confirmed_at = $2, confirmed_by = $3, confirmed_way = $4, seen_at = coalesce(seen_at, $5),
                   state = case when state = any($6) then 'WITHDRAWN' else state end,
                   reason = case when state = any($6) then 'confirmed' else reason end,
                   state_at = case when state = any($6) then $2 else state_at end
             where notice in (select notice from said) and recipient = (select recipient from asked) and confirmed_at is null
            returning id
            """;

    /**
     * Records who confirmed and by which way, for the notice that asked and for all that repeated it; the first confirmation
     * stands. What is still planned of them is taken back. False when it was confirmed before.
     */
    boolean confirm(Tx tx, long id, Confirmation confirmation, Instant now) {
        var seen = confirmation.way().showsTheText() ? now : null;
        return tx.list(
                        CONFIRM,
                        row -> row.getLong("id"),
                        id,
                        now,
                        confirmation.by(),
                        confirmation.way().code(),
                        seen,
                        new DeliveryState[] {DeliveryState.PLANNED})
                .contains(id);
    }

    private static final String UNANSWERED = """
            select recipient from delivery
             where notice = $1 and confirmed_at is null and state is distinct from 'WITHDRAWN'
             order by recipient
            """;

    /** Recipients of a notice who have not confirmed it, whether it reached them or not. */
    public List<Long> unanswered(Tx tx, UUID notice) {
        return tx.list(UNANSWERED, row -> row.getLong("recipient"), notice);
    }

    /** A delivery that asks for an acknowledgement and has none. */
    public record Asked(long delivery, long recipient) {}

    private static final String ASKED_AT = """
            select d.id, d.recipient
              from attempt a join delivery d on d.id = a.delivery join notice n on n.id = d.notice
             where a.phone = $1 and d.congress = $2 and a.written_at > $3 and a.outcome in ('FLYING', 'UNKNOWN', 'ACCEPTED')
               and n.ack_asked and n.stopped_at is null and n.superseded_at is null and d.confirmed_at is null
             group by d.id, d.recipient
             order by max(a.written_at) desc
            """;

    /** What a congress asked at this number since then and is not confirmed yet, whoever's it is, the newest first. */
    public List<Asked> askedAt(Tx tx, String congress, String phone, Instant since) {
        return tx.list(ASKED_AT, row -> new Asked(row.getLong("id"), row.getLong("recipient")), phone, congress, since);
    }

    private static final String REACHED = """
            select d.recipient from delivery d join notice n on n.id = d.notice
             where (n.id = $1 or n.repeat_of = $1 and n.ack_asked)
               and (d.seen_at is not null
                    or exists (select 1 from attempt a
                                where a.delivery = d.id and a.outcome in ('FLYING', 'UNKNOWN', 'ACCEPTED')
                                  and a.report is distinct from 'FAILED'))
             group by d.recipient order by d.recipient
            """;

    /** Recipients who have a notice or one of its repeats, or may have it: what is in the air or in doubt counts. */
    List<Long> reached(Tx tx, UUID notice) {
        return tx.list(REACHED, row -> row.getLong("recipient"), notice);
    }

    private static final String REMINDABLE = """
            select recipient from delivery
             where notice = $1 and recipient = any($2) and state is distinct from 'PLANNED'
               and coalesce(reason, '') not in ('no_number', 'bad_number', 'opted_out')
             order by recipient
            """;

    /** Those of these recipients whom a reminder of the notice can reach: it has left, and there is a number to write to. */
    public List<Long> remindable(Tx tx, UUID notice, List<Long> recipients) {
        return tx.list(REMINDABLE, row -> row.getLong("recipient"), notice, recipients.toArray(Long[]::new));
    }

    private static final String STAFF_AMONG = "select id from staff where id = any($1)";

    /** Those of these recipients who are staff. */
    public Set<Long> staffAmong(Tx tx, List<Long> recipients) {
        return Set.copyOf(tx.list(STAFF_AMONG, row -> row.getLong("id"), (Object) recipients.toArray(Long[]::new)));
    }

    private static final String SEEN = """
            update delivery set seen_at = $2
             where id = any($1) and seen_at is null
            """;

    /** Records that cards showed these to their people; the first time stands. */
    public int seen(Tx tx, List<Long> ids, Instant now) {
        return tx.update(SEEN, ids.toArray(Long[]::new), now);
    }

    /**
     * A delivery as far as a confirmation asks.
     *
     * @param onCardSince from when cards show it, null when they do not
     * @param outdated whether its notice was stopped, or something newer took its place
     */
    public record Standing(String congress, long recipient, Instant onCardSince, boolean outdated, boolean confirmed) {}

    private static final String STANDING = """
            select d.congress, d.recipient, d.on_card_since, n.stopped_at is not null or n.superseded_at is not null as outdated,
                   d.confirmed_at is not null as confirmed
              from delivery d join notice n on n.id = d.notice
             where d.id = $1
            """;

    public Optional<Standing> standing(Tx tx, long id) {
        return tx.one(
                STANDING,
                row -> new Standing(
                        row.getString("congress"),
                        row.getLong("recipient"),
                        Tx.instant(row, "on_card_since"),
                        row.getBoolean("outdated"),
                        row.getBoolean("confirmed")),
                id);
    }
}
