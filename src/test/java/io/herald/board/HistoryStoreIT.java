package io.herald.board;

import static io.herald.SmallCongress.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.SmallCongress;
import io.herald.TestDatabase;
import io.herald.notice.AttemptOutcome;
import io.herald.notice.DoubtStep;
import io.herald.notice.Progress;
import io.herald.platform.Db;
import io.herald.platform.Tx;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryStoreIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final Db db = DATABASE.db();
    private final HistoryStore histories = new HistoryStore();
    private SmallCongress congress;

    @BeforeEach
    void clear() {
        DATABASE.clear();
        congress = new SmallCongress(db, "here");
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_history_tells_every_notice_newest_first_with_its_attempts_in_order() {
        long person = congress.delegate("101", "D01");
        long first = congress.delivery(congress.notice().insert(), person)
                .state("DELIVERED")
                .insert();
        long second = congress.delivery(congress.notice().cardOnly().insert(), person)
                .state(null)
                .seen(true)
                .insert();
        congress.attempt(first)
                .route("north")
                .outcome("REFUSED")
                .at(NOW.minusSeconds(60))
                .insert();
        congress.attempt(first)
                .route("south")
                .report("DELIVERED")
                .at(NOW.minusSeconds(30))
                .insert();

        var told = db.read(tx -> histories.page(tx, person, null, 10));

        assertThat(told).extracting(Told::delivery).containsExactly(second, first);
        assertThat(told).extracting(Told::reach).containsExactly(Reach.SEEN, Reach.ARRIVED);
        assertThat(told.get(0).attempts()).isEmpty();
        assertThat(told.get(1).attempts())
                .extracting(Told.Try::outcome)
                .containsExactly(AttemptOutcome.REFUSED, AttemptOutcome.ACCEPTED);
        assertThat(told.get(1).attempts().get(1).report()).isEqualTo(Progress.DELIVERED);
        assertThat(told.get(1).attempts().get(1).text()).isEqualTo("你好");
        assertThat(told.get(1).attempts().get(1).phone()).isEqualTo("…34");
        assertThat(rows(tx -> histories.page(tx, person, second, 10)))
                .extracting(Told::delivery)
                .containsExactly(first);
    }

    @Test
    void receipts_are_found_by_attempt_and_by_the_providers_own_id_once_each() {
        long person = congress.delegate("101", "D01");
        long delivery = congress.delivery(congress.notice().insert(), person)
                .state("DELIVERED")
                .insert();
        var attempt = congress.attempt(delivery).report("DELIVERED").insert();
        receipt(attempt, attempt, "SENT");
        receipt(null, attempt, "DELIVERED");

        var receipts = db.read(tx -> histories.page(tx, person, null, 10))
                .get(0)
                .attempts()
                .get(0)
                .receipts();

        assertThat(receipts).extracting(Told.Callback::report).containsExactly(Progress.SENT, Progress.DELIVERED);
    }

    @Test
    void the_steps_of_an_attempt_in_doubt_are_told_in_order_and_an_ordinary_one_has_none() {
        long person = congress.delegate("101", "D01");
        long delivery = congress.delivery(congress.notice().insert(), person)
                .state("IN_DOUBT")
                .insert();
        congress.attempt(delivery)
                .outcome("NEVER_LEFT")
                .at(NOW.minusSeconds(90))
                .insert();
        var attempt = congress.attempt(delivery).outcome("UNKNOWN").insert();
        step(attempt, "IN_DOUBT", "no answer");
        step(attempt, "ASKED", "cannot tell: HTTP 503");

        var attempts =
                db.read(tx -> histories.page(tx, person, null, 10)).get(0).attempts();

        assertThat(attempts.get(0).steps()).isEmpty();
        assertThat(attempts.get(1).steps())
                .containsExactly(
                        new Told.Step(NOW, DoubtStep.IN_DOUBT, "no answer"),
                        new Told.Step(NOW, DoubtStep.ASKED, "cannot tell: HTTP 503"));
    }

    private void step(UUID attempt, String step, String detail) {
        db.transact(tx -> tx.update(
                "insert into attempt_step (attempt, at, step, detail) values ($1, $2, $3, $4)",
                attempt,
                NOW,
                step,
                detail));
    }

    private void receipt(UUID named, UUID attempt, String report) {
        db.transact(tx -> tx.update(
                "insert into receipt (route, attempt, ref, report, received_at) values ('north', $1, $2, $3, $4)",
                named,
                "ref-" + attempt,
                report,
                NOW));
    }

    private <T> List<T> rows(Function<Tx, List<T>> read) {
        return db.read(read);
    }
}
