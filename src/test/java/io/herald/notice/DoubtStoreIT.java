package io.herald.notice;

import static io.herald.notice.NoticeFixtures.NODE;
import static io.herald.notice.NoticeFixtures.NOW;
import static io.herald.notice.NoticeFixtures.accepted;
import static io.herald.notice.NoticeFixtures.neverLeft;
import static io.herald.notice.NoticeFixtures.notice;
import static io.herald.notice.NoticeFixtures.ref;
import static io.herald.notice.NoticeFixtures.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.Together;
import io.herald.notice.DoubtStore.Open;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DoubtStoreIT {
    private static final NoticeFixtures HUB = new NoticeFixtures();
    private static final Instant ASKED = NOW.plus(Duration.ofSeconds(30));
    private static final Instant UNREPORTED = NOW.plus(Duration.ofMinutes(5));
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @AfterAll
    static void close() {
        HUB.close();
    }

    @Test
    void an_ordinary_attempt_has_no_steps_and_is_not_asked_about_once_its_final_report_is_there() {
        var sending = HUB.sending(notice(), HUB.congressOf(1));
        var attempt = HUB.fly(sending.batch()).get(1L);
        HUB.settle(sending.notice(), List.of(accepted(1, attempt)));
        merge(attempt, Progress.SENT, NOW);
        assertThat(HUB.count("select count(*) from attempt where next_ask_at is not null"))
                .isEqualTo(1);

        merge(attempt, Progress.DELIVERED, NOW.plusSeconds(2));

        assertThat(HUB.count("select count(*) from attempt where next_ask_at is not null"))
                .isZero();
        assertThat(HUB.count("select count(*) from attempt_step")).isZero();
    }

    @Test
    void an_attempt_of_unknown_outcome_is_not_settled_until_a_callback_says_what_became_of_it() {
        var sending = HUB.sending(notice(), HUB.congressOf(1));
        var attempt = HUB.fly(sending.batch()).get(1L);
        HUB.settle(sending.notice(), List.of(unknown(1, attempt)));
        assertThat(HUB.count("select count(*) from attempt where settled_at is null and settled_how = ''"))
                .isEqualTo(1);
        assertThat(HUB.steps(attempt)).containsExactly("IN_DOUBT time-out");

        merge(attempt, Progress.SENT, NOW.plusSeconds(3));
        merge(attempt, Progress.DELIVERED, NOW.plusSeconds(4));

        assertThat(HUB.steps(attempt)).containsExactly("IN_DOUBT time-out", "SETTLED callback: SENT");
        assertThat(HUB.text("select settled_how from attempt")).isEqualTo("callback");
    }

    @Test
    void a_step_is_written_in_the_transaction_of_what_it_tells_or_not_at_all() {
        var sending = HUB.sending(notice(), HUB.congressOf(1));
        var attempt = HUB.fly(sending.batch()).get(1L);
        try {
            HUB.db.transact(tx -> {
                HUB.settling.settle(tx, sending.notice(), List.of(unknown(1, attempt)), null, NOW, "answer");
                throw new IllegalStateException("the node dies here");
            });
        } catch (IllegalStateException died) {
            assertThat(died).hasMessage("the node dies here");
        }

        assertThat(HUB.outcome(attempt)).isEqualTo("FLYING");
        assertThat(HUB.steps(attempt)).isEmpty();
    }

    @Test
    void what_a_silent_node_left_in_the_air_is_in_doubt_for_that_reason_and_its_late_answer_is_a_step_too() {
        var sending = HUB.sending(notice(), HUB.congressOf(2));
        var attempts = HUB.fly(sending.batch());
        HUB.db.transact(tx -> HUB.settling.rescue(tx, List.of(sending.batch().id()), NOW));

        HUB.settle(sending.notice(), List.of(accepted(1, attempts.get(1L)), neverLeft(2, attempts.get(2L))));

        var silent = "IN_DOUBT the node that made this call fell silent";
        assertThat(HUB.steps(attempts.get(1L))).containsExactly(silent, "SETTLED answer: ACCEPTED");
        assertThat(HUB.steps(attempts.get(2L))).containsExactly(silent, "SETTLED answer: NEVER_LEFT");
    }

    @Test
    void what_is_in_doubt_is_asked_about_when_it_is_due_by_one_node_and_never_again_when_nobody_is_to() {
        var sending = HUB.sending(notice(), HUB.congressOf(20));
        var attempts = HUB.fly(sending.batch());
        HUB.settle(
                sending.notice(),
                attempts.entrySet().stream()
                        .map(entry -> unknown(entry.getKey(), entry.getValue()))
                        .toList());
        assertThat(doubtful(ASKED.minusMillis(1), 50)).isEmpty();

        var claims = Together.call(4, () -> doubtful(ASKED, 10));

        var claimed = claims.stream().flatMap(List::stream).toList();
        assertThat(claimed).extracting(Open::attempt).doesNotHaveDuplicates().hasSize(20);
        assertThat(claimed).allSatisfy(open -> assertThat(open.inDoubt() && open.asks() == 1)
                .isTrue());
        assertThat(doubtful(ASKED.plus(MINUTE).minusMillis(1), 50)).isEmpty();
        claimed.forEach(open -> HUB.db.transact(tx -> HUB.doubts.askAgain(
                tx, open.attempt(), open.delivery() <= 5 ? ASKED.plus(MINUTE.multipliedBy(2)) : null)));
        assertThat(doubtful(ASKED.plus(MINUTE), 50)).isEmpty();
        assertThat(doubtful(ASKED.plus(Duration.ofDays(30)), 50)).hasSize(5);
    }

    @Test
    void a_route_is_asked_for_its_own_missing_reports_alone_and_no_more_than_wanted() {
        var sending = HUB.sending(notice(), HUB.congressOf(10));
        var attempts = HUB.fly(sending.batch());
        HUB.settle(
                sending.notice(),
                attempts.entrySet().stream()
                        .map(entry -> accepted(entry.getKey(), entry.getValue()))
                        .toList());
        HUB.sql("update attempt set route = 'second' where delivery > 6");
        merge(attempts.get(1L), Progress.DELIVERED, NOW);

        assertThat(unreported("first", UNREPORTED.minusMillis(1), 50)).isEmpty();
        assertThat(unreported("first", UNREPORTED, 3)).hasSize(3);
        assertThat(unreported("first", UNREPORTED, 50)).hasSize(2);
        assertThat(unreported("second", UNREPORTED, 50)).hasSize(4).allSatisfy(open -> assertThat(open.inDoubt())
                .isFalse());
    }

    @Test
    void finding_what_is_due_reads_nothing_of_what_has_its_final_report() {
        var sending = HUB.sending(notice(), HUB.congressOf(3_000));
        sending.batches().forEach(batch -> {
            var attempts = HUB.fly(batch);
            HUB.settle(
                    sending.notice(),
                    attempts.entrySet().stream()
                            .map(entry -> accepted(entry.getKey(), entry.getValue()))
                            .toList());
            HUB.db.transact(tx -> HUB.merge.merge(
                    tx,
                    attempts.entrySet().stream()
                            .filter(entry -> entry.getKey() > 10)
                            .map(entry -> report(entry.getValue(), Progress.DELIVERED))
                            .toList(),
                    NOW));
        });
        HUB.db.read(tx -> tx.query("analyze attempt"));

        var plan = HUB.db.read(tx -> tx.list("""
                explain (analyze, buffers off, timing off, costs off)
                select id from attempt where outcome = 'ACCEPTED' and route = 'first' and next_ask_at <= '2027-01-01'
                 order by next_ask_at limit 50
                """, row -> row.getString(0)));

        assertThat(plan.toString())
                .contains("attempt_unreported")
                .contains("rows=10")
                .doesNotContain("Rows Removed");
    }

    @Test
    void a_report_by_the_providers_id_alone_that_came_before_our_own_settle_counts_from_then_on() {
        var sending = HUB.sending(notice(), HUB.congressOf(3));
        var attempts = HUB.fly(sending.batch());
        HUB.db.transact(tx -> HUB.merge.merge(
                tx,
                List.of(
                        byRef(attempts.get(1L), Progress.SENT),
                        byRef(attempts.get(1L), Progress.DELIVERED),
                        byRef(attempts.get(2L), Progress.SENT)),
                NOW));
        assertThat(HUB.states(sending.notice()).values()).containsOnly(DeliveryState.PLANNED);

        HUB.settle(
                sending.notice(),
                attempts.entrySet().stream()
                        .map(entry -> accepted(entry.getKey(), entry.getValue()))
                        .toList());

        assertThat(HUB.states(sending.notice()))
                .isEqualTo(Map.of(1L, DeliveryState.DELIVERED, 2L, DeliveryState.SENT, 3L, DeliveryState.ACCEPTED));
        assertThat(HUB.count("select count(*) from receipt")).isEqualTo(3);
    }

    @Test
    void what_bounces_waits_as_long_as_the_provider_says_or_longer_with_each_try() {
        var sending = HUB.sending(notice(), HUB.congressOf(3));
        var attempts = HUB.fly(sending.batch());
        HUB.sql("update delivery set tries = 1 where id = 3");
        HUB.db.transact(tx -> HUB.merge.merge(
                tx,
                List.of(
                        bounced(attempts.get(1L), Duration.ofMinutes(5)),
                        bounced(attempts.get(2L), Duration.ZERO),
                        bounced(attempts.get(3L), Duration.ZERO)),
                NOW));

        var due = HUB
                .db
                .read(tx -> tx.list(
                        "select d.id, b.due_at from delivery d join batch b on b.id = d.batch",
                        row -> Map.entry(
                                row.getLong("id"),
                                row.getOffsetDateTime("due_at").toInstant())))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertThat(due).isEqualTo(Map.of(1L, NOW.plusSeconds(300), 2L, NOW.plusSeconds(5), 3L, NOW.plusSeconds(10)));
        assertThat(HUB.start(sending.notice().lane(), NODE, NOW.plusSeconds(300)))
                .hasSize(3);
    }

    private static List<Open> doubtful(Instant now, int most) {
        return HUB.db.inTransaction(tx -> HUB.doubts.claimDoubtful(tx, now, now.plus(MINUTE), most));
    }

    private static List<Open> unreported(String route, Instant now, int most) {
        return HUB.db.inTransaction(tx -> HUB.doubts.claimUnreported(tx, route, now, now.plus(MINUTE), most));
    }

    private static void merge(UUID attempt, Progress progress, Instant now) {
        HUB.db.transact(tx -> HUB.merge.merge(tx, List.of(report(attempt, progress)), now));
    }

    private static Reported report(UUID attempt, Progress progress) {
        return new Reported("first", attempt, ref(attempt), progress, "", null, null);
    }

    private static Reported byRef(UUID attempt, Progress progress) {
        return new Reported("first", null, ref(attempt), progress, "", null, null);
    }

    private static Reported bounced(UUID attempt, Duration pause) {
        return new Reported("first", attempt, ref(attempt), Progress.FAILED, "30003", Reason.UNREACHABLE, pause);
    }
}
