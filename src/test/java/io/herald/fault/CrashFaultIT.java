package io.herald.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * The hub is killed at random moments of broadcasts and started again; the simulated phone network's own log is the witness.
 *
 * <p>{@code -Dherald.crash.kills=40} for more kills, {@code -Dherald.crash.seed=…} to see a run again as far as time allows.
 */
class CrashFaultIT {
    private static final int KILLS = Integer.getInteger("herald.crash.kills", Scale.kills());
    private static final long SEED = Long.getLong("herald.crash.seed", System.nanoTime() % 1_000_000);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** When the hub dies. */
    private enum Moment {
        /** Right after the request left, whether it was heard or not. */
        ASKING(1),
        /** Anywhere while calls are made. */
        SENDING(1),
        /** The same, and once more while it takes up what it left. */
        TWICE(2),
        /** With its database, which goes first. */
        TOGETHER(1),
        /** When all has been sent and receipts come in. */
        RECEIPTS(1);

        final int kills;

        Moment(int kills) {
            this.kills = kills;
        }
    }

    private final Random dice = new Random(SEED);
    private final Path home = HubProcess.left("crash");
    private int round;

    @Test
    void however_often_the_hub_is_killed_every_phone_gets_each_message_exactly_once() throws Exception {
        System.out.printf("CrashFaultIT: %d kills, -Dherald.crash.seed=%d%n", KILLS, SEED);
        try (var hub = hub()) {
            var witness = new Witness(hub.database()::connect);
            hub.start().awaitReady();
            BigCongress.SAMPLE.enter(hub);
            witness.startWatching();
            for (var moment : moments()) {
                broadcastAndKill(hub, witness, moment);
            }
            witness.statesOnlyMovedAsAllowed();
            var summary = new JsonObject(hub.get("/api/sandbox/summary").body());
            assertThat(summary.getLong("messages")).isEqualTo((long) round * BigCongress.SAMPLE.heads());
            assertThat(summary.getLong("copies")).isEqualTo((long) round * BigCongress.SAMPLE.heads());
            assertThat(summary.getLong("phones")).isEqualTo(BigCongress.SAMPLE.heads());
            assertThat(summary.getLong("doubledPhones")).isZero();
        }
    }

    private void broadcastAndKill(HubProcess hub, Witness witness, Moment moment) throws Exception {
        long began = System.nanoTime();
        var words = "Round " + ++round + ".";
        var asked = hub.postLater(BigCongress.SAMPLE.notices(), BigCongress.broadcast(words), words);
        var told = killAt(hub, witness, moment, words);
        asked.exceptionally(cutOff -> null).join();
        hub.start().awaitReady();
        if (moment == Moment.TWICE) {
            told += ", again after " + pause(0, 1_500) + " ms with " + witness.logged(words) + " sent";
            hub.kill();
            hub.start().awaitReady();
        }
        var notice = releaseAgain(hub, words);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .failFast(hub::mustRun)
                .untilAsserted(() -> assertThat(witness.settled(notice))
                        .as(() -> witness.progress(notice))
                        .isTrue());
        witness.everyPhoneGotItExactlyOnce(words, notice);
        System.out.printf(
                "  round %d %s: killed after %s; attempts %s; %.1f s%n",
                round, moment, told, witness.settledHow(notice), (System.nanoTime() - began) / 1e9);
    }

    private String killAt(HubProcess hub, Witness witness, Moment moment, String words) throws Exception {
        long waited =
                switch (moment) {
                    case ASKING -> pause(0, 400);
                    case SENDING, TWICE, TOGETHER -> {
                        await().atMost(PATIENCE)
                                .pollInterval(Duration.ofMillis(20))
                                .until(() -> witness.logged(words) > 0);
                        yield pause(0, 3_000);
                    }
                    case RECEIPTS -> {
                        await().atMost(PATIENCE)
                                .pollInterval(Duration.ofMillis(50))
                                .until(() -> witness.logged(words) == BigCongress.SAMPLE.heads());
                        yield pause(0, 800);
                    }
                };
        if (moment == Moment.TOGETHER) {
            hub.database().kill();
            pause(0, 50);
        }
        hub.kill();
        return waited + " ms";
    }

    /** What a caller does who never heard an answer: the same request again, with the same key. */
    private static String releaseAgain(HubProcess hub, String words) {
        var answer = hub.postLater(BigCongress.SAMPLE.notices(), BigCongress.broadcast(words), words)
                .join();
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        return new JsonObject(answer.body()).getString("id");
    }

    /** Every kind of moment in turn, in an order of its own, until there are enough kills. */
    private List<Moment> moments() {
        var moments = new ArrayList<Moment>();
        var bag = new ArrayList<Moment>();
        for (int kills = 0; kills < KILLS; ) {
            if (bag.isEmpty()) {
                bag.addAll(List.of(Moment.values()));
                java.util.Collections.shuffle(bag, dice);
            }
            int left = KILLS - kills;
            var next = bag.stream()
                    .filter(moment -> moment.kills <= left)
                    .findFirst()
                    .orElse(Moment.SENDING);
            bag.remove(next);
            moments.add(next);
            kills += next.kills;
        }
        return moments;
    }

    private long pause(int from, int to) {
        long millis = from + dice.nextInt(to - from);
        long until = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return millis;
    }

    /** At a pace that makes a broadcast last some seconds, with receipts that come in any order and sometimes twice. */
    private HubProcess hub() throws Exception {
        Files.createDirectories(home);
        return HubProcess.in(home)
                .with("HERALD_SMS_ROUTES_SANDBOX_PER_SECOND", "600")
                .with("HERALD_SMS_ROUTES_SANDBOX_SANDBOX_RECEIPT_DELAY", "500ms")
                .with("HERALD_SMS_ROUTES_SANDBOX_SANDBOX_SHUFFLED_RECEIPTS", "true")
                .with("HERALD_SMS_ROUTES_SANDBOX_SANDBOX_REPEATED_RECEIPTS", "0.1")
                .with("HERALD_DISPATCH_ASK_AFTER", "1s")
                .with("HERALD_DISPATCH_ASK_EVERY", "5s");
    }
}
