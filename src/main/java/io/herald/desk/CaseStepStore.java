package io.herald.desk;

import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** The table {@code case_step}: the history of each case. */
@ApplicationScoped
class CaseStepStore {
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('case ' || $1::bigint, 0))";

    /** Whoever acts on the same case follows: held until the transaction ends. */
    void lock(Tx tx, long delivery) {
        tx.query(LOCK, delivery);
    }

    private static final String INSERT = """
            insert into case_step (congress, delivery, kind, action, outcome, at, by_whom, to_whom, said)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """;

    void insert(
            Tx tx,
            String congress,
            long delivery,
            Case.Kind kind,
            CaseStep.Action action,
            CaseStep.Outcome outcome,
            Instant at,
            String by,
            String to,
            String text) {
        tx.update(INSERT, congress, delivery, kind, action, outcome, at, by, to, text == null ? "" : text);
    }

    private static final String HISTORY = """
            select id, kind, action, outcome, at, by_whom, to_whom, said from case_step where delivery = $1 order by id
            """;

    /** All that was done about it, the oldest first. */
    List<CaseStep> history(Tx tx, long delivery) {
        return tx.list(
                HISTORY,
                row -> {
                    var kind = row.getString("kind");
                    var outcome = row.getString("outcome");
                    return new CaseStep(
                            row.getLong("id"),
                            kind == null ? null : Case.Kind.valueOf(kind),
                            CaseStep.Action.valueOf(row.getString("action")),
                            outcome == null ? null : CaseStep.Outcome.valueOf(outcome),
                            Tx.instant(row, "at"),
                            row.getString("by_whom"),
                            row.getString("to_whom"),
                            row.getString("said"));
                },
                delivery);
    }
}
