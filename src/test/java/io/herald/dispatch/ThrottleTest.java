package io.herald.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final Throttle throttle = new Throttle(time::get);

    @Test
    void a_route_is_held_as_long_as_the_provider_asks_for() {
        assertThat(sign(Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(7));

        pass(Duration.ofSeconds(7));

        assertThat(throttle.held()).isZero();
    }

    @Test
    void what_the_calls_of_one_moment_hear_is_one_sign() {
        long tookOff = time.get();
        pass(Duration.ofMillis(100));
        for (int call = 0; call < 16; call++) {
            assertThat(throttle.tooFast(tookOff, SECOND)).isEqualTo(SECOND);
        }
        pass(SECOND);

        assertThat(sign(SECOND)).as("the second sign, not the seventeenth").isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void said_again_and_again_it_waits_twice_as_long_up_to_half_a_minute() {
        for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
            var hold = sign(SECOND);
            assertThat(hold).isEqualTo(Duration.ofSeconds(seconds));
            pass(hold);
        }
    }

    @Test
    void said_right_after_a_pause_that_was_asked_for_the_pause_grows_all_the_same() {
        for (int seconds : new int[] {3, 3, 4, 8}) {
            var hold = sign(Duration.ofSeconds(3));
            assertThat(hold).isEqualTo(Duration.ofSeconds(seconds));
            pass(hold);
        }
    }

    @Test
    void success_shrinks_it_again_step_by_step() {
        for (int i = 0; i < 4; i++) {
            pass(sign(SECOND));
        }
        for (int call = 0; call < 50; call++) {
            throttle.flows(time.get());
        }
        pass(Duration.ofSeconds(8));
        for (int call = 0; call < 50; call++) {
            throttle.flows(time.get());
        }

        assertThat(sign(SECOND)).as("halved once to four, then doubled").isEqualTo(Duration.ofSeconds(8));
        pass(Duration.ofSeconds(8));
        for (int seconds : new int[] {8, 4, 2, 1}) {
            pass(Duration.ofSeconds(seconds));
            throttle.flows(time.get());
        }
        assertThat(sign(SECOND)).isEqualTo(SECOND);
    }

    @Test
    void a_success_that_took_off_before_the_hold_shrinks_nothing() {
        long tookOff = time.get();
        pass(sign(SECOND));
        pass(Duration.ofSeconds(10));

        throttle.flows(tookOff);

        assertThat(sign(SECOND)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void only_a_hold_that_no_urgent_notice_can_wait_for_sends_work_elsewhere() {
        sign(Throttle.LONGEST);
        assertThat(throttle.heldForLong()).isFalse();
        pass(Throttle.LONGEST);

        sign(Duration.ofHours(2));

        assertThat(throttle.heldForLong()).isTrue();
        pass(Duration.ofHours(2).minus(Throttle.LONGEST));
        assertThat(throttle.heldForLong()).isFalse();
    }

    private Duration sign(Duration asked) {
        long tookOff = time.addAndGet(1_000);
        time.addAndGet(-1_000);
        return throttle.tooFast(tookOff, asked);
    }

    private void pass(Duration duration) {
        time.addAndGet(duration.toNanos());
    }
}
