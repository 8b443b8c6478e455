package io.herald.board;

import static io.herald.SmallCongress.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.herald.SmallCongress;
import io.herald.TestDatabase;
import io.herald.notice.DeliveryState;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Redis;
import io.herald.platform.RedisAway;
import io.herald.roster.People;
import io.herald.services.RedisServer;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TallyRelayIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final RedisServer SERVER = RedisServer.start();
    private static final Vertx VERTX = Vertx.vertx();

    private final Db db = DATABASE.db();
    private final TallyDeltaStore deltas = new TallyDeltaStore();
    private final TallyStore counted = new TallyStore();
    private final LiveTallies live = tallies();
    private final TallyRelay relay = relay(live);
    private SmallCongress congress;
    private UUID one;
    private UUID two;

    @BeforeEach
    void a_congress_whose_deliveries_are_recorded() {
        SERVER.flush();
        DATABASE.clear();
        db.transact(deltas::record);
        congress = new SmallCongress(db, "here");
        one = congress.notice().insert();
        two = congress.notice().insert();
    }

    @AfterAll
    static void close() {
        SERVER.close();
        VERTX.closeAndAwait();
        DATABASE.close();
    }

    @Test
    void whatever_a_delivery_is_and_becomes_is_counted_as_postgresql_counts_it() throws InterruptedException {
        relay.runOnce();
        int number = 100;
        for (var state : everyState()) {
            for (boolean seen : List.of(false, true)) {
                for (boolean confirmed : List.of(false, true)) {
                    var delegate = congress.delegate("" + number, number++ % 2 == 0 ? "D01" : "D02");
                    congress.delivery(one, delegate)
                            .state(state)
                            .seen(seen)
                            .confirmed(confirmed)
                            .insert();
                    congress.delivery(two, delegate).insert();
                }
            }
        }
        relay.runOnce();
        assertSameAsCounted();

        db.transact(tx -> tx.update(
                "update delivery set state = 'DELIVERED', confirmed_at = $1, confirmed_way = 'desk' where id % 3 = 0",
                NOW.plusSeconds(5)));
        db.transact(tx -> tx.update("update delivery set state = 'FAILED', delegation = delegation where id % 3 = 1"));
        db.transact(tx -> tx.update("update delivery set seen_at = $1, state = null where id % 7 = 0", NOW));
        relay.runOnce();
        assertSameAsCounted();
    }

    @Test
    void staff_belong_to_no_delegation_and_are_counted_all_the_same() throws InterruptedException {
        long delegate = congress.delegate("101", "D01");
        relay.runOnce();
        congress.delivery(one, delegate).insert();
        db.transact(tx -> tx.update("""
                insert into delivery (notice, recipient, congress, state, state_at) values ($1, 4711, 'here', 'SENT', $2)
                """, one, NOW));
        relay.runOnce();

        assertThat(live.byDelegation("here").orElseThrow()).containsOnlyKeys("", "D01");
        assertSameAsCounted();
    }

    @Test
    void numbers_that_redis_lost_are_counted_anew() throws InterruptedException {
        congress.delivery(one, congress.delegate("101", "D01")).insert();
        relay.runOnce();
        assertThat(total()).isEqualTo(1);

        SERVER.flush();
        assertThat(live.read(List.of(TallySums.ofCongress("here")))).isEmpty();
        congress.delivery(two, congress.delegate("102", "D01")).insert();
        relay.runOnce();
        assertSameAsCounted();

        SERVER.restart();
        await().ignoreExceptions().untilAsserted(() -> {
            relay.runOnce();
            assertThat(total()).isEqualTo(2);
        });
        assertSameAsCounted();
    }

    @Test
    void what_redis_has_and_postgresql_did_not_commit_is_counted_anew() throws InterruptedException {
        relay.runOnce();
        congress.delivery(one, congress.delegate("101", "D01")).insert();

        assertThatThrownBy(() -> db.transact(tx -> {
                    assertThat(relay.relay(tx)).isTrue();
                    throw new IllegalStateException("killed before the commit");
                }))
                .hasMessageStartingWith("killed");
        assertThat(total()).as("it is right even now").isEqualTo(1);

        relay.runOnce();
        assertSameAsCounted();
        assertThat(total()).isEqualTo(1);
    }

    @Test
    void what_is_being_committed_while_all_is_counted_anew_is_added_afterwards() throws InterruptedException {
        long late = congress.delegate("102", "D02");
        congress.delivery(one, congress.delegate("101", "D01")).insert();
        db.transact(tx -> {
            tx.update(
                    "insert into delivery (notice, recipient, congress, delegation, state, state_at)"
                            + " values ($1, $2, 'here', 'D02', 'PLANNED', $3)",
                    one,
                    late,
                    NOW);
            turn();
            assertThat(total()).isEqualTo(1);
        });
        turn();

        assertThat(total()).isEqualTo(2);
        assertSameAsCounted();
    }

    @Test
    void numbers_that_nobody_keeps_up_are_not_told() throws InterruptedException {
        relay.runOnce();
        assertThat(live.read(List.of(TallySums.ofCongress("here")))).isPresent();

        var later = new HubClock();
        later.follow(NOW.plusSeconds(1_000_000_000));
        assertThat(new LiveTallies(redis(), later).read(List.of(TallySums.ofCongress("here"))))
                .isEmpty();
    }

    @Test
    void nothing_is_recorded_where_nobody_relays() {
        db.transact(deltas::recordNoMore);
        congress.delivery(one, congress.delegate("101", "D01")).insert();

        assertThat(db.<Integer>inTransaction(deltas::drop)).isZero();
    }

    @Test
    void many_hands_and_two_relays_lose_and_double_nothing() throws Exception {
        var ids = new ArrayList<Long>();
        for (int i = 0; i < 60; i++) {
            ids.add(congress.delivery(i % 2 == 0 ? one : two, congress.delegate("" + (100 + i), "D0" + (1 + i % 2)))
                    .insert());
        }
        var over = new AtomicBoolean();
        var threads = Executors.newCachedThreadPool();
        var work = new ArrayList<Future<?>>();
        for (int hand = 0; hand < 4; hand++) {
            long seed = hand;
            work.add(threads.submit(() -> move(new Random(seed), ids, over)));
        }
        for (var each : List.of(relay, relay(tallies()))) {
            work.add(threads.submit(() -> {
                while (!over.get()) {
                    try {
                        each.runOnce();
                    } catch (RedisAway slow) {
                        continue; // as the loop would, it tries again
                    }
                }
                return null;
            }));
        }
        for (int look = 0; look < 60; look++) {
            if (look % 20 == 10) {
                SERVER.flush();
            }
            live.read(List.of(TallySums.ofCongress("here")))
                    .map(found -> found.get(0).tally())
                    .ifPresent(TallyRelayIT::assertSharedOut);
            await().pollDelay(Duration.ofMillis(30)).until(() -> true);
        }
        over.set(true);
        for (var each : work) {
            each.get();
        }
        threads.shutdown();

        relay.runOnce();
        assertSameAsCounted();
    }

    private void move(Random random, List<Long> ids, AtomicBoolean over) {
        var states = DeliveryState.values();
        while (!over.get()) {
            var some = ids.stream().filter(id -> random.nextInt(10) == 0).toArray(Long[]::new);
            var state = states[random.nextInt(states.length)];
            boolean breaksOff = random.nextInt(5) == 0;
            try {
                db.transact(tx -> {
                    tx.query("select id from delivery where id = any($1) order by id for no key update", (Object) some);
                    tx.update("update delivery set state = $2, seen_at = $3 where id = any($1)", some, state, NOW);
                    if (breaksOff) {
                        throw new IllegalStateException("rolled back");
                    }
                });
            } catch (IllegalStateException rolledBack) {
                assertThat(breaksOff).isTrue();
            }
        }
    }

    private static void assertSharedOut(Tally tally) {
        assertThat(tally.planned()
                        + tally.inDoubt()
                        + tally.accepted()
                        + tally.sent()
                        + tally.delivered()
                        + tally.read()
                        + tally.failed()
                        + tally.expired()
                        + tally.withdrawn()
                        + tally.cardOnly())
                .isEqualTo(tally.total())
                .isEqualTo(60);
    }

    private void assertSameAsCounted() {
        var both = new Tallies(live, counted);
        var nowhere = new Tallies(nothing(), counted);
        db.read(tx -> {
            assertThat(both.ofCongress(tx, "here", People.EVERYBODY))
                    .isEqualTo(nowhere.ofCongress(tx, "here", People.EVERYBODY));
            assertThat(both.byDelegation(tx, "here", People.EVERYBODY))
                    .isEqualTo(nowhere.byDelegation(tx, "here", People.EVERYBODY));
            assertThat(both.ofNotices(tx, List.of(one, two), People.EVERYBODY))
                    .isEqualTo(nowhere.ofNotices(tx, List.of(one, two), People.EVERYBODY));
            assertThat(live.areWell()).isTrue();
            return null;
        });
    }

    private long total() {
        return live.read(List.of(TallySums.ofCongress("here")))
                .orElseThrow()
                .get(0)
                .tally()
                .total();
    }

    private void turn() {
        try {
            relay.runOnce();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static List<String> everyState() {
        var states = new ArrayList<String>();
        for (var state : DeliveryState.values()) {
            states.add(state.name());
        }
        states.add(null);
        return states;
    }

    private TallyRelay relay(LiveTallies into) {
        return new TallyRelay(db, redis(), deltas, counted, into);
    }

    private static LiveTallies tallies() {
        return new LiveTallies(redis(), new HubClock());
    }

    private static LiveTallies nothing() {
        return new LiveTallies(Redis.over(null), new HubClock());
    }

    private static Redis redis() {
        return Redis.over(io.vertx.mutiny.redis.client.Redis.createClient(VERTX, SERVER.url()));
    }
}
