package io.herald.notice;

import static io.herald.notice.NoticeFixtures.NODE;
import static io.herald.notice.NoticeFixtures.NOW;
import static io.herald.notice.NoticeFixtures.accepted;
import static io.herald.notice.NoticeFixtures.neverLeft;
import static io.herald.notice.NoticeFixtures.notice;
import static io.herald.notice.NoticeFixtures.ref;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.Together;
import io.herald.notice.NoticeFixtures.Sending;
import io.herald.plan.Lane;
import io.herald.platform.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RescueIT {
    private static final NoticeFixtures HUB = new NoticeFixtures();
    private static final UUID OTHER_NODE = Ids.next();
    private static final Duration SILENCE = Duration.ofSeconds(30);

    @AfterAll
    static void close() {
        HUB.close();
    }

    @Test
    void what_was_in_the_air_of_a_silent_node_is_in_doubt_and_the_rest_is_published_again() {
        var sending = HUB.sending(notice(), HUB.congressOf(10));
        beat(NODE);
        var attempts = flyFirst(sending, 4);
        HUB.settle(sending.notice(), List.of(accepted(1, attempts.get(1L))));
        silent(NODE, "31 seconds");

        assertThat(rescue()).isEqualTo(1);

        assertThat(HUB.state(1)).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(HUB.count("select count(*) from delivery where state = 'IN_DOUBT' and id in (2, 3, 4)"))
                .isEqualTo(3);
        assertThat(HUB.count("select count(*) from attempt where outcome = 'UNKNOWN'"))
                .isEqualTo(3);
        assertThat(HUB.count("select count(*) from delivery where state = 'PLANNED'"))
                .isEqualTo(6);
        var fresh = HUB.start(sending.notice().lane(), OTHER_NODE, NOW).get(0);
        assertThat(fresh.id()).isEqualTo(sending.batch().id());
        assertThat(fresh.fence()).isGreaterThan(sending.batch().fence());
        assertThat(HUB.db
                        .inTransaction(tx -> HUB.attempts.write(tx, fresh, OTHER_NODE, HUB.window(fresh), NOW))
                        .size())
                .isEqualTo(6);
    }

    @Test
    void a_node_whose_heartbeat_is_fresh_keeps_its_batches() {
        HUB.sending(notice(), HUB.congressOf(1));
        beat(NODE);
        silent(NODE, "25 seconds");

        assertThat(rescue()).isZero();
    }

    @Test
    void a_node_that_left_or_never_was_leaves_its_batches_at_once() {
        HUB.sending(notice(), HUB.congressOf(1));
        beat(NODE);
        HUB.db.transact(tx -> HUB.nodes.leave(tx, NODE));

        assertThat(rescue()).isEqualTo(1);
        assertThat(rescue()).as("and only once").isZero();
    }

    @Test
    void the_lives_before_this_one_are_buried() {
        HUB.sending(notice(), HUB.congressOf(1));
        beat(NODE);
        beat(OTHER_NODE);

        HUB.db.transact(tx -> HUB.nodes.buryOthers(tx, OTHER_NODE));

        assertThat(HUB.count("select count(*) from node")).isEqualTo(1);
        assertThat(rescue()).isEqualTo(1);
    }

    @Test
    void the_paused_node_may_neither_write_nor_finish_nor_hand_back_after_a_rescue() {
        var sending = HUB.sending(notice(), HUB.congressOf(2));
        var window = HUB.window(sending.batch());
        rescue();

        assertThat(HUB.write(sending.batch(), window)).isEmpty();
        assertThat(HUB.db
                        .inTransaction(tx -> List.of(
                                HUB.batches.finish(tx, sending.batch(), NODE),
                                HUB.batches.handBack(tx, sending.batch(), NODE, NOW)))
                        .toString())
                .isEqualTo("[false, false]");
    }

    @Test
    void what_the_paused_node_knows_settles_what_is_still_in_doubt() {
        var sending = HUB.sending(notice(), HUB.congressOf(1));
        var attempt = HUB.fly(sending.batch()).get(1L);
        rescue();

        HUB.settle(sending.notice(), List.of(accepted(1, attempt)));

        assertThat(HUB.state(1)).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(HUB.outcome(attempt)).isEqualTo("ACCEPTED");
    }

    @Test
    void a_late_settle_of_the_paused_node_overwrites_nothing_that_was_settled_meanwhile() {
        var sending = HUB.sending(notice(), HUB.congressOf(2));
        var attempts = HUB.fly(sending.batch());
        rescue();
        HUB.db.transact(tx -> HUB.merge.merge(tx, List.of(delivered(attempts.get(1L))), NOW));
        HUB.settle(sending.notice(), List.of(neverLeft(2, attempts.get(2L))));
        var retry = HUB.text("select batch::text from delivery where id = 2");

        HUB.settle(sending.notice(), List.of(neverLeft(1, attempts.get(1L)), neverLeft(2, attempts.get(2L))));
        HUB.settle(sending.notice(), List.of(accepted(2, attempts.get(2L))));

        assertThat(HUB.state(1)).isEqualTo(DeliveryState.DELIVERED);
        assertThat(HUB.outcome(attempts.get(1L))).isEqualTo("ACCEPTED");
        assertThat(HUB.state(2)).isEqualTo(DeliveryState.PLANNED);
        assertThat(HUB.outcome(attempts.get(2L))).isEqualTo("NEVER_LEFT");
        assertThat(HUB.text("select batch::text from delivery where id = 2")).isEqualTo(retry);
    }

    @Test
    void many_rescuers_take_each_batch_once() {
        HUB.sending(notice(), HUB.congressOf(500));

        var taken = Together.call(6, RescueIT::rescue);

        assertThat(taken.stream().mapToInt(Integer::intValue).sum()).isEqualTo(5);
        assertThat(HUB.count("select count(*) from batch where state = 'WAITING'"))
                .isEqualTo(5);
    }

    @Test
    void a_rescue_racing_with_the_writing_leaves_no_attempt_in_the_air_unnoticed() {
        for (int round = 0; round < 20; round++) {
            var sending = HUB.sending(notice(), HUB.congressOf(10));
            Together.run(() -> flyFirst(sending, 5), () -> {
                while (rescue() == 0) {
                    Thread.onSpinWait();
                }
            });

            assertThat(HUB.count("select count(*) from attempt where outcome = 'FLYING'"))
                    .isZero();
            assertThat(HUB.count("select count(*) from delivery where state = 'IN_DOUBT'"))
                    .isEqualTo(HUB.count("select count(*) from attempt where outcome = 'UNKNOWN'"));
        }
    }

    @Test
    void a_lost_message_of_the_queue_is_published_again_with_a_higher_fence_and_the_old_one_starts_nothing() {
        HUB.release(notice(), HUB.congressOf(1));
        HUB.cursor.runOnce(NOW);
        var lane = notice().to(1).lane();
        var lost = HUB.db
                .inTransaction(tx -> HUB.batches.publishDue(tx, lane, NOW, 10))
                .get(0);
        HUB.db.transact(tx -> HUB.batches.takeBackLost(tx, Lane.ROUTINE, NOW.plusSeconds(1)));
        var again = HUB.db
                .inTransaction(tx -> HUB.batches.publishDue(tx, lane, NOW, 10))
                .get(0);

        assertThat(again.fence()).isEqualTo(lost.fence() + 1);
        assertThat(HUB.db
                        .inTransaction(tx -> HUB.batches.start(tx, lost.id(), lost.fence(), NODE, NOW))
                        .isPresent())
                .isFalse();
        assertThat(HUB.db
                        .inTransaction(tx -> HUB.batches.takeBack(tx, lost.id(), lost.fence()))
                        .booleanValue())
                .isFalse();
        assertThat(HUB.db
                        .inTransaction(tx -> HUB.batches.start(tx, again.id(), again.fence(), NODE, NOW))
                        .isPresent())
                .isTrue();
    }

    @Test
    void releasers_at_once_publish_each_due_batch_once_and_never_more_than_asked_for() {
        HUB.release(notice(), HUB.congressOf(1_000));
        HUB.cursor.runOnce(NOW);
        var lane = notice().to(1).lane();

        var published = Together.call(4, () -> HUB.db.inTransaction(tx -> HUB.batches.publishDue(tx, lane, NOW, 2)));

        assertThat(published).allSatisfy(some -> assertThat(some).hasSize(2));
        assertThat(published.stream().flatMap(List::stream).map(Batch::id)).doesNotHaveDuplicates();
        assertThat(HUB.count("select count(*) from batch where state = 'PUBLISHED'"))
                .isEqualTo(8);
    }

    private static Map<Long, UUID> flyFirst(Sending sending, int count) {
        var window = HUB.window(sending.batch()).subList(0, count);
        HUB.write(sending.batch(), window);
        var byDelivery = new java.util.TreeMap<Long, UUID>();
        window.forEach(attempt -> byDelivery.put(attempt.delivery(), attempt.id()));
        return byDelivery;
    }

    private static int rescue() {
        return HUB.db.inTransaction(tx -> {
            var orphans = HUB.settling.orphans(tx, SILENCE);
            HUB.settling.rescue(tx, orphans, NOW);
            return orphans.size();
        });
    }

    private static void beat(UUID node) {
        HUB.db.transact(tx -> HUB.nodes.beat(tx, node, "test"));
    }

    private static void silent(UUID node, String since) {
        HUB.sql("update node set heartbeat_at = now() - $2::text::interval where id = $1", node, since);
    }

    private static Reported delivered(UUID attempt) {
        return new Reported("first", attempt, ref(attempt), Progress.DELIVERED, "", null, null);
    }
}
