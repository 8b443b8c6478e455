package io.herald.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.herald.TestDatabase;
import io.herald.dispatch.PaceGrant.Kind;
import io.herald.notice.NodeStore;
import io.herald.plan.Lane;
import io.herald.platform.HubClock;
import io.herald.platform.PlatformConfig;
import io.herald.platform.Redis;
import io.herald.services.CutLine;
import io.herald.services.RedisServer;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes that always have something to send, on a real PostgreSQL and a real Redis that goes away and comes back. */
class PacingFaultIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final RedisServer SERVER = RedisServer.start();
    private static final Vertx VERTX = Vertx.vertx();
    private static final double RATE = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What a thread that got no processor for a while noted too late. */
    private static final double LATE_SECONDS = 0.5;

    private static final SmallRyeConfig CONFIG = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(DispatchConfig.class)
            .withMapping(PlatformConfig.class)
            .withValidateUnknown(false)
            .withSources(new PropertiesConfigSource(
                    Map.of("herald.transport", "several-nodes", "herald.dispatch.pace-look", "3s"), "test", 100))
            .build();

    private final ConcurrentLinkedQueue<Long> taken = new ConcurrentLinkedQueue<>();
    private final List<RunningNode> nodes = new ArrayList<>();
    private CutLine line;
    private RunningNode one;
    private RunningNode two;

    @BeforeEach
    void two_nodes_that_share_a_pace() {
        line = CutLine.to(SERVER.port());
        one = new RunningNode(SERVER.port());
        two = new RunningNode(line.port());
        awaitAll(Kind.SHARED);
    }

    @AfterEach
    void end() throws IOException {
        List.copyOf(nodes).forEach(RunningNode::kill);
        line.close();
        DATABASE.clear();
    }

    @AfterAll
    static void close() {
        SERVER.close();
        VERTX.closeAndAwait();
        DATABASE.close();
    }

    @Test
    void redis_killed_and_back_and_flushed_never_makes_them_faster() {
        SERVER.kill();
        awaitAll(Kind.SHARE);
        assertThat(nodes).extracting(node -> node.pacing.grant().share()).containsExactly(0.5, 0.5);
        awaitMoreTaken();

        SERVER.restart();
        awaitAll(Kind.SHARED);
        awaitMoreTaken();
        SERVER.flush();
        awaitMoreTaken();

        assertNeverFaster();
    }

    @Test
    void when_one_node_alone_loses_redis_both_take_their_share() {
        line.cut();
        awaitAll(Kind.SHARE);
        awaitMoreTaken();

        line.mend();
        awaitAll(Kind.SHARED);
        awaitMoreTaken();

        assertNeverFaster();
    }

    @Test
    void while_redis_is_away_a_node_joins_one_leaves_and_one_dies() {
        SERVER.kill();
        awaitAll(Kind.SHARE);

        var three = new RunningNode(SERVER.port());
        await().atMost(PATIENCE).until(() -> nodes.stream()
                .allMatch(node -> Math.abs(node.pacing.grant().share() - 1.0 / 3) < 1e-9));
        awaitMoreTaken();

        two.leave();
        three.kill();
        await().atMost(PATIENCE).until(() -> one.pacing.grant().share() == 1);
        awaitMoreTaken();

        SERVER.restart();
        awaitAll(Kind.SHARED);
        assertNeverFaster();
    }

    private void awaitAll(Kind kind) {
        await().atMost(PATIENCE)
                .until(() -> nodes.stream().allMatch(node -> node.pacing.grant().kind() == kind));
    }

    private void awaitMoreTaken() {
        int before = taken.size();
        await().atMost(PATIENCE).until(() -> taken.size() > before + RATE);
    }

    private void assertNeverFaster() {
        var times = taken.stream().mapToLong(Long::longValue).sorted().toArray();
        for (int from = 0; from < times.length; from++) {
            for (int to = from; to < times.length; to++) {
                double seconds = (times[to] - times[from]) / 1e9;
                assertThat((double) (to - from + 1))
                        .as("in %.3f s", seconds)
                        .isLessThanOrEqualTo(RATE * (seconds + 1 + LATE_SECONDS));
            }
        }
    }

    private final class RunningNode {
        private final Node node;
        private final Pacing pacing;
        private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
        private final ExecutorService workers = Executors.newFixedThreadPool(4);

        private RunningNode(int redisPort) {
            var db = DATABASE.db();
            var store = new NodeStore();
            var config = CONFIG.getConfigMapping(DispatchConfig.class);
            var redis = Redis.over(
                    io.vertx.mutiny.redis.client.Redis.createClient(VERTX, "redis://127.0.0.1:" + redisPort));
            pacing = new Pacing(store, redis, new WorkInHand(), config, CONFIG.getConfigMapping(PlatformConfig.class));
            node = new Node(db, store, new HubClock(), pacing, config);
            node.beat();
            heart.scheduleWithFixedDelay(this::beat, 0, 1, TimeUnit.SECONDS);
            var pace = pacing.of("north", RATE, node::redisFailed);
            for (int worker = 0; worker < 4; worker++) {
                var lane = worker == 0 ? Lane.URGENT : Lane.ROUTINE;
                workers.execute(() -> work(pace, lane));
            }
            nodes.add(this);
        }

        private void beat() {
            try {
                node.beat();
            } catch (RuntimeException failed) {
                System.getLogger("heart").log(System.Logger.Level.DEBUG, "the next turn tries again", failed);
            }
        }

        private void work(Pace pace, Lane lane) {
            try {
                while (true) {
                    pace.take(1, lane);
                    taken.add(System.nanoTime());
                }
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }

        private void leave() {
            kill();
            node.leave();
        }

        /** Its row stays. */
        private void kill() {
            nodes.remove(this);
            heart.shutdownNow();
            workers.shutdownNow();
            await().atMost(PATIENCE).until(() -> heart.isTerminated() || workers.isTerminated());
        }
    }
}
