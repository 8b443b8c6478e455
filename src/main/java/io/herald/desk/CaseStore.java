package io.herald.desk;

import io.herald.notice.DeliveryState;
import io.herald.plan.Lane;
import io.herald.platform.Tx;
import io.herald.roster.Bilingual;
import io.herald.roster.People;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Finds what needs a person among the deliveries of a congress; each delivery is one case at most. */
@ApplicationScoped
public class CaseStore {
    /** How long callbacks may take before somebody is asked to look. */
    private static final Duration DOUBT = Duration.ofMinutes(1);

    /** How long people have to acknowledge, where the use-by does not come first. */
    private static final Duration ANSWER = Duration.ofMinutes(15);

    /** Arguments: congress, now, in doubt before, due before. */
    private static final String CASES = """
            with cases as (
                select 'FAILED' as kind, d.id, d.notice, d.recipient, d.delegation, d.state, d.reason, d.state_at as since,
                       n.lane, n.name
                  from delivery d join notice n on n.id = d.notice
                 where d.congress = $1 and d.state = 'FAILED' and d.seen_at is null and d.confirmed_at is null
                   and n.repeat_of is null and n.stopped_at is null and n.superseded_at is null
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
                   and (n.use_by <= $2 or coalesce(d.on_card_since, n.due_at) <= $4))
            """;

    /** Where a list of cases goes on. */
    record Place(Lane lane, Instant since, long delivery) {}

    private static final String PAGE = CASES + """
            select c.kind, c.id, c.notice, c.delegation, c.state, c.reason, c.since, c.lane, c.name,
                   coalesce(g.code, s.code) as person, coalesce(g.name_zh, s.name_zh) as name_zh,
                   coalesce(g.name_en, s.name_en) as name_en,
                   case when c.kind = 'IN_DOUBT' then
                       (select t.detail from attempt a join attempt_step t on t.attempt = a.id
                         where a.delivery = c.id and a.outcome = 'UNKNOWN' order by t.id desc limit 1) end as last_step
              from cases c
              left join delegate g on g.id = c.recipient
              left join staff s on s.id = c.recipient
             where ($5::text is null or c.kind = $5)
               and ($6::text is null or c.lane < $6 or (c.lane = $6 and (c.since, c.id) > ($7, $8)))
               and ($10::bigint[] is null or c.recipient = any($10))
             order by c.lane desc, c.since, c.id
             limit $9
            """;

    /**
     * The cases, urgent ones first, then the oldest.
     *
     * @param kind null for every kind
     * @param after null for the beginning
     */
    List<Case> page(Tx tx, String congress, Case.Kind kind, Place after, int limit, Instant now, People own) {
        return tx.list(
                PAGE,
                row -> found(row, now),
                congress,
                now,
                now.minus(DOUBT),
                now.minus(ANSWER),
                kind,
                after == null ? null : after.lane(),
                after == null ? null : after.since(),
                after == null ? null : after.delivery(),
                limit,
                own.orNull());
    }

    private static final String WAITING = CASES + """
            select count(*) filter (where c.kind = 'FAILED') as failed,
                   count(*) filter (where c.kind = 'UNANSWERED') as unanswered,
                   (select count(*) from delivery d where d.congress = $1 and d.state = 'IN_DOUBT'
                       and ($5::bigint[] is null or d.recipient = any($5))) as in_doubt,
                   (select min(d.state_at) from delivery d where d.congress = $1 and d.state = 'IN_DOUBT'
                       and ($5::bigint[] is null or d.recipient = any($5))) as in_doubt_since,
                   (select count(*) from dead_letter l where l.settled_at is null and $5::bigint[] is null) as dead_letters
              from cases c
             where $5::bigint[] is null or c.recipient = any($5)
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
                                row.getLong("dead_letters")),
                        congress,
                        now,
                        now.minus(DOUBT),
                        now.minus(ANSWER),
                        own.orNull())
                .orElseThrow();
    }

    private static Case found(Row row, Instant now) {
        var since = Tx.instant(row, "since");
        var state = row.getString("state");
        return new Case(
                Case.Kind.valueOf(row.getString("kind")),
                Lane.valueOf(row.getString("lane")),
                row.getLong("id"),
                row.getUUID("notice"),
                row.getString("name"),
                row.getString("person"),
                new Bilingual(row.getString("name_zh"), row.getString("name_en")),
                row.getString("delegation"),
                state == null ? null : DeliveryState.valueOf(state),
                row.getString("reason"),
                row.getString("last_step"),
                since,
                Duration.between(since, now).toSeconds());
    }
}
