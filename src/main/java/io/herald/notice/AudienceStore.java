package io.herald.notice;

import io.herald.platform.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The table {@code audience_page}: audiences as they were fixed at release, waiting to become deliveries. */
@ApplicationScoped
class AudienceStore {
    /** Some recipients of a notice, due together. */
    record Page(UUID notice, int page, List<Long> recipients, Instant due) {}

    private static final String INSERT =
            "insert into audience_page (notice, page, recipients, due_at) values ($1, $2, $3, $4)";

    void insert(Tx tx, Page page) {
        tx.update(INSERT, page.notice(), page.page(), page.recipients().toArray(Long[]::new), page.due());
    }

    private static final String TAKE = """
            delete from audience_page
             where (notice, page) = (
                   select p.notice, p.page
                     from audience_page p join notice n on n.id = p.notice
                    order by n.lane desc, p.due_at, p.notice, p.page
                    limit 1
                    for update of p skip locked)
            returning notice, page, recipients, due_at
            """;

    /** Takes the most pressing page, urgent lane first; its deliveries must stand when the transaction commits. */
    Optional<Page> take(Tx tx) {
        return tx.one(TAKE, AudienceStore::page);
    }

    private static final String DROP =
            "delete from audience_page where notice = any($1) returning notice, page, recipients, due_at";

    /** Stops the cursor of these notices: what is not planned yet never will be. Answers what was not. */
    List<Page> drop(Tx tx, List<UUID> notices) {
        return tx.list(DROP, AudienceStore::page, (Object) notices.toArray(UUID[]::new));
    }

    private static final String SPARE = """
            with spared as (
                update audience_page p set recipients = array_remove(p.recipients, $3)
                  from notice n
                 where n.id = p.notice and n.congress = $1 and n.subject = $2 and n.superseded_at is null
                   and n.rule is not null and n.repeat_of is null and not n.ack_asked
                   and p.due_at <= $4 and $3 = any(p.recipients)
                returning p.notice)
            update notice n set heads = n.heads - 1 from spared where n.id = spared.notice
            """;

    /** Leaves one recipient out of what is due until then and not planned yet about a subject alone. */
    void spare(Tx tx, String congress, String subject, long recipient, Instant until) {
        tx.update(SPARE, congress, subject, recipient, until);
    }

    private static final String LEAVE_OUT = """
            with theirs as (
                select notice, page, array(select unnest(recipients) intersect select unnest($2::bigint[]) order by 1) as people
                  from audience_page
                 where notice = any($1) and recipients && $2::bigint[]
                 order by notice, page
                 for update)
            update audience_page p
               set recipients = array(select unnest(p.recipients) except select unnest(theirs.people) order by 1)
              from theirs
             where p.notice = theirs.notice and p.page = theirs.page
            returning p.notice, p.page, theirs.people as recipients, p.due_at
            """;

    /** Leaves these people out of what is not planned yet of these notices; answers who was left out of what. */
    List<Page> leaveOut(Tx tx, List<UUID> notices, Set<Long> people) {
        return tx.list(LEAVE_OUT, AudienceStore::page, notices.toArray(UUID[]::new), people.toArray(Long[]::new));
    }

    private static Page page(Row row) {
        return new Page(
                row.getUUID("notice"),
                row.getInteger("page"),
                List.of(row.getArrayOfLongs("recipients")),
                Tx.instant(row, "due_at"));
    }
}
