package io.herald.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes of a cluster die, sleep, are restarted and have wrong clocks, each in the middle of a broadcast. */
class NodesFaultIT {
    private static final Scale SCALE = Scale.ofNodes();

    @RegisterExtension
    static final InCluster CLUSTER = new InCluster(SCALE);

    @Test
    void one_node_of_two_is_killed(Cluster cluster) throws Exception {
        var broadcast = cluster.broadcast();
        cluster.awaitTaken(broadcast, 0.2);
        cluster.b().kill();
        cluster.awaitTaken(broadcast, 0.8);
        cluster.startDead();
        cluster.witness().everyoneWasToldOnce("kill -9 of one node of two", broadcast);
    }

    @Test
    void both_nodes_are_killed(Cluster cluster) throws Exception {
        var broadcast = cluster.broadcast();
        cluster.awaitTaken(broadcast, 0.3);
        cluster.a().kill();
        cluster.b().kill();
        cluster.startDead();
        cluster.witness().everyoneWasToldOnce("kill -9 of both nodes", broadcast);
    }

    /** Long enough that the other takes its work; when it wakes, what it had in mind to send must not be sent. */
    @Test
    void a_node_sleeps_until_its_work_has_been_taken_over(Cluster cluster) throws Exception {
        var broadcast = cluster.broadcast();
        cluster.awaitTaken(broadcast, 0.2);
        cluster.b().pause();
        sleepUntilTakenOver(cluster);
        cluster.witness()
                .everyoneWasToldOnce("SIGSTOP of one node for " + SCALE.broken().toSeconds() + " s", broadcast);
    }

    /** What it has locked in that moment nobody else can touch, until PostgreSQL ends its transaction. */
    @Test
    void a_node_falls_asleep_in_the_middle_of_a_transaction(Cluster cluster) throws Exception {
        var broadcast = cluster.broadcast();
        cluster.awaitTaken(broadcast, 0.1);
        pauseInTransaction(cluster);
        sleepUntilTakenOver(cluster);
        cluster.witness()
                .everyoneWasToldOnce(
                        "SIGSTOP in a transaction for " + SCALE.broken().toSeconds() + " s", broadcast);
    }

    /** Stops the node at one moment after the other until it is one at which it leaves a transaction open. */
    private static void pauseInTransaction(Cluster cluster) throws Exception {
        for (int moment = 0; moment < 500; moment++) {
            cluster.b().pause();
            Cluster.letPass(Duration.ofMillis(100));
            if (silentTransactions(cluster) > 0) {
                return;
            }
            cluster.b().resume();
            Cluster.letPass(Duration.ofMillis(20));
        }
        throw new AssertionError("the node was never met in the middle of a transaction");
    }

    private static long silentTransactions(Cluster cluster) {
        return cluster.witness()
                .tables()
                .count("select count(*) from pg_stat_activity"
                        + " where state = 'idle in transaction' and state_change < now() - interval '80 ms'");
    }

    private static void sleepUntilTakenOver(Cluster cluster) throws Exception {
        try {
            Cluster.letPass(SCALE.broken());
            await().atMost(SCALE.patience()).until(() -> startedBy(cluster, cluster.b()) == 0);
        } finally {
            cluster.b().resume();
        }
    }

    @Test
    void both_nodes_are_restarted_one_after_the_other_under_load(Cluster cluster) throws Exception {
        var broadcast = cluster.broadcast();
        for (var node : cluster.nodes()) {
            cluster.awaitTaken(broadcast, node == cluster.a() ? 0.1 : 0.5);
            node.askToStop();
            await().atMost(Duration.ofSeconds(20)).until(() -> !node.isAlive());
            cluster.startDead();
        }
        cluster.witness().everyoneWasToldOnce("rolling restart of both nodes", broadcast);
    }

    /** Nobody hears before it is time: due times, leases and use-bys are PostgreSQL's, and the phone network's clock is right. */
    @ParameterizedTest
    @ValueSource(strings = {"+300s", "-300s"})
    void a_node_has_a_wrong_clock(String off, Cluster cluster) throws Exception {
        cluster.b().kill();
        cluster.b()
                .with("LD_PRELOAD", faketime().toString())
                .with("FAKETIME", off)
                .with("DONT_FAKE_MONOTONIC", "1")
                .with("FAKETIME_FORCE_MONOTONIC_FIX", "0"); // that fix breaks every timed wait of a JVM
        try {
            cluster.startDead();
            var due = Instant.now().plusSeconds(8);
            var broadcast = cluster.broadcast(new JsonObject().put("due", due.toString()));
            cluster.witness().everyoneWasToldOnce("clock of one node off by " + off, broadcast);
            assertThat(cluster.network().taken(broadcast.words()))
                    .as("told before it was due")
                    .noneMatch(message -> message.created().isBefore(due));
            assertThat(attemptsOf(cluster, cluster.b()))
                    .as("what the node with the wrong clock sent")
                    .isPositive();
        } finally {
            cluster.b().kill();
            cluster.b().without("LD_PRELOAD").without("FAKETIME");
        }
    }

    private static Path faketime() throws IOException {
        try (var libraries = Files.find(
                Path.of("/usr/lib"), 3, (path, attributes) -> path.endsWith("faketime/libfaketimeMT.so.1"))) {
            return libraries
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "A wrong clock needs Debian's package faketime: apt-get install faketime"));
        }
    }

    private static long startedBy(Cluster cluster, HubProcess node) {
        return cluster.witness()
                .tables()
                .count("select count(*) from batch b join node n on n.id = b.owner"
                        + " where b.state = 'STARTED' and n.address = '" + node.pid() + "'");
    }

    private static long attemptsOf(Cluster cluster, HubProcess node) {
        return cluster.witness()
                .tables()
                .count("select count(*) from attempt a join node n on n.id = a.node where n.address = '" + node.pid()
                        + "'");
    }
}
