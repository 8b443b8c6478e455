package io.herald.desk;

import io.herald.notice.Notice;
import io.herald.plan.EscalationStep;
import io.herald.platform.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code escalation}. */
@ApplicationScoped
public class EscalationStore {
    private static final String INSERT = """
            insert into escalation (notice, action, after, due_at)
            select $1::uuid, action, make_interval(secs => secs), $2::timestamptz + make_interval(secs => secs)
              from unnest($3::text[], $4::float8[]) with ordinality as u (action, secs, n)
             order by n
            """;

    /** The steps of a notice, each so long after it is due. */
    public void begin(Tx tx, Notice notice, List<EscalationStep> steps) {
        if (!steps.isEmpty()) {
            tx.update(
                    INSERT,
                    notice.id(),
                    notice.due(),
                    steps.stream().map(step -> step.action().name()).toArray(String[]::new),
                    steps.stream()
                            .map(step -> (double) step.after().toSeconds())
                            .toArray(Double[]::new));
        }
    }

    private static final String DUE = """
            select id from escalation where done_at is null and due_at <= $1 order by due_at, id limit $2
            """;

    /** The steps that are due, by their ids, those due longest first. */
    public List<Long> due(Tx tx, Instant now, int limit) {
        return tx.list(DUE, row -> row.getLong("id"), now, limit);
    }

    private static final String TAKE = """
            update escalation set done_at = $2, people = 0
             where id = (select id from escalation where id = $1 and done_at is null and due_at <= $2 for update skip locked)
            returning id, notice, action, due_at, recipients
            """;

    /** Takes a step that is due, unless somebody has. It is done when the transaction commits. */
    public Optional<Escalation> take(Tx tx, long id, Instant now) {
        return tx.one(TAKE, EscalationStore::escalation, id, now);
    }

    private static final String PUT_OFF = """
            update escalation
               set tries = tries + 1, due_at = $2::timestamptz + make_interval(secs => power(2, least(tries, 6)))
             where id = $1 and done_at is null
            """;

    /** A step failed: it is tried again after a pause that doubles up to a minute, as long as its notice is wanted. */
    public void putOff(Tx tx, long id, Instant now) {
        tx.update(PUT_OFF, id, now);
    }

    private static final String POSTPONE = """
            insert into escalation (notice, action, after, due_at, recipients)
            select notice, action, after, $2::timestamptz, $3::bigint[] from escalation where id = $1
            """;

    /** The same step again for these people alone. */
    public void postpone(Tx tx, Escalation step, Instant due, Collection<Long> recipients) {
        tx.update(POSTPONE, step.id(), due, recipients.toArray(Long[]::new));
    }

    private static final String PEOPLE = "update escalation set people = $2 where id = $1";

    /** How many people it was for. */
    public void concerned(Tx tx, Escalation step, int people) {
        tx.update(PEOPLE, step.id(), people);
    }

    /**
     * A step as staff see it.
     *
     * @param people how many it was for; null until it is done
     */
    record Line(
            long id,
            UUID notice,
            String noticeName,
            EscalationStep.Action action,
            long afterSeconds,
            Instant due,
            Instant done,
            Integer people) {}

    private static final String PAGE = """
            select e.id, e.notice, n.name, e.action, extract(epoch from e.after)::bigint as after_seconds, e.due_at, e.done_at,
                   e.people
              from escalation e join notice n on n.id = e.notice
             where n.congress = $1 and ($2::bigint is null or e.id < $2) and ($3::uuid is null or e.notice = $3)
             order by e.id desc
             limit $4
            """;

    /** The newest first, from before {@code before}, null for the newest of all; of one notice where one is given. */
    List<Line> page(Tx tx, String congress, Long before, UUID notice, int limit) {
        return tx.list(
                PAGE,
                row -> new Line(
                        row.getLong("id"),
                        row.getUUID("notice"),
                        row.getString("name"),
                        EscalationStep.Action.valueOf(row.getString("action")),
                        row.getLong("after_seconds"),
                        Tx.instant(row, "due_at"),
                        Tx.instant(row, "done_at"),
                        row.getInteger("people")),
                congress,
                before,
                notice,
                limit);
    }

    private static Escalation escalation(Row row) {
        var recipients = row.getArrayOfLongs("recipients");
        return new Escalation(
                row.getLong("id"),
                row.getUUID("notice"),
                EscalationStep.Action.valueOf(row.getString("action")),
                Tx.instant(row, "due_at"),
                recipients == null ? null : List.of(recipients));
    }
}
