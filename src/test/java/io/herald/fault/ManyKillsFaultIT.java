package io.herald.fault;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Nodes of a cluster are killed at random moments of one broadcast after the other, also while they start.
 *
 * <p>{@code -Dherald.crash.seed=…} to see a run again as far as time allows.
 */
class ManyKillsFaultIT {
    private static final long SEED = Long.getLong("herald.crash.seed", System.nanoTime() % 1_000_000);
    private static final Scale SCALE = Scale.ofManyKills();

    private final Random dice = new Random(SEED);

    @Test
    void however_often_nodes_are_killed_every_phone_gets_each_message_exactly_once() throws Exception {
        System.out.printf(
                "ManyKillsFaultIT: %d kills in %d rounds, -Dherald.crash.seed=%d%n",
                Scale.rounds() * Scale.killsOfEachRound(), Scale.rounds(), SEED);
        try (var cluster = Cluster.start(SCALE)) {
            for (int round = 1; round <= Scale.rounds(); round++) {
                cluster.heal();
                var asked = CompletableFuture.supplyAsync(cluster::broadcast);
                for (int kill = 0; kill < Scale.killsOfEachRound(); kill++) {
                    Cluster.letPass(Duration.ofMillis(dice.nextInt(3_000)));
                    killAndStart(cluster);
                }
                var broadcast = asked.join();
                cluster.startDead();
                cluster.witness()
                        .everyoneWasToldOnce(
                                "round %d of %d, %d kills".formatted(round, Scale.rounds(), Scale.killsOfEachRound()),
                                broadcast);
            }
        }
    }

    /** One of them, now and then both at once. */
    private void killAndStart(Cluster cluster) throws Exception {
        var first = cluster.nodes().get(dice.nextInt(2));
        boolean both = dice.nextInt(5) == 0;
        for (var node : cluster.nodes()) {
            if (node == first || both) {
                node.kill();
            }
        }
        cluster.startWithoutWaiting();
    }
}
