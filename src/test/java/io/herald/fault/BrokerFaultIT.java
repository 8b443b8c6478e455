package io.herald.fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** RabbitMQ goes away, loses what it had, or refuses to take more, each in the middle of a broadcast. */
class BrokerFaultIT {
    private static final Scale SCALE = Scale.ofServers();

    @RegisterExtension
    static final InCluster CLUSTER = new InCluster(SCALE);

    @Test
    void it_is_stopped_for_a_while(Cluster cluster) throws Exception {
        var broadcast = cluster.broadcast();
        cluster.awaitTaken(broadcast, 0.2);
        cluster.rabbit().stop();
        Cluster.letPass(SCALE.broken());
        cluster.rabbit().restart();
        cluster.witness()
                .everyoneWasToldOnce("RabbitMQ stopped for " + SCALE.broken().toSeconds() + " s", broadcast);
    }

    @Test
    void it_is_killed_and_a_broadcast_begins_without_it(Cluster cluster) throws Exception {
        cluster.rabbit().kill();
        var broadcast = cluster.broadcast();
        cluster.awaitTaken(broadcast, 0.2);
        cluster.rabbit().restart();
        cluster.witness().everyoneWasToldOnce("RabbitMQ killed, back during a broadcast", broadcast);
    }

    @Test
    void its_queues_are_deleted(Cluster cluster) throws Exception {
        var broadcast = cluster.broadcast();
        cluster.awaitTaken(broadcast, 0.2);
        cluster.rabbit().deleteQueues();
        cluster.witness().everyoneWasToldOnce("RabbitMQ's queues deleted", broadcast);
    }

    @Test
    void it_comes_back_without_its_data(Cluster cluster) throws Exception {
        var broadcast = cluster.broadcast();
        cluster.awaitTaken(broadcast, 0.2);
        cluster.rabbit().restartEmpty();
        cluster.witness().everyoneWasToldOnce("RabbitMQ's data wiped", broadcast);
    }

    @Test
    void its_disk_is_full_for_a_while(Cluster cluster) throws Exception {
        var broadcast = cluster.broadcast();
        cluster.awaitTaken(broadcast, 0.2);
        cluster.rabbit().alarm(true);
        try {
            Cluster.letPass(SCALE.broken());
        } finally {
            cluster.rabbit().alarm(false);
        }
        cluster.witness()
                .everyoneWasToldOnce(
                        "RabbitMQ's disk alarm for " + SCALE.broken().toSeconds() + " s", broadcast);
    }
}
