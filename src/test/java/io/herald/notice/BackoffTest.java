package io.herald.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @Test
    void the_pause_doubles_with_each_try_up_to_the_longest() {
        int[] seconds = {5, 10, 20, 40, 80, 160, 300, 300};
        for (int tries = 0; tries < seconds.length; tries++) {
            assertThat(Backoff.after(tries, FIRST, LONGEST)).isEqualTo(Duration.ofSeconds(seconds[tries]));
        }
    }

    @Test
    void any_number_of_tries_is_answered() {
        assertThat(Backoff.after(Integer.MAX_VALUE, FIRST, LONGEST)).isEqualTo(LONGEST);
        assertThat(Backoff.after(64, FIRST, LONGEST)).isEqualTo(LONGEST);
    }
}
