package io.herald.fault;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes of a cluster die, sleep, are restarted and have wrong clocks, each in the middle of a broadcast. */
class NodesFaultIT {
    private static final Scale SCALE = Scale.chosen();
    private static Cluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = Cluster.start(SCALE);
    }

    @AfterAll
    static void close() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @BeforeEach
    void all_is_well() throws Exception {
        cluster.heal();
    }

    @Test
    void one_node_of_two_is_killed() throws Exception {
        var broadcast = cluster.broadcast();
        cluster.awaitTaken(broadcast, 0.2);
        cluster.b().kill();
        cluster.awaitTaken(broadcast, 0.8);
        cluster.startDead();
        cluster.witness().everyoneWasToldOnce("kill -9 of one node of two", broadcast);
    }

    @Test
    void both_nodes_are_killed() throws Exception {
        var broadcast = cluster.broadcast();
        cluster.awaitTaken(broadcast, 0.3);
        cluster.a().kill();
        cluster.b().kill();
        cluster.startDead();
        cluster.witness().everyoneWasToldOnce("kill -9 of both nodes", broadcast);
    }

    /** Long enough that the other takes its work; when it wakes, what it had in mind to send must not be sent. */
    @Test
    void a_node_sleeps_until_its_work_has_been_taken_over() throws Exception {
        var broadcast = cluster.broadcast();
        cluster.awaitTaken(broadcast, 0.2);
        cluster.b().pause();
        try {
            Cluster.letPass(SCALE.paused());
            await().atMost(SCALE.patience()).until(() -> startedBy(cluster.b()) == 0);
        } finally {
            cluster.b().resume();
        }
        cluster.witness()
                .everyoneWasToldOnce("SIGSTOP of one node for " + SCALE.paused().toSeconds() + " s", broadcast);
    }

    @Test
    void both_nodes_are_restarted_one_after_the_other_under_load() throws Exception {
        var broadcast = cluster.broadcast();
        for (var node : cluster.nodes()) {
            cluster.awaitTaken(broadcast, node == cluster.a() ? 0.1 : 0.5);
            node.askToStop();
            await().atMost(Duration.ofSeconds(20)).until(() -> !node.isAlive());
            cluster.startDead();
        }
        cluster.witness().everyoneWasToldOnce("rolling restart of both nodes", broadcast);
    }

    private static long startedBy(HubProcess node) {
        return cluster.witness()
                .tables()
                .count(
                        "select count(*) from batch b join node n on n.id = b.owner where b.state = 'STARTED' and n.address = '"
                                + node.pid() + "'");
    }
}
