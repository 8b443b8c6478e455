package io.herald.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RouteHealthTest {
    private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");

    private final RouteHealth health = new RouteHealth(3, Duration.ofSeconds(5));

    @Test
    void a_route_is_left_alone_after_some_failures_in_a_row() {
        ill(NOW, 2);
        assertThat(health.usable(NOW)).isTrue();

        ill(NOW, 1);

        assertThat(health.usable(NOW)).isFalse();
        assertThat(health.usable(NOW.plusMillis(4_999))).isFalse();
        assertThat(health.usable(NOW.plusSeconds(5))).isTrue();
    }

    @Test
    void a_success_between_failures_starts_the_count_anew() {
        ill(NOW, 2);
        health.well();
        ill(NOW, 2);

        assertThat(health.usable(NOW)).isTrue();
    }

    @Test
    void the_failures_of_one_window_pause_it_once_and_not_for_longer_each() {
        ill(NOW, 20);

        assertThat(health.pausedUntil()).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void each_no_after_a_pause_doubles_it_up_to_a_minute() {
        var now = NOW;
        ill(now, 3);
        for (int seconds : new int[] {5, 10, 20, 40, 60, 60}) {
            assertThat(health.pausedUntil()).isEqualTo(now.plusSeconds(seconds));
            now = health.pausedUntil();
            ill(now, 1);
        }
    }

    @Test
    void a_single_yes_brings_it_back_and_forgets_how_long_it_was_bad() {
        ill(NOW, 3);
        ill(NOW.plusSeconds(5), 1);
        health.well();
        assertThat(health.usable(NOW)).isTrue();

        ill(NOW, 3);

        assertThat(health.pausedUntil()).isEqualTo(NOW.plusSeconds(5));
    }

    private void ill(Instant now, int times) {
        for (int i = 0; i < times; i++) {
            health.ill(now);
        }
    }
}
