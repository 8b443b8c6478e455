package io.herald.dispatch;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a route should be tried. After some failures in a row it is left alone; when the pause is over one window tries it,
 * and a single yes brings it back while another no doubles the pause.
 */
final class RouteHealth {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final int mostFailures;
    private final Duration firstPause;
    private int failures;
    private Duration pause;
    private Instant pausedUntil = Instant.MIN;

    RouteHealth(int mostFailures, Duration firstPause) {
        this.mostFailures = mostFailures;
        this.firstPause = firstPause;
        this.pause = firstPause;
    }

    synchronized boolean usable(Instant now) {
        return !now.isBefore(pausedUntil);
    }

    synchronized Instant pausedUntil() {
        return pausedUntil;
    }

    synchronized void well() {
        failures = 0;
        pause = firstPause;
        pausedUntil = Instant.MIN;
    }

    synchronized void ill(Instant now) {
        failures++;
        if (failures >= mostFailures && usable(now)) {
            pausedUntil = now.plus(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
        }
    }
}
