package io.herald.provider.sandbox;

import io.herald.notice.Progress;
import io.herald.platform.Tx;
import io.herald.provider.Report;
import io.herald.provider.sandbox.Fate.DueReceipt;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Receipts on their way back from the simulated phones. */
@ApplicationScoped
class SandboxReceiptStore {
    record Waiting(long id, Report report) {}

    private static final String SCHEDULE = """
            insert into sandbox_receipt (attempt, report, code, due_at)
            select $1, report, case report when 'FAILED' then $2 else '' end, due_at
              from unnest($3::text[], $4::timestamptz[]) receipt(report, due_at)
            """;

    void schedule(Tx tx, SandboxMessage message, List<DueReceipt> receipts) {
        tx.update(
                SCHEDULE,
                message.attempt(),
                message.code(),
                receipts.stream().map(DueReceipt::report).toArray(Progress[]::new),
                receipts.stream()
                        .map(receipt -> message.acceptedAt().plus(receipt.after()))
                        .toArray(Instant[]::new));
    }

    private static final String DUE = """
            select receipt.id, message.route, receipt.attempt, message.ref, receipt.report, receipt.code
              from sandbox_receipt receipt
              join sandbox_message message on message.attempt = receipt.attempt
             where receipt.due_at <= $1
             order by receipt.due_at, receipt.id
             limit $2
            """;

    List<Waiting> due(Tx tx, Instant now, int limit) {
        return tx.list(
                DUE,
                row -> new Waiting(
                        row.getLong("id"),
                        new Report(
                                row.getString("route"),
                                row.getUUID("attempt"),
                                row.getString("ref"),
                                Progress.valueOf(row.getString("report")),
                                row.getString("code"))),
                now,
                limit);
    }

    private static final String TAKEN = """
            delete from sandbox_receipt where id = any($1)
            """;

    void taken(Tx tx, List<Waiting> receipts) {
        tx.update(TAKEN, (Object) receipts.stream().map(Waiting::id).toArray(Long[]::new));
    }
}
