package io.herald.notice;

import io.herald.platform.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Attempts whose provider must be asked: their outcome is unknown, or their final report never came. Table {@code attempt}. */
@ApplicationScoped
public class DoubtStore {
    /**
     * An attempt to ask about.
     *
     * @param inDoubt whether it is not even known to have left; otherwise only its final report is missing
     */
    public record Open(
            UUID attempt,
            long delivery,
            UUID notice,
            int tries,
            String route,
            String ref,
            String phone,
            String text,
            Instant writtenAt,
            boolean inDoubt) {}

    private static final String COLUMNS =
            "a.id, a.delivery, d.notice, d.tries, a.route, a.ref, a.phone, a.text, a.written_at, a.outcome";

    private static final String CLAIM_DOUBTFUL = """
            with open as materialized (
                select id from attempt
                 where outcome = 'UNKNOWN' and report is null and written_at < $1 and (asked_at is null or asked_at < $3)
                 order by written_at limit $4
                 for update skip locked)
            update attempt a set asked_at = $2, asks = a.asks + 1
              from open, delivery d
             where a.id = open.id and d.id = a.delivery
            returning\s""" + COLUMNS;

    /**
     * Takes attempts in doubt that are older than {@code writtenBefore} and were not asked about since {@code askedBefore};
     * each is given to one caller.
     */
    public List<Open> claimDoubtful(Tx tx, Instant writtenBefore, Instant now, Instant askedBefore, int most) {
        return tx.list(CLAIM_DOUBTFUL, DoubtStore::open, writtenBefore, now, askedBefore, most);
    }

    private static final String CLAIM_UNREPORTED = """
            with open as materialized (
                select id from attempt
                 where outcome = 'ACCEPTED' and (report is null or report in ('QUEUED', 'SENT'))
                   and written_at < $1 and asks < $4 and (asked_at is null or asked_at < $3)
                 order by written_at limit $5
                 for update skip locked)
            update attempt a set asked_at = $2, asks = a.asks + 1
              from open, delivery d
             where a.id = open.id and d.id = a.delivery
            returning\s""" + COLUMNS;

    /** Likewise attempts that were accepted and have no final report, each asked about at most {@code mostAsks} times. */
    public List<Open> claimUnreported(
            Tx tx, Instant writtenBefore, Instant now, Instant askedBefore, int mostAsks, int most) {
        return tx.list(CLAIM_UNREPORTED, DoubtStore::open, writtenBefore, now, askedBefore, mostAsks, most);
    }

    private static final String LEAVE_UNSETTLED = """
            update delivery set reason = 'unsettled'
             where id = $1 and state = 'IN_DOUBT' and reason is distinct from 'unsettled'
            """;

    /** The congress's policy is never to send twice: it stays in doubt, and stands on the desk. */
    public void leaveUnsettled(Tx tx, long delivery) {
        tx.update(LEAVE_UNSETTLED, delivery);
    }

    private static Open open(Row row) {
        return new Open(
                row.getUUID("id"),
                row.getLong("delivery"),
                row.getUUID("notice"),
                row.getInteger("tries"),
                row.getString("route"),
                row.getString("ref"),
                row.getString("phone"),
                row.getString("text"),
                Tx.instant(row, "written_at"),
                "UNKNOWN".equals(row.getString("outcome")));
    }
}
