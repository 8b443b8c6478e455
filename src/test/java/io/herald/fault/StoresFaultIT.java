package io.herald.fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Redis and PostgreSQL go away and come back, each in the middle of a broadcast. */
class StoresFaultIT {
    private static final Scale SCALE = Scale.ofServers();

    @RegisterExtension
    static final InCluster CLUSTER = new InCluster(SCALE);

    @Test
    void redis_is_killed_and_comes_back(Cluster cluster) throws Exception {
        var broadcast = cluster.broadcast();
        cluster.awaitTaken(broadcast, 0.2);
        cluster.redis().kill();
        Cluster.letPass(SCALE.broken());
        cluster.redis().restart();
        cluster.witness()
                .everyoneWasToldOnce("Redis killed for " + SCALE.broken().toSeconds() + " s", broadcast);
    }

    @Test
    void redis_forgets_everything_again_and_again(Cluster cluster) throws Exception {
        var broadcast = cluster.broadcast();
        for (double share = 0.1; share < 0.9; share += 0.2) {
            cluster.awaitTaken(broadcast, share);
            cluster.redis().flush();
        }
        cluster.witness().everyoneWasToldOnce("Redis flushed four times", broadcast);
    }

    @Test
    void redis_does_not_answer_for_a_while(Cluster cluster) throws Exception {
        var broadcast = cluster.broadcast();
        cluster.awaitTaken(broadcast, 0.2);
        cluster.redis().pause();
        try {
            Cluster.letPass(SCALE.broken());
        } finally {
            cluster.redis().resume();
        }
        cluster.witness()
                .everyoneWasToldOnce("Redis silent for " + SCALE.broken().toSeconds() + " s", broadcast);
    }

    @Test
    void postgresql_is_restarted(Cluster cluster) throws Exception {
        var broadcast = cluster.broadcast();
        cluster.awaitTaken(broadcast, 0.2);
        cluster.postgres().restart();
        cluster.awaitTaken(broadcast, 0.6);
        cluster.postgres().kill();
        cluster.postgres().restart();
        cluster.witness().everyoneWasToldOnce("PostgreSQL restarted, then killed", broadcast);
    }

    @Test
    void connections_to_postgresql_are_cut_again_and_again(Cluster cluster) throws Exception {
        var broadcast = cluster.broadcast();
        for (double share = 0.1; share < 0.9; share += 0.2) {
            cluster.awaitTaken(broadcast, share);
            cluster.postgres().cutConnections();
        }
        cluster.witness().everyoneWasToldOnce("PostgreSQL's connections cut four times", broadcast);
    }
}
