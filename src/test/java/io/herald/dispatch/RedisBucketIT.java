package io.herald.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.herald.Together;
import io.herald.dispatch.PaceGrant.Kind;
import io.herald.plan.Lane;
import io.herald.platform.Redis;
import io.herald.platform.RedisAway;
import io.herald.services.RedisServer;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisBucketIT {
    private static final RedisServer SERVER = RedisServer.start();
    private static final Vertx VERTX = Vertx.vertx();
    private static final PaceGrant SHARED = new PaceGrant(Kind.SHARED, 1, 1);

    private final Redis one = redis();
    private final Redis two = redis();

    @AfterEach
    void forget() {
        SERVER.flush();
    }

    @AfterAll
    static void close() {
        SERVER.close();
        VERTX.closeAndAwait();
    }

    @Test
    void threads_of_two_nodes_never_send_faster_than_the_rate() {
        double rate = 200;
        var taken = takeFor(Duration.ofSeconds(3), 8, 3, rate);

        assertThat(taken).hasSizeGreaterThan(100);
        assertNeverFaster(taken, rate, 3);
    }

    @Test
    void a_flushed_redis_gives_no_burst() {
        double rate = 200;
        var flushing = Executors.newSingleThreadScheduledExecutor();
        flushing.scheduleAtFixedRate(SERVER::flush, 300, 300, TimeUnit.MILLISECONDS);
        List<Taken> taken;
        try {
            taken = takeFor(Duration.ofSeconds(2), 4, 1, rate);
        } finally {
            flushing.shutdownNow();
        }

        assertThat(taken).hasSizeGreaterThan(50);
        assertNeverFaster(taken, rate, 1);
    }

    @Test
    void a_bucket_starts_empty_and_saves_up_a_second_at_most() throws InterruptedException {
        var bucket = bucket(one, 1_000, 0);
        assertThat(bucket.ask(1, Lane.URGENT)).isPositive();
        await().until(() -> bucket.ask(1_000, Lane.URGENT) == 0);

        assertThat(bucket.ask(500, Lane.URGENT))
                .isGreaterThan(Duration.ofMillis(300).toNanos());
        assertThat(bucket(two, 1_000, 0).ask(500, Lane.URGENT)).isPositive();
    }

    @Test
    void what_is_more_than_a_second_goes_alone_and_is_paid_for_afterwards() throws InterruptedException {
        var bucket = bucket(one, 10, 0);
        await().until(() -> bucket.ask(30, Lane.ROUTINE) == 0);

        assertThat(bucket.ask(1, Lane.URGENT))
                .isGreaterThan(Duration.ofMillis(1_500).toNanos());
    }

    @Test
    void while_urgent_waits_anywhere_routine_gets_nothing() throws InterruptedException {
        var here = bucket(one, 100, 0);
        var there = bucket(two, 100, 0);
        await().until(() -> here.ask(100, Lane.ROUTINE) == 0);

        assertThat(there.ask(10, Lane.URGENT)).isPositive();
        await().during(Duration.ofMillis(200)).until(() -> here.ask(1, Lane.ROUTINE) > 0);
        assertThat(there.ask(10, Lane.URGENT))
                .as("it got what the routine calls did not")
                .isZero();
        await().until(() -> here.ask(1, Lane.ROUTINE) == 0);
    }

    @Test
    void routine_leaves_the_reserve_to_urgent() throws InterruptedException {
        double slow = 20; // so slow that what fills up while this test runs does not matter
        var bucket = bucket(one, slow, 0.5);
        await().until(() -> bucket.ask(10, Lane.ROUTINE) == 0);
        while (bucket.ask(1, Lane.ROUTINE) == 0) {
            // down to the reserve
        }

        assertThat(bucket.ask(9, Lane.URGENT)).isZero();
    }

    @Test
    void a_pause_is_one_for_all_nodes_and_the_longest_counts() throws InterruptedException {
        var here = bucket(one, 100, 0);
        var there = bucket(two, 100, 0);
        here.hold(Duration.ofSeconds(30));
        here.hold(Duration.ofSeconds(1));

        assertThat(there.ask(1, Lane.URGENT))
                .isGreaterThan(Duration.ofSeconds(25).toNanos());
    }

    @Test
    void a_redis_that_is_gone_or_silent_is_told_and_one_that_is_back_starts_empty() throws InterruptedException {
        var bucket = bucket(one, 1_000, 0);
        await().until(() -> bucket.ask(1, Lane.URGENT) == 0);

        SERVER.pause();
        try {
            assertThatThrownBy(() -> bucket.ask(1, Lane.URGENT)).isInstanceOf(RedisAway.class);
        } finally {
            SERVER.resume();
        }
        SERVER.kill();
        assertThatThrownBy(() -> bucket.ask(1, Lane.URGENT)).isInstanceOf(RedisAway.class);
        SERVER.restart();

        await().ignoreExceptions().until(() -> bucket.ask(0, Lane.URGENT) == 0);
        assertThat(bucket.ask(1_000, Lane.URGENT)).isPositive();
    }

    /** One take. */
    private record Taken(long nanos, int parts) {}

    private List<Taken> takeFor(Duration length, int threadsEach, int longest, double rate) {
        long end = System.nanoTime() + length.toNanos();
        var tasks = new ArrayList<Callable<List<Taken>>>();
        for (var node : List.of(one, two)) {
            var pace = new Pace(
                    () -> SHARED,
                    new OwnBucket(rate, System::nanoTime),
                    bucket(node, rate, 0.1),
                    () -> {},
                    () -> false);
            for (int thread = 0; thread < threadsEach; thread++) {
                int parts = 1 + thread % longest;
                var lane = thread % 4 == 0 ? Lane.URGENT : Lane.ROUTINE;
                tasks.add(() -> {
                    var taken = new ArrayList<Taken>();
                    while (System.nanoTime() < end) {
                        pace.take(parts, lane);
                        taken.add(new Taken(System.nanoTime(), parts));
                    }
                    return taken;
                });
            }
        }
        var all = new ArrayList<Taken>();
        Together.call(tasks).forEach(all::addAll);
        Collections.sort(all, (a, b) -> Long.compare(a.nanos, b.nanos));
        return all;
    }

    /** Over any window of w seconds, no more than a second's worth beyond w; what a thread saw late is left a little room. */
    private static void assertNeverFaster(List<Taken> taken, double rate, int longest) {
        double late = 0.2;
        for (int from = 0; from < taken.size(); from++) {
            long parts = 0;
            for (int to = from; to < taken.size(); to++) {
                parts += taken.get(to).parts;
                double seconds = (taken.get(to).nanos - taken.get(from).nanos) / 1e9;
                assertThat((double) parts)
                        .as("in %.3f s", seconds)
                        .isLessThanOrEqualTo(rate * (seconds + 1 + late) + longest);
            }
        }
    }

    private static RedisBucket bucket(Redis redis, double rate, double reserve) {
        return new RedisBucket(redis, "north", rate, reserve);
    }

    private static Redis redis() {
        return Redis.over(io.vertx.mutiny.redis.client.Redis.createClient(VERTX, SERVER.url()));
    }
}
