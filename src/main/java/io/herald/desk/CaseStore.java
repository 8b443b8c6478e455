package io.herald.desk;

import io.herald.notice.DeliveryState;
import io.herald.plan.Lane;
import io.herald.platform.Tx;
import io.herald.roster.Bilingual;
import io.herald.roster.People;
import io.herald.roster.Recipient;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds what needs a person among the deliveries and notices of a congress; each delivery is one case at most. */
@ApplicationScoped
public class CaseStore {
    /** How long callbacks may take before somebody is asked to look. */
    private static final Duration DOUBT = Duration.ofMinutes(1);

    /** How long people have to acknowledge, where the use-by does not come first. */
    private static final Duration ANSWER = Duration.ofMinutes(15);

    /** Stands in the order of cases where a delivery's id does. */
    static final long NO_DELIVERY = 0;

    /**
     * A recall is about the papers: when its reader has returned all it matters no more whether it arrived or was confirmed, and
     * when they have not in time neither. Arguments: congress, now, in doubt before, due before.
     */
    private static final String CASES = """
            with returned as (
                select 'document/' || document as subject, holder
                  from document_copy
                 where congress = $1 and recalled_at is not null
                 group by 1, 2
                having bool_and(returned_at is not null)),
            late as (
                select 'document/' || document as subject, holder, min(recall_until) as since
                  from document_copy
                 where congress = $1 and returned_at is null and recall_until <= $2
                 group by 1, 2),
            decided as (
                select subject, holder from returned union all select subject, holder from late),
            found as (
                select 'NOT_RETURNED' as kind, d.id, d.notice, d.recipient, d.delegation, d.state, d.reason, l.since, n.lane, n.name
                  from late l
                  join notice n on n.congress = $1 and n.subject = l.subject and n.repeat_of is null
                   and n.stopped_at is null and n.superseded_at is null
                  join delivery d on d.notice = n.id and d.recipient = l.holder
                 where not (d.state is not distinct from 'IN_DOUBT' and d.state_at < $3 and d.confirmed_at is null)
                union all
                select 'FAILED', d.id, d.notice, d.recipient, d.delegation, d.state, d.reason, d.state_at, n.lane, n.name
                  from delivery d join notice n on n.id = d.notice
                 where d.congress = $1 and d.state = 'FAILED' and d.seen_at is null and d.confirmed_at is null
                   and n.repeat_of is null and n.stopped_at is null and n.superseded_at is null
                   and not exists (select 1 from decided p where p.subject = n.subject and p.holder = d.recipient)
                union all
                select 'IN_DOUBT', d.id, d.notice, d.recipient, d.delegation, d.state, d.reason, d.state_at, n.lane, n.name
                  from delivery d join notice n on n.id = d.notice
                 where d.congress = $1 and d.state = 'IN_DOUBT' and d.state_at < $3 and d.confirmed_at is null
                union all
                select 'UNANSWERED', d.id, d.notice, d.recipient, d.delegation, d.state, d.reason,
                       coalesce(d.on_card_since, n.due_at), n.lane, n.name
                  from notice n join delivery d on d.notice = n.id
                 where n.congress = $1 and n.ack_asked and n.repeat_of is null
                   and n.stopped_at is null and n.superseded_at is null
                   and d.confirmed_at is null and coalesce(d.state, '') not in ('PLANNED', 'IN_DOUBT', 'WITHDRAWN')
                   and (d.state is distinct from 'FAILED' or d.seen_at is not null)
                   and (n.use_by <= $2 or coalesce(d.on_card_since, n.due_at) <= $4)
                   and not exists (select 1 from decided p where p.subject = n.subject and p.holder = d.recipient)
                union all
                select 'BROKEN_GLASS', 0, n.id, s.id, null, null, r.reason, r.decided_at, n.lane, n.name
                  from release_request r join notice n on n.id = r.notice
                  left join staff s on s.congress = n.congress and s.code = r.decided_by
                 where n.congress = $1 and r.decision = 'BROKEN_GLASS' and r.reviewed_at is null),
            said as (
                select distinct on (delivery) delivery, action, kind
                  from case_step
                 where congress = $1 and action in ('CLOSED', 'REOPENED')
                 order by delivery, id desc),
            cases as (
                select f.*, coalesce(s.action = 'CLOSED', false) as closed
                  from found f left join said s on s.delivery = f.id and s.kind = f.kind)
            """;

    /** Where a list of cases goes on. */
    record Place(Lane lane, Instant since, long delivery) {}

    /**
     * Which cases.
     *
     * @param kind null for every kind
     * @param whose only those of this person: of their own people as long as nobody handed them on, and what was handed to
     *     them or they took; null for everybody's
     * @param desk only those the duty desk has: handed to it, or of people whom no liaison looks after
     * @param closed those that somebody closed, instead of those that stand open
     */
    record Filter(Case.Kind kind, Recipient whose, boolean desk, boolean closed) {
        static final Filter OPEN = new Filter(null, null, false, false);
    }

    private static final String COLUMNS = """
            select c.kind, c.id, c.notice, c.delegation, c.state, c.reason, c.since, c.lane, c.name,
                   coalesce(g.code, s.code) as person, coalesce(g.name_zh, s.name_zh) as name_zh,
                   coalesce(g.name_en, s.name_en) as name_en,
                   case when c.kind = 'IN_DOUBT' then
                       (select t.detail from attempt a join attempt_step t on t.attempt = a.id
                         where a.delivery = c.id and a.outcome = 'UNKNOWN' order by t.id desc limit 1) end as last_step,
                   h.holder, coalesce(h.at_desk, false) as at_desk, c.closed
              from cases c
              left join delegate g on g.id = c.recipient
              left join staff s on s.id = c.recipient
              left join lateral (
                   select case when t.action = 'TAKEN' then t.by_whom else t.to_whom end as holder,
                          t.action = 'HANDED_OVER' and t.to_whom is null as at_desk
                     from case_step t
                    where t.delivery = c.id and t.action in ('TAKEN', 'HANDED_OVER')
                    order by t.id desc limit 1) h on true
            """;

    private static final String PAGE = CASES + COLUMNS + """
             where ($5::text is null or c.kind = $5) and c.closed = $14
               and ($6::text is null or c.lane < $6 or (c.lane = $6 and (c.since, c.id) > ($7, $8)))
               and ($10::text is null or h.holder = $10
                    or (c.delegation = any($11)
                        or exists (select 1 from recipient r where r.id = c.recipient and r.residence = any($12)))
                       and not exists (select 1 from case_step t where t.delivery = c.id and t.action = 'HANDED_OVER'))
               and (not $13::boolean or coalesce(h.at_desk, false)
                    or h.holder is null
                       and not exists (select 1 from staff l
                                        where l.congress = $1 and l.role = 'LIAISON' and l.removed_at is null
                                          and c.delegation = any(l.delegations)))
               and ($15::bigint[] is null or c.recipient = any($15) or h.holder = $16)
             order by c.lane desc, c.since, c.id
             limit $9
            """;

    /**
     * The cases, urgent ones first, then the oldest.
     *
     * @param after null for the beginning
     */
    List<Case> page(Tx tx, String congress, Filter filter, Place after, int limit, Instant now, People own, String me) {
        var whose = filter.whose();
        return tx.list(
                PAGE,
                row -> found(row, now),
                congress,
                now,
                now.minus(DOUBT),
                now.minus(ANSWER),
                filter.kind(),
                after == null ? null : after.lane(),
                after == null ? null : after.since(),
                after == null ? null : after.delivery(),
                limit,
                whose == null ? null : whose.code(),
                whose == null ? new String[0] : whose.delegations().toArray(String[]::new),
                whose == null ? new String[0] : whose.residences().toArray(String[]::new),
                filter.desk(),
                filter.closed(),
                own.orNull(),
                me);
    }

    /** A case as it stands, closed by somebody or not. */
    record Standing(Case now, boolean closed) {}

    private static final String FIND = CASES + COLUMNS + " where c.id = $5";

    /** What is to be done about a delivery at this moment; nothing when it needs nobody. */
    Optional<Standing> find(Tx tx, String congress, long delivery, Instant now) {
        return tx.one(
                FIND,
                row -> new Standing(found(row, now), row.getBoolean("closed")),
                congress,
                now,
                now.minus(DOUBT),
                now.minus(ANSWER),
                delivery);
    }

    /** Whom a delivery is for; delegation and residence are null where there is none. */
    record About(
            long delivery,
            UUID notice,
            String noticeName,
            long recipient,
            String person,
            String delegation,
            String residence) {}

    private static final String ABOUT = """
            select d.id, d.notice, n.name, d.recipient, r.code, r.delegation, r.residence
              from delivery d join notice n on n.id = d.notice join recipient r on r.id = d.recipient
             where d.congress = $1 and d.id = $2
            """;

    Optional<About> about(Tx tx, String congress, long delivery) {
        return tx.one(
                ABOUT,
                row -> new About(
                        row.getLong("id"),
                        row.getUUID("notice"),
                        row.getString("name"),
                        row.getLong("recipient"),
                        row.getString("code"),
                        row.getString("delegation"),
                        row.getString("residence")),
                congress,
                delivery);
    }

    private static final String WAITING = CASES + """
            select count(*) filter (where c.kind = 'FAILED') as failed,
                   count(*) filter (where c.kind = 'UNANSWERED') as unanswered,
                   count(*) filter (where c.kind = 'NOT_RETURNED') as not_returned,
                   count(*) filter (where c.kind = 'BROKEN_GLASS') as broken_glass,
                   (select count(*) from delivery d where d.congress = $1 and d.state = 'IN_DOUBT'
                       and not exists (select 1 from said s where s.delivery = d.id and s.kind = 'IN_DOUBT' and s.action = 'CLOSED')
                       and ($5::bigint[] is null or d.recipient = any($5))) as in_doubt,
                   (select min(d.state_at) from delivery d where d.congress = $1 and d.state = 'IN_DOUBT'
                       and not exists (select 1 from said s where s.delivery = d.id and s.kind = 'IN_DOUBT' and s.action = 'CLOSED')
                       and ($5::bigint[] is null or d.recipient = any($5))) as in_doubt_since,
                   (select count(*) from notice n where n.congress = $1 and n.waiting and $5::bigint[] is null) as to_release,
                   (select count(*) from dead_letter l where l.settled_at is null and $5::bigint[] is null) as dead_letters
              from cases c
             where not c.closed and ($5::bigint[] is null or c.recipient = any($5))
            """;

    /** Counts them; in doubt counts from the first second on. Dead letters are nobody's, and so not of a liaison's people. */
    public Waiting waiting(Tx tx, String congress, Instant now, People own) {
        return tx.one(
                        WAITING,
                        row -> new Waiting(
                                row.getLong("failed"),
                                row.getLong("in_doubt"),
                                Tx.instant(row, "in_doubt_since"),
                                row.getLong("unanswered"),
                                row.getLong("not_returned"),
                                row.getLong("broken_glass"),
                                row.getLong("to_release"),
                                row.getLong("dead_letters")),
                        congress,
                        now,
                        now.minus(DOUBT),
                        now.minus(ANSWER),
                        own.orNull())
                .orElseThrow();
    }

    private static final String SUMMARY = CASES + """
            select count(*) filter (where c.kind = 'FAILED') as failed,
                   count(*) filter (where c.kind = 'IN_DOUBT') as in_doubt,
                   count(*) filter (where c.kind = 'UNANSWERED') as unanswered,
                   count(*) filter (where c.kind = 'NOT_RETURNED') as not_returned,
                   count(*) filter (where c.lane = 'URGENT') as urgent,
                   min(c.since) as oldest,
                   (select count(*) from inbound i
                     where i.congress = $1 and i.meaning = 'TALK' and i.closed_at is null) as conversations
              from cases c
             where not c.closed
            """;

    /** What whoever takes over the desk must know: how much stands open at this moment. */
    Summary summary(Tx tx, String congress, Instant now) {
        return tx.one(
                        SUMMARY,
                        row -> new Summary(
                                row.getLong("failed"),
                                row.getLong("in_doubt"),
                                row.getLong("unanswered"),
                                row.getLong("not_returned"),
                                row.getLong("urgent"),
                                row.getLong("conversations"),
                                Tx.instant(row, "oldest")),
                        congress,
                        now,
                        now.minus(DOUBT),
                        now.minus(ANSWER))
                .orElseThrow();
    }

    private static Case found(Row row, Instant now) {
        var since = Tx.instant(row, "since");
        var state = row.getString("state");
        return new Case(
                Case.Kind.valueOf(row.getString("kind")),
                Lane.valueOf(row.getString("lane")),
                row.getLong("id") == NO_DELIVERY ? null : row.getLong("id"),
                row.getUUID("notice"),
                row.getString("name"),
                row.getString("person"),
                new Bilingual(row.getString("name_zh"), row.getString("name_en")),
                row.getString("delegation"),
                state == null ? null : DeliveryState.valueOf(state),
                row.getString("reason"),
                row.getString("last_step"),
                since,
                Duration.between(since, now).toSeconds(),
                row.getString("holder"),
                row.getBoolean("at_desk"));
    }
}
