package io.herald.board;

import static io.herald.SmallCongress.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.SmallCongress;
import io.herald.TestDatabase;
import io.herald.notice.DeliveryState;
import io.herald.platform.Db;
import io.herald.platform.Tx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryChangeStoreIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final Db db = DATABASE.db();
    private final DeliveryChangeStore changes = new DeliveryChangeStore();
    private SmallCongress congress;
    private UUID notice;

    @BeforeEach
    void clear() {
        DATABASE.clear();
        congress = new SmallCongress(db, "here");
        notice = congress.notice().insert();
        note(true);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_new_delivery_is_noted_as_it_was_made() {
        long delivery = delivery("101");

        assertThat(waiting()).singleElement().satisfies(change -> {
            assertThat(change.delivery()).isEqualTo(delivery);
            assertThat(change.notice()).isEqualTo(notice);
            assertThat(change.congress()).isEqualTo("here");
            assertThat(change.person()).isEqualTo("101");
            assertThat(change.kind()).isEqualTo("DELEGATE");
            assertThat(change.delegation()).isEqualTo("D01");
            assertThat(change.state()).isEqualTo(DeliveryState.PLANNED);
            assertThat(change.seenAt()).isNull();
        });
    }

    @Test
    void each_statement_that_changes_state_reason_sight_or_confirmation_is_noted_once_and_no_other() {
        long delivery = delivery("101");
        update("state = 'ACCEPTED'", delivery);
        update("state = 'FAILED', reason = 'unreachable'", delivery);
        update("reason = 'bad_number'", delivery);
        update("seen_at = now()", delivery);
        update("confirmed_at = now(), confirmed_by = '101', confirmed_way = 'card'", delivery);

        update("tries = tries + 1, state_at = now(), on_card_since = now()", delivery);
        update("state = 'FAILED', reason = 'bad_number'", delivery);
        db.transact(
                tx -> tx.update("update delivery set state = 'READ' where id = $1 and state = 'PLANNED'", delivery));

        assertThat(waiting())
                .extracting(
                        DeliveryChange::state,
                        DeliveryChange::reason,
                        change -> change.seenAt() != null,
                        DeliveryChange::confirmedWay)
                .containsExactly(
                        line(DeliveryState.PLANNED, null, false, null),
                        line(DeliveryState.ACCEPTED, null, false, null),
                        line(DeliveryState.FAILED, "unreachable", false, null),
                        line(DeliveryState.FAILED, "bad_number", false, null),
                        line(DeliveryState.FAILED, "bad_number", true, null),
                        line(DeliveryState.FAILED, "bad_number", true, "card"));
    }

    @Test
    void what_is_rolled_back_was_never_noted() {
        long delivery = delivery("101");
        assertThatThrownBy(() -> db.transact(tx -> {
                    tx.update("update delivery set state = 'SENT' where id = $1", delivery);
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void nothing_is_noted_where_nobody_passes_it_on() {
        note(false);
        update("state = 'SENT'", delivery("101"));
        assertThat(waiting()).isEmpty();

        note(true);
        note(true);
        delivery("102");
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void switching_to_what_is_already_so_waits_for_nobody_who_writes() throws Exception {
        long delivery = delivery("101");
        var written = new CountDownLatch(1);
        var switched = new CountDownLatch(1);
        var writer = CompletableFuture.runAsync(() -> db.transact(tx -> {
            tx.update("update delivery set state = 'SENT' where id = $1", delivery);
            written.countDown();
            await(switched);
        }));
        await(written);
        note(true);
        switched.countDown();
        writer.get();
    }

    @Test
    void of_two_writers_of_one_delivery_the_later_one_has_the_higher_number_though_it_came_first() throws Exception {
        long delivery = delivery("101");
        var first = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var one = CompletableFuture.runAsync(() -> db.transact(tx -> {
            tx.update("update delivery set state = 'SENT' where id = $1", delivery);
            first.countDown();
            await(goOn);
        }));
        await(first);
        var two = CompletableFuture.runAsync(
                () -> db.transact(tx -> tx.update("update delivery set state = 'DELIVERED' where id = $1", delivery)));
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(this::somebodyWaitsForALock);
        long other = delivery("102"); // takes a number in between
        goOn.countDown();
        one.get();
        two.get();

        var mine = waiting().stream()
                .filter(change -> change.delivery() == delivery)
                .toList();
        assertThat(mine)
                .extracting(DeliveryChange::state)
                .containsExactly(DeliveryState.PLANNED, DeliveryState.SENT, DeliveryState.DELIVERED);
        assertThat(waiting()).extracting(DeliveryChange::delivery).contains(other);
    }

    @Test
    void a_session_that_began_with_one_row_changes_twenty_thousand_without_going_through_all_pairs() {
        var ids = IntStream.rangeClosed(1, 20_000).mapToObj(n -> (long) n).toArray(Long[]::new);
        db.transact(tx -> tx.update("""
                insert into delivery (notice, recipient, congress, state, state_at)
                select $1, n, 'here', 'PLANNED', now() from generate_series(1, 20000) as n
                """, notice));
        db.transact(tx -> {
            tx.update("update delivery set state = 'IN_DOUBT' where id = $1", 1L);
            long before = System.nanoTime();
            tx.update("update delivery set state = 'SENT' where id = any($1)", (Object) ids);
            // All pairs take minutes; the bound is for a machine that does five other things.
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        });
        assertThat(db.read(changes::waiting)).isEqualTo(40_001);
    }

    @Test
    void the_oldest_come_first_and_go_when_they_are_deleted() {
        delivery("101");
        delivery("102");
        delivery("103");
        var page = db.read(tx -> changes.oldest(tx, 2));
        assertThat(page).extracting(DeliveryChange::person).containsExactly("101", "102");

        db.transact(tx -> changes.delete(tx, page));
        assertThat(waiting()).extracting(DeliveryChange::person).containsExactly("103");
        assertThat(db.read(changes::waitingSince)).hasValueSatisfying(since -> assertThat(since)
                .isEqualTo(waiting().get(0).changedAt()));
    }

    @Test
    void one_at_a_time_has_the_turn() {
        db.transact(mine -> {
            assertThat(changes.takeTurn(mine)).isTrue();
            assertThat((boolean) db.inTransaction(changes::takeTurn)).isFalse();
        });
        assertThat((boolean) db.inTransaction(changes::takeTurn)).isTrue();
    }

    @Test
    void an_event_says_who_and_how_far_without_name_number_or_text() {
        long delivery = delivery("101");
        var event = waiting().get(0).event();

        assertThat(event.getString("type")).isEqualTo("herald.delivery.changed");
        assertThat(event.getString("source")).isEqualTo("/herald/congresses/here");
        assertThat(event.getString("subject")).isEqualTo("notices/" + notice + "/deliveries/" + delivery);
        assertThat(event.getJsonObject("data").getJsonObject("recipient").getString("code"))
                .isEqualTo("101");
        assertThat(event.encode()).doesNotContain("Delegate 101", "代表101", "+9998600101", "你好");
    }

    private static Tuple line(Object... values) {
        return Tuple.tuple(values);
    }

    private long delivery(String delegate) {
        return congress.delivery(notice, congress.delegate(delegate, "D01"))
                .since(NOW)
                .insert();
    }

    private void update(String set, long delivery) {
        db.transact(tx -> tx.update("update delivery set " + set + " where id = $1", delivery));
    }

    private void note(boolean on) {
        db.transact(tx -> changes.note(tx, on));
    }

    private List<DeliveryChange> waiting() {
        return db.read(tx -> changes.oldest(tx, 100));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private boolean somebodyWaitsForALock() {
        return db.read((Tx tx) -> tx.one(
                                "select count(*) as n from pg_locks where not granted", row -> row.getLong("n"))
                        .orElseThrow())
                > 0;
    }
}
