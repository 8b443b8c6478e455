package io.herald.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkInHandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final WorkInHand inHand = new WorkInHand();

    @Test
    void a_stop_waits_for_what_is_in_hand_and_lets_nothing_more_in() throws Exception {
        assertThat(inHand.enter()).isTrue();
        inHand.stopTaking();
        assertThat(inHand.isStopping()).isTrue();
        assertThat(inHand.enter()).isFalse();
        assertThat(inHand.awaitEnd(Duration.ofMillis(1))).isFalse();

        var ended = CompletableFuture.supplyAsync(() -> {
            try {
                return inHand.awaitEnd(PATIENCE);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        });
        inHand.leave();
        assertThat(ended.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void who_was_turned_away_does_not_count() throws Exception {
        inHand.stopTaking();
        inHand.enter();
        assertThat(inHand.awaitEnd(Duration.ZERO)).isTrue();
    }
}
