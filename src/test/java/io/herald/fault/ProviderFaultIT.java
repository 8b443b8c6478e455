package io.herald.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.herald.fault.PhoneNetwork.Trouble;
import io.herald.provider.twilio.StandInAnswer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The provider fails, lies, keeps silent and reports in disorder, to two nodes in the middle of a broadcast. */
class ProviderFaultIT {
    private static final Scale SCALE = Scale.ofServers();

    @RegisterExtension
    static final InCluster CLUSTER = new InCluster(SCALE);

    @Test
    void it_answers_500_whether_it_took_the_message_or_not(Cluster cluster) throws Exception {
        forAWhile(
                cluster,
                "provider answers 500 to every fifth call",
                new Trouble(0.1, StandInAnswer.page(500)),
                new Trouble(0.1, StandInAnswer.refused(500, 20500)));
    }

    @Test
    void it_answers_503_to_everything(Cluster cluster) throws Exception {
        forAWhile(
                cluster,
                "provider answers 503 to everything",
                new Trouble(0.5, StandInAnswer.page(503)),
                new Trouble(0.5, StandInAnswer.refused(503, 20503)));
    }

    @Test
    void it_says_too_fast(Cluster cluster) throws Exception {
        var broadcast = cluster.broadcast();
        for (double share : new double[] {0.2, 0.6}) {
            cluster.awaitTaken(broadcast, share);
            cluster.network().next(24, StandInAnswer.tooMany("2"));
        }
        cluster.witness().everyoneWasToldOnce("provider answers 429 with Retry-After", broadcast);
    }

    @Test
    void it_takes_the_message_and_breaks_the_connection(Cluster cluster) throws Exception {
        forAWhile(
                cluster,
                "provider takes and resets every fifth call",
                new Trouble(0.2, StandInAnswer.takenThenReset()));
    }

    /** The callback is the witness where there is one; whoever gets none is found by asking. */
    @Test
    void it_breaks_the_connection_and_never_reports(Cluster cluster) throws Exception {
        cluster.network().receipts(Receipts.never());
        forAWhile(
                cluster,
                "provider takes and resets, no receipt ever comes",
                new Trouble(0.2, StandInAnswer.takenThenReset()));
    }

    @Test
    void it_answers_after_a_minute(Cluster cluster) throws Exception {
        var broadcast = cluster.broadcast();
        cluster.awaitTaken(broadcast, 0.2);
        cluster.network().next(24, StandInAnswer.takenThenSilent());
        cluster.awaitTaken(broadcast, 0.6);
        cluster.network().next(24, StandInAnswer.silent());
        cluster.witness().everyoneWasToldOnce("provider answers after 60 s or never", broadcast);
    }

    @Test
    void it_says_created_and_nothing_that_can_be_read(Cluster cluster) throws Exception {
        forAWhile(
                cluster,
                "provider answers 201 and garbage",
                new Trouble(0.3, StandInAnswer.createdButSays("<html>welcome</html>")),
                new Trouble(0.2, StandInAnswer.createdButSays("{\"sid\": \"SM")));
    }

    private static void forAWhile(Cluster cluster, String story, Trouble... troubles) throws Exception {
        var broadcast = cluster.broadcast();
        cluster.awaitTaken(broadcast, 0.1);
        cluster.network().troubles(troubles);
        Cluster.letPass(SCALE.broken());
        cluster.network().troubles();
        cluster.witness().everyoneWasToldOnce(story + " for " + SCALE.broken().toSeconds() + " s", broadcast);
    }

    @Test
    void its_receipts_come_early_tenfold_shuffled_and_for_unknown_attempts(Cluster cluster) throws Exception {
        cluster.network().receipts(Receipts.inDisorder());
        cluster.witness().everyoneWasToldOnce("receipts early, tenfold, shuffled, unknown", cluster.broadcast());
    }

    @Test
    void what_nobody_can_know_is_shown_as_unknown_until_it_is_known(Cluster cluster) throws Exception {
        cluster.network().receipts(Receipts.never());
        cluster.network().lookUps(503);
        cluster.network()
                .troubles(
                        new Trouble(0.3, StandInAnswer.takenThenReset()),
                        new Trouble(0.3, StandInAnswer.refused(503, 20503)));
        var broadcast = cluster.broadcast();
        cluster.awaitTaken(broadcast, 0.02);
        cluster.network().troubles();
        await().atMost(SCALE.patience())
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !cluster.witness().states(broadcast).containsKey("PLANNED"));

        long inDoubt = cluster.witness().states(broadcast).get("IN_DOUBT");
        for (var node : cluster.nodes()) {
            var board = cluster.witness().boardOf(node);
            assertThat(board.getJsonObject("needsAPerson").getLong("inDoubt")).isEqualTo(inDoubt);
            assertThat(board.getLong("oldestInDoubtSeconds")).isNotNegative();
        }
        cluster.witness().boardsSayTheSame();

        cluster.network().lookUps(200);
        cluster.witness().everyoneWasToldOnce("provider cannot be asked: " + inDoubt + " shown in doubt", broadcast);
    }
}
