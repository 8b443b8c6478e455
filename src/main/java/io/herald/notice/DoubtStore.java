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
     * @param asks how often it was asked about, this time included
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
            int asks,
            boolean inDoubt) {}

    private static final String COLUMNS =
            "a.id, a.delivery, d.notice, d.tries, a.route, a.ref, a.phone, a.text, a.written_at, a.asks, a.outcome";

    private static final String CLAIM_DOUBTFUL = """
            with open as materialized (
                select id from attempt
                 where outcome = 'UNKNOWN' and next_ask_at <= $1
                 order by next_ask_at limit $3
                 for update skip locked)
            update attempt a set asked_at = $1, asks = a.asks + 1, next_ask_at = $2
              from open, delivery d
             where a.id = open.id and d.id = a.delivery
            returning\s""" + COLUMNS;

    /** Takes attempts in doubt that are due for asking, and puts off the next time to {@code again}; each is given to one caller. */
    public List<Open> claimDoubtful(Tx tx, Instant now, Instant again, int most) {
        return tx.list(CLAIM_DOUBTFUL, DoubtStore::open, now, again, most);
    }

    private static final String CLAIM_UNREPORTED = """
            with open as materialized (
                select id from attempt
                 where outcome = 'ACCEPTED' and route = $1 and next_ask_at <= $2
                 order by next_ask_at limit $4
                 for update skip locked)
            update attempt a set asked_at = $2, asks = a.asks + 1, next_ask_at = $3
              from open, delivery d
             where a.id = open.id and d.id = a.delivery
            returning\s""" + COLUMNS;

    /** Likewise attempts over one route that were accepted and have no final report. */
    public List<Open> claimUnreported(Tx tx, String route, Instant now, Instant again, int most) {
        return tx.list(CLAIM_UNREPORTED, DoubtStore::open, route, now, again, most);
    }

    private static final String ASK_AGAIN = """
            update attempt set next_ask_at = $2 where id = $1 and next_ask_at is not null
            """;

    /** Sets when to ask next, where anybody is to ask at all; null for never. */
    public void askAgain(Tx tx, UUID attempt, Instant at) {
        tx.update(ASK_AGAIN, attempt, at);
    }

    private static final String LEAVE_UNSETTLED = """
            update delivery set reason = 'unsettled'
             where id = $1 and state = 'IN_DOUBT' and reason is distinct from 'unsettled'
            """;

    /** The congress's policy is never to send twice: it stays in doubt, and stands on the desk. Answers whether that is new. */
    public boolean leaveUnsettled(Tx tx, long delivery) {
        return tx.update(LEAVE_UNSETTLED, delivery) == 1;
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
                row.getInteger("asks"),
                "UNKNOWN".equals(row.getString("outcome")));
    }
}
