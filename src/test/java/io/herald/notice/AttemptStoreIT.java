package io.herald.notice;

import static io.herald.notice.NoticeFixtures.NODE;
import static io.herald.notice.NoticeFixtures.NOW;
import static io.herald.notice.NoticeFixtures.accepted;
import static io.herald.notice.NoticeFixtures.notice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.Together;
import io.herald.platform.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AttemptStoreIT {
    private static final NoticeFixtures HUB = new NoticeFixtures();
    private static final UUID OTHER_NODE = Ids.next();
    private static final String DELIVERIES_WITH_TWO_OPEN_ATTEMPTS = """
            select count(*) from (select delivery from attempt where outcome in ('FLYING', 'UNKNOWN', 'ACCEPTED')
                                   group by delivery having count(*) > 1) as twice
            """;

    @AfterAll
    static void close() {
        HUB.close();
    }

    @Test
    void only_the_holder_of_the_newest_fence_writes() {
        var sending = HUB.sending(notice(), HUB.congressOf(3));
        var old = sending.batch();
        HUB.db.transact(tx -> HUB.settling.rescue(tx, List.of(old.id()), NOW));
        var fresh = HUB.start(old.lane(), OTHER_NODE, NOW).get(0);
        var window = HUB.window(old);

        assertThat(fresh.fence()).isGreaterThan(old.fence());
        assertThat(write(old, NODE, window)).isEmpty();
        assertThat(write(old, OTHER_NODE, window)).isEmpty();
        assertThat(write(fresh, NODE, window)).isEmpty();
        assertThat(write(fresh, OTHER_NODE, window)).hasSize(3);
    }

    @Test
    void two_nodes_with_the_same_batch_start_it_once_and_only_that_one_writes() {
        for (int round = 0; round < 10; round++) {
            var notice = HUB.release(notice(), HUB.congressOf(5));
            HUB.cursor.runOnce(NOW);
            var published = HUB.db
                    .inTransaction(tx -> HUB.batches.publishDue(tx, notice.lane(), NOW, 10))
                    .get(0);
            var nodes = List.of(NODE, OTHER_NODE);
            var starts = new AtomicInteger();
            Set<UUID> written = ConcurrentHashMap.newKeySet();
            Together.call(nodes.stream()
                    .<java.util.concurrent.Callable<Void>>map(node -> () -> {
                        var started = HUB.db.inTransaction(
                                tx -> HUB.batches.start(tx, published.id(), published.fence(), node, NOW));
                        starts.addAndGet(started.isPresent() ? 1 : 0);
                        written.addAll(write(published, node, HUB.window(published)));
                        return null;
                    })
                    .toList());

            assertThat(starts).hasValue(1);
            assertThat(written).hasSize(5);
            assertThat(HUB.count("select count(distinct node) from attempt")).isEqualTo(1);
        }
    }

    @Test
    void no_delivery_ever_has_two_open_attempts_however_many_threads_write() {
        var sending = HUB.sending(notice(), HUB.congressOf(100));
        var answers = Together.call(12, () -> {
            var mine = new ArrayList<UUID>();
            var window = HUB.window(sending.batch());
            for (int from = 0; from < window.size(); from += 20) {
                mine.addAll(write(sending.batch(), NODE, window.subList(from, from + 20)));
            }
            return mine;
        });

        var all = answers.stream().flatMap(List::stream).toList();
        assertThat(all).hasSize(100).doesNotHaveDuplicates();
        assertThat(HUB.count("select count(*) from attempt")).isEqualTo(100);
        assertThat(HUB.count(DELIVERIES_WITH_TWO_OPEN_ATTEMPTS)).isZero();
    }

    @Test
    void the_database_itself_refuses_a_second_open_attempt() {
        var sending = HUB.sending(notice(), HUB.congressOf(1));
        HUB.fly(sending.batch());

        assertThatThrownBy(() -> HUB.sql("""
                        insert into attempt (id, delivery, batch, node, route, phone, text, parts, encoding, facts, variables,
                                             outcome, written_at)
                        select gen_random_uuid(), delivery, batch, node, route, phone, text, parts, encoding, facts, variables,
                               'UNKNOWN', written_at from attempt
                        """)).hasMessageContaining("attempt_may_arrive");
    }

    @Test
    void nothing_is_written_for_what_must_not_be_sent_any_more() {
        assertWritesNothing(notice(), sending -> HUB.sql("update notice set stopped_at = $1", NOW));
        assertWritesNothing(notice(), sending -> HUB.sql("update notice set superseded_at = $1", NOW));
        assertWritesNothing(notice().useBy(NOW), sending -> {});
        assertWritesNothing(notice(), sending -> HUB.sql("update delivery set state = 'WITHDRAWN'"));
        assertWritesNothing(
                notice(),
                sending -> HUB.sql(
                        "update delivery set confirmed_at = $1, confirmed_by = 'L01', confirmed_way = 'liaison'", NOW));
        assertWritesNothing(notice(), sending -> HUB.sql("update delivery set batch = null"));
        assertWritesNothing(notice(), sending -> HUB.db.transact(tx -> HUB.batches.finish(tx, sending.batch(), NODE)));
    }

    private void assertWritesNothing(
            NoticeFixtures.Draft draft, java.util.function.Consumer<NoticeFixtures.Sending> happening) {
        var sending = HUB.sending(draft, HUB.congressOf(2));
        var window = HUB.window(sending.batch());
        happening.accept(sending);
        assertThat(write(sending.batch(), NODE, window)).isEmpty();
        assertThat(HUB.count("select count(*) from attempt")).isZero();
    }

    @Test
    void the_last_moment_before_the_use_by_still_writes() {
        var sending = HUB.sending(notice().useBy(NOW.plusMillis(1)), HUB.congressOf(1));

        assertThat(HUB.fly(sending.batch())).hasSize(1);
    }

    @Test
    void a_withdrawal_racing_with_the_writing_leaves_each_delivery_withdrawn_or_handed_over() {
        for (int round = 0; round < 25; round++) {
            var sending = HUB.sending(notice(), HUB.congressOf(12));
            var stopped = new AtomicBoolean();
            Set<UUID> written = ConcurrentHashMap.newKeySet();
            var lateWindows = new AtomicInteger();
            Together.run(
                    () -> {
                        var window = HUB.window(sending.batch());
                        for (int from = 0; from < window.size(); from += 2) {
                            boolean late = stopped.get();
                            var now = write(sending.batch(), NODE, window.subList(from, from + 2));
                            written.addAll(now);
                            lateWindows.addAndGet(late ? now.size() : 0);
                        }
                    },
                    () -> {
                        HUB.db.transact(
                                tx -> HUB.releases.stop(tx, sending.notice().id(), "duty", NOW));
                        stopped.set(true);
                    });

            assertThat(lateWindows)
                    .as("attempts written after the stop was committed")
                    .hasValue(0);
            assertThat(HUB.states(sending.notice()).values()).containsOnly(DeliveryState.WITHDRAWN);
            settleAll(sending.notice());
            HUB.states(sending.notice()).forEach((delivery, state) -> assertThat(state)
                    .isEqualTo(hasAttempt(delivery) ? DeliveryState.ACCEPTED : DeliveryState.WITHDRAWN));
            assertThat(HUB.count("select count(*) from delivery where state = 'ACCEPTED'"))
                    .isEqualTo(written.size());
        }
    }

    private void settleAll(Notice notice) {
        var settlements = HUB.db.read(tx -> tx.list(
                "select id, delivery from attempt where outcome = 'FLYING'",
                row -> accepted(row.getLong("delivery"), row.getUUID("id"))));
        HUB.settle(notice, settlements);
    }

    private boolean hasAttempt(long delivery) {
        return HUB.count("select count(*) from attempt where delivery = $1", delivery) == 1;
    }

    @Test
    void what_was_withdrawn_in_the_air_and_may_be_tried_again_stays_withdrawn() {
        var sending = HUB.sending(notice(), HUB.congressOf(1));
        var attempt = HUB.fly(sending.batch()).get(1L);
        HUB.db.transact(tx -> HUB.releases.stop(tx, sending.notice().id(), "duty", NOW));

        HUB.settle(sending.notice(), List.of(NoticeFixtures.neverLeft(1, attempt)));

        assertThat(HUB.state(1)).isEqualTo(DeliveryState.WITHDRAWN);
        assertThat(HUB.reason(1)).isEqualTo("stopped");
        assertThat(HUB.count("select count(*) from batch"))
                .as("no batch for nobody")
                .isEqualTo(1);
    }

    @Test
    void a_stop_racing_with_the_planning_leaves_nothing_planned() {
        raceWithPlanning(notice -> HUB.db.transact(tx -> HUB.releases.stop(tx, notice.id(), "duty", NOW)), "stopped");
    }

    @Test
    void a_newer_version_racing_with_the_planning_leaves_nothing_planned() {
        raceWithPlanning(
                notice -> HUB.db.transact(
                        tx -> HUB.releases.supersede(tx, NoticeFixtures.CONGRESS, "agenda/opening", 2, NOW)),
                "superseded");
    }

    private void raceWithPlanning(java.util.function.Consumer<Notice> takeBack, String reason) {
        var people = HUB.congressOf(40);
        int planned = 0;
        for (int round = 0; round < 25; round++) {
            var pages = new java.util.TreeMap<java.time.Instant, List<Long>>();
            for (int page = 0; page < 8; page++) {
                pages.put(NOW.plus(Duration.ofMinutes(page)), people.subList(page * 5, page * 5 + 5));
            }
            var notice = HUB.release(notice().about("agenda/opening", 1), pages);
            Together.run(() -> HUB.cursor.runOnce(NOW), () -> HUB.cursor.runOnce(NOW), () -> takeBack.accept(notice));

            assertThat(HUB.count("select count(*) from audience_page")).isZero();
            var states = HUB.states(notice);
            assertThat(states.values()).allMatch(state -> state == DeliveryState.WITHDRAWN);
            assertThat(HUB.count("select planned from notice where id = $1", notice.id()))
                    .isEqualTo(states.size());
            planned += states.size();
        }
        assertThat(HUB.count("select count(*) from delivery where reason = $1", reason))
                .isEqualTo(planned);
        assertThat(HUB.cursor.runOnce(NOW)).isZero();
    }

    @Test
    void a_newer_version_withdraws_only_older_ones_of_its_own_subject() {
        var people = HUB.congressOf(2);
        var older = HUB.sending(notice().about("agenda/opening", 1), people).notice();
        var same = HUB.sending(notice().about("agenda/opening", 2), people).notice();
        var other = HUB.sending(notice().about("agenda/closing", 1), people).notice();

        var withdrawn = HUB.db.inTransaction(
                tx -> HUB.releases.supersede(tx, NoticeFixtures.CONGRESS, "agenda/opening", 2, NOW));

        assertThat(withdrawn.withdrawn()).isEqualTo(2);
        assertThat(HUB.states(older).values()).containsOnly(DeliveryState.WITHDRAWN);
        assertThat(HUB.states(same).values()).containsOnly(DeliveryState.PLANNED);
        assertThat(HUB.states(other).values()).containsOnly(DeliveryState.PLANNED);
    }

    @Test
    void what_is_not_so_any_more_for_one_person_is_taken_back_from_them_alone_planned_or_not_yet() {
        var people = HUB.congressOf(3);
        var planned =
                HUB.sending(notice().about("agenda/opening/sign-in", 1), people).notice();
        var other =
                HUB.sending(notice().about("agenda/closing/sign-in", 1), people).notice();
        var unplanned = HUB.release(notice().about("agenda/opening/sign-in", 2), people);

        HUB.db.transact(
                tx -> HUB.releases.leaveOut(tx, NoticeFixtures.CONGRESS, "agenda/opening/sign-in", people.get(1), NOW));
        HUB.cursor.runOnce(NOW);

        assertThat(HUB.states(planned).values())
                .containsExactlyInAnyOrder(DeliveryState.PLANNED, DeliveryState.PLANNED, DeliveryState.WITHDRAWN);
        assertThat(HUB.count("select recipient from delivery where notice = $1 and state = 'WITHDRAWN'", planned.id()))
                .isEqualTo(people.get(1));
        assertThat(HUB.states(other).values()).containsOnly(DeliveryState.PLANNED);
        assertThat(HUB.states(unplanned)).hasSize(2);
        assertThat(HUB.count("select heads from notice where id = $1", unplanned.id()))
                .isEqualTo(2);
    }

    @Test
    void what_people_were_told_last_counts_what_is_in_the_air_and_not_what_failed() {
        var sending = HUB.sending(notice().about("agenda/opening", 1), HUB.congressOf(4));
        var attempts = HUB.fly(sending.batch());
        HUB.settle(
                sending.notice(),
                List.of(
                        accepted(1, attempts.get(1L)),
                        NoticeFixtures.unknown(2, attempts.get(2L)),
                        NoticeFixtures.neverLeft(3, attempts.get(3L))));

        var told = HUB.db.read(tx -> HUB.attempts.told(tx, NoticeFixtures.CONGRESS, "opening"));

        assertThat(told).containsOnlyKeys(1L, 2L, 4L);
    }

    private static Set<UUID> write(Batch batch, UUID node, List<Attempt> window) {
        return HUB.db.inTransaction(tx -> HUB.attempts.write(tx, batch, node, window, NOW));
    }
}
