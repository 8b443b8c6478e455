package io.herald.notice;

import static io.herald.notice.NoticeFixtures.NOW;
import static io.herald.notice.NoticeFixtures.accepted;
import static io.herald.notice.NoticeFixtures.notice;
import static io.herald.notice.NoticeFixtures.ref;
import static io.herald.notice.NoticeFixtures.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.Together;
import io.herald.notice.NoticeFixtures.Sending;
import io.herald.platform.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportMergeIT {
    private static final NoticeFixtures HUB = new NoticeFixtures();
    /** What the provider asks for before another try, longer than the backoff. */
    private static final Duration BACKOFF = Duration.ofMinutes(2);

    @AfterAll
    static void close() {
        HUB.close();
    }

    /** What happens to one attempt, in this order: our own settle, and reports by attempt id or by the provider's ref alone. */
    private sealed interface Step {
        record OwnSettle() implements Step {}

        record Told(Progress progress, boolean byRefOnly) implements Step {}
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void any_sequence_of_reports_ends_in_the_state_of_the_highest_and_never_goes_down_on_the_way(long seed) {
        var random = new Random(seed);
        var sending = HUB.sending(notice(), HUB.congressOf(100));
        var attempts = HUB.fly(sending.batch());
        var histories = new TreeMap<Long, List<Step>>();
        attempts.keySet().forEach(delivery -> histories.put(delivery, history(random)));
        var seen = new HashMap<Long, DeliveryState>();
        int longest = histories.values().stream().mapToInt(List::size).max().orElse(0);

        for (int step = 0; step < longest; step++) {
            apply(sending, attempts, histories, step, random);
            HUB.states(sending.notice()).forEach((delivery, state) -> {
                var before = seen.put(delivery, state);
                assertThat(before == null || rank(before) <= rank(state))
                        .as("%s: %s to %s", histories.get(delivery), before, state)
                        .isTrue();
            });
        }

        histories.forEach((delivery, history) ->
                assertThat(seen.get(delivery)).as("seed %d: %s", seed, history).isEqualTo(expected(history)));
        assertThat(HUB.count("select count(*) from batch")).isEqualTo(1);
    }

    private static List<Step> history(Random random) {
        var steps = new ArrayList<Step>();
        for (var progress : Progress.values()) {
            boolean lost = random.nextInt(3) == 0;
            for (int copies = lost ? 0 : 1 + random.nextInt(2); copies > 0; copies--) {
                steps.add(new Step.Told(progress, random.nextInt(4) == 0));
            }
        }
        if (random.nextInt(10) > 0) {
            steps.add(new Step.OwnSettle());
        }
        Collections.shuffle(steps, random);
        return steps;
    }

    private void apply(
            Sending sending, Map<Long, UUID> attempts, Map<Long, List<Step>> histories, int step, Random random) {
        var settlements = new ArrayList<Settlement>();
        var reports = new ArrayList<Reported>();
        histories.forEach((delivery, history) -> {
            var attempt = attempts.get(delivery);
            if (step >= history.size()) {
                return;
            }
            if (history.get(step) instanceof Step.Told told) {
                reports.add(report(told.byRefOnly() ? null : attempt, ref(attempt), told.progress(), false));
            } else {
                settlements.add(accepted(delivery, attempt));
            }
        });
        reports.add(report(Ids.next(), "of another hub", Progress.DELIVERED, false));
        Collections.shuffle(reports, random);
        HUB.settle(sending.notice(), settlements);
        merge(reports);
    }

    /**
     * A report by ref alone is understood once our own settle or an earlier report told the hub that ref; what came before our
     * own settle counts from then on.
     */
    private static DeliveryState expected(List<Step> history) {
        boolean refKnown = false;
        boolean settled = false;
        var early = new ArrayList<Progress>();
        var end = DeliveryState.PLANNED;
        for (var step : history) {
            if (step instanceof Step.Told told) {
                if (told.byRefOnly() && !refKnown) {
                    early.add(told.progress());
                    continue;
                }
                end = higher(end, state(told.progress()));
                settled = true;
            } else {
                end = higher(end, DeliveryState.ACCEPTED);
                if (!settled) {
                    for (var progress : early) {
                        end = higher(end, state(progress));
                    }
                }
                settled = true;
            }
            refKnown = true;
        }
        return end;
    }

    private static DeliveryState state(Progress progress) {
        return switch (progress) {
            case QUEUED -> DeliveryState.ACCEPTED;
            case SENT -> DeliveryState.SENT;
            case FAILED -> DeliveryState.FAILED;
            case DELIVERED -> DeliveryState.DELIVERED;
            case READ -> DeliveryState.READ;
        };
    }

    private static DeliveryState higher(DeliveryState one, DeliveryState other) {
        return rank(other) > rank(one) ? other : one;
    }

    private static int rank(DeliveryState state) {
        return List.of(
                        DeliveryState.PLANNED,
                        DeliveryState.IN_DOUBT,
                        DeliveryState.ACCEPTED,
                        DeliveryState.SENT,
                        DeliveryState.FAILED,
                        DeliveryState.DELIVERED,
                        DeliveryState.READ)
                .indexOf(state);
    }

    @Test
    void a_failure_worth_another_try_leads_to_exactly_one_new_batch_however_often_it_is_reported() {
        var sending = HUB.sending(notice(), HUB.congressOf(1));
        var attempt = HUB.fly(sending.batch()).get(1L);
        HUB.settle(sending.notice(), List.of(accepted(1, attempt)));
        var failed = report(attempt, ref(attempt), Progress.FAILED, true);

        Together.call(8, () -> {
            merge(List.of(failed, failed));
            return null;
        });
        merge(List.of(report(attempt, ref(attempt), Progress.SENT, false)));

        assertThat(HUB.outcome(attempt)).isEqualTo("BOUNCED");
        assertThat(HUB.state(1)).isEqualTo(DeliveryState.PLANNED);
        assertThat(HUB.reason(1)).isEqualTo("unreachable");
        assertThat(HUB.count("select count(*) from batch")).isEqualTo(2);
        assertThat(HUB.count("select tries from delivery")).isEqualTo(1);
        assertThat(HUB.count("select count(*) from receipt where report = 'FAILED'"))
                .isEqualTo(1);
        assertThat(HUB.start(
                        sending.notice().lane(),
                        NoticeFixtures.NODE,
                        NOW.plus(BACKOFF).minusSeconds(1)))
                .isEmpty();
        var retry = HUB.start(sending.notice().lane(), NoticeFixtures.NODE, NOW.plus(BACKOFF))
                .get(0);
        assertThat(retry.avoidRoute()).isEqualTo("first");
        assertThat(retry.tries()).isEqualTo(1);
        assertThat(HUB.fly(retry)).containsOnlyKeys(1L);
    }

    @Test
    void a_failure_reported_before_our_own_settle_is_not_undone_by_it() {
        var sending = HUB.sending(notice(), HUB.congressOf(1));
        var attempt = HUB.fly(sending.batch()).get(1L);

        merge(List.of(report(attempt, ref(attempt), Progress.FAILED, true)));
        HUB.settle(sending.notice(), List.of(accepted(1, attempt)));

        assertThat(HUB.outcome(attempt)).isEqualTo("BOUNCED");
        assertThat(HUB.state(1)).isEqualTo(DeliveryState.PLANNED);
        assertThat(HUB.count("select count(*) from batch")).isEqualTo(2);
    }

    @Test
    void a_bounced_delivery_lifted_by_a_late_report_is_not_sent_again() {
        var sending = HUB.sending(notice(), HUB.congressOf(1));
        var attempt = HUB.fly(sending.batch()).get(1L);
        merge(List.of(report(attempt, ref(attempt), Progress.FAILED, true)));

        merge(List.of(report(attempt, ref(attempt), Progress.DELIVERED, false)));

        assertThat(HUB.state(1)).isEqualTo(DeliveryState.DELIVERED);
        var retry = HUB.start(sending.notice().lane(), NoticeFixtures.NODE, NOW.plus(BACKOFF))
                .get(0);
        assertThat(HUB.fly(retry)).isEmpty();
        assertThat(HUB.write(retry, List.of(NoticeFixtures.attempt(1)))).isEmpty();
    }

    @Test
    void a_phone_that_stays_out_of_reach_is_given_up_after_three_tries() {
        var sending = HUB.sending(notice(), HUB.congressOf(1));
        var batch = sending.batch();
        for (int tries = 1; tries <= 3; tries++) {
            var attempt = HUB.fly(batch).get(1L);
            HUB.settle(sending.notice(), List.of(accepted(1, attempt)));
            merge(List.of(report(attempt, ref(attempt), Progress.FAILED, true)));
            assertThat(HUB.state(1)).isEqualTo(tries < 3 ? DeliveryState.PLANNED : DeliveryState.FAILED);
            batch = tries < 3
                    ? HUB.start(sending.notice().lane(), NoticeFixtures.NODE, NOW.plus(BACKOFF))
                            .get(0)
                    : null;
        }
        assertThat(HUB.reason(1)).isEqualTo("unreachable");
        assertThat(HUB.count("select count(*) from batch")).isEqualTo(3);
    }

    @Test
    void tries_spent_on_a_route_that_was_too_fast_or_down_do_not_count_against_the_phone() {
        var sending = HUB.sending(notice(), HUB.congressOf(1));
        var batch = sending.batch();
        for (var reason : List.of(Reason.RATE, Reason.ROUTE_DOWN, Reason.RATE)) {
            var attempt = HUB.fly(batch).get(1L);
            var later = new Settlement(attempt, 1, AttemptOutcome.TRY_LATER, "", "429", DeliveryState.PLANNED, reason);
            HUB.settle(sending.notice(), List.of(later), new Settling.Again(NOW, null, batch.tries() + 1));
            batch = HUB.start(sending.notice().lane(), NoticeFixtures.NODE, NOW).get(0);
        }
        assertThat(batch.tries()).isEqualTo(3);

        var attempt = HUB.fly(batch).get(1L);
        merge(List.of(report(attempt, ref(attempt), Progress.FAILED, true)));

        assertThat(HUB.state(1)).isEqualTo(DeliveryState.PLANNED);
    }

    @Test
    void many_failures_at_once_fill_batches_of_a_hundred_and_avoid_each_its_own_route() {
        var sending = HUB.sending(notice(), HUB.congressOf(250));
        var reports = new ArrayList<Reported>();
        sending.batches().forEach(batch -> HUB.fly(batch)
                .forEach((delivery, attempt) -> reports.add(new Reported(
                        delivery <= 220 ? "first" : "second",
                        attempt,
                        ref(attempt),
                        Progress.FAILED,
                        "30003",
                        Reason.UNREACHABLE,
                        BACKOFF))));
        merge(reports);

        var sizes = HUB.db.read(tx -> tx.list(
                "select avoid_route || ' ' || count(*) as line from batch b join delivery d on d.batch = b.id "
                        + "where b.state = 'WAITING' group by b.id, avoid_route order by 1",
                row -> row.getString("line")));
        assertThat(sizes).containsExactly("first 100", "first 100", "first 20", "second 30");
    }

    @Test
    void a_failure_for_good_ends_the_delivery_and_its_number_is_remembered_when_it_opted_out() {
        var sending = HUB.sending(notice(), HUB.congressOf(2));
        var attempts = HUB.fly(sending.batch());
        merge(List.of(
                new Reported("first", attempts.get(1L), "r1", Progress.FAILED, "21610", Reason.OPTED_OUT, null),
                new Reported("first", attempts.get(2L), "r2", Progress.FAILED, "30005", Reason.BAD_NUMBER, null)));

        assertThat(HUB.state(1)).isEqualTo(DeliveryState.FAILED);
        assertThat(HUB.reason(1)).isEqualTo("opted_out");
        assertThat(HUB.reason(2)).isEqualTo("bad_number");
        assertThat(HUB.text("select string_agg(phone || ' ' || source, ',') from opt_out"))
                .isEqualTo("+9998601 provider");
    }

    @Test
    void a_failure_is_final_when_another_try_would_come_past_the_use_by_or_the_notice_was_stopped() {
        var late = HUB.sending(notice().useBy(NOW.plus(BACKOFF)), HUB.congressOf(1));
        var attempt = HUB.fly(late.batch()).get(1L);
        merge(List.of(report(attempt, ref(attempt), Progress.FAILED, true)));
        assertThat(HUB.state(1)).isEqualTo(DeliveryState.FAILED);

        var stopped = HUB.sending(notice(), HUB.congressOf(1));
        var other = HUB.fly(stopped.batch()).get(1L);
        HUB.settle(stopped.notice(), List.of(accepted(1, other)));
        HUB.db.transact(tx -> HUB.releases.stop(tx, stopped.notice().id(), "duty", NOW));
        merge(List.of(report(other, ref(other), Progress.FAILED, true)));
        assertThat(HUB.state(1)).isEqualTo(DeliveryState.FAILED);
        assertThat(HUB.count("select count(*) from batch")).isEqualTo(1);
    }

    @Test
    void whoever_confirmed_is_not_sent_a_bounced_message_again() {
        var sending = HUB.sending(notice(), HUB.congressOf(1));
        var attempt = HUB.fly(sending.batch()).get(1L);
        HUB.settle(sending.notice(), List.of(accepted(1, attempt)));
        var liaison = new Confirmation("L01", Confirmation.Way.LIAISON);
        HUB.db.transact(tx -> HUB.deliveries.confirm(tx, 1, liaison, NOW));

        merge(List.of(report(attempt, ref(attempt), Progress.FAILED, true)));

        var later = NOW.plus(BACKOFF);
        for (var batch : HUB.start(sending.notice().lane(), NoticeFixtures.NODE, later)) {
            assertThat(HUB.write(batch, List.of(NoticeFixtures.attempt(1)))).isEmpty();
            HUB.db.transact(tx -> HUB.deliveries.retire(tx, batch.id(), later));
        }
        assertThat(HUB.state(1)).isEqualTo(DeliveryState.WITHDRAWN);
        assertThat(HUB.reason(1)).isEqualTo("confirmed");
    }

    @Test
    void a_report_settles_what_was_in_doubt() {
        var sending = HUB.sending(notice(), HUB.congressOf(1));
        var attempt = HUB.fly(sending.batch()).get(1L);
        HUB.settle(sending.notice(), List.of(unknown(1, attempt)));
        assertThat(HUB.state(1)).isEqualTo(DeliveryState.IN_DOUBT);

        merge(List.of(report(attempt, ref(attempt), Progress.SENT, false)));

        assertThat(HUB.state(1)).isEqualTo(DeliveryState.SENT);
        assertThat(HUB.outcome(attempt)).isEqualTo("ACCEPTED");
        assertThat(HUB.text("select settled_how from attempt")).isEqualTo("callback");
    }

    @Test
    void reports_racing_with_our_own_settle_end_the_same_in_every_round() {
        for (int round = 0; round < 15; round++) {
            var sending = HUB.sending(notice(), HUB.congressOf(10));
            var attempts = HUB.fly(sending.batch());
            var settlements = attempts.entrySet().stream()
                    .map(entry -> accepted(entry.getKey(), entry.getValue()))
                    .toList();
            Together.run(
                    () -> HUB.settle(sending.notice(), settlements),
                    () -> merge(reports(attempts, Progress.SENT)),
                    () -> merge(reports(attempts, Progress.DELIVERED)),
                    () -> merge(reports(attempts, Progress.FAILED)));

            assertThat(HUB.states(sending.notice()).values()).containsOnly(DeliveryState.DELIVERED);
            assertThat(HUB.count("select count(*) from attempt where outcome = 'ACCEPTED'"))
                    .isEqualTo(10);
        }
    }

    @Test
    void a_report_about_an_attempt_of_nobody_is_kept_and_changes_nothing() {
        HUB.sending(notice(), HUB.congressOf(1));

        int learnt = HUB.db.inTransaction(tx -> HUB.merge.merge(
                tx,
                List.of(report(Ids.next(), "x", Progress.READ, false), report(null, "y", Progress.READ, false)),
                NOW));

        assertThat(learnt).isZero();
        assertThat(HUB.count("select count(*) from receipt")).isEqualTo(2);
        assertThat(HUB.state(1)).isEqualTo(DeliveryState.PLANNED);
    }

    private static List<Reported> reports(Map<Long, UUID> attempts, Progress progress) {
        return attempts.values().stream()
                .map(attempt -> report(attempt, ref(attempt), progress, false))
                .toList();
    }

    private static Reported report(UUID attempt, String ref, Progress progress, boolean worthAnotherTry) {
        boolean failed = progress == Progress.FAILED;
        return new Reported(
                "first",
                attempt,
                ref,
                progress,
                failed ? "30003" : "",
                failed ? Reason.UNREACHABLE : null,
                worthAnotherTry ? BACKOFF : null);
    }

    private static void merge(List<Reported> reports) {
        HUB.db.transact(tx -> HUB.merge.merge(tx, reports, NOW));
    }
}
