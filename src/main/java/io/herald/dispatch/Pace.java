package io.herald.dispatch;

import io.herald.plan.Lane;
import java.time.Duration;

/**
 * A route's pace in SMS parts a second, as a token bucket of one second. While an urgent call waits, routine ones get nothing:
 * urgent takes the whole pace until it is drained.
 */
final class Pace {
    private final double perSecond;
    private final double most;
    private double tokens;
    private long filledAt;
    private long heldUntil;
    private int urgentWaiting;

    Pace(double partsPerSecond) {
        perSecond = partsPerSecond;
        most = Math.max(1, partsPerSecond);
        filledAt = System.nanoTime();
        heldUntil = filledAt;
    }

    /** Waits until {@code parts} may be sent. A text longer than a second's worth goes alone and is paid for afterwards. */
    synchronized void take(int parts, Lane lane) throws InterruptedException {
        if (lane == Lane.URGENT) {
            urgentWaiting++;
        }
        try {
            for (long wait = wait(parts, lane); wait > 0; wait = wait(parts, lane)) {
                wait(wait / 1_000_000, (int) (wait % 1_000_000));
            }
            tokens -= parts;
        } finally {
            if (lane == Lane.URGENT) {
                urgentWaiting--;
                notifyAll();
            }
        }
    }

    /** The provider said "too fast": nothing goes out for this long. */
    synchronized void hold(Duration pause) {
        heldUntil = Math.max(heldUntil, System.nanoTime() + pause.toNanos());
        tokens = 0;
    }

    /** Nanoseconds to wait before looking again, 0 when the parts may go. */
    private long wait(int parts, Lane lane) {
        long now = System.nanoTime();
        tokens = Math.min(most, tokens + (now - filledAt) / 1e9 * perSecond);
        filledAt = now;
        if (heldUntil - now > 0) {
            return heldUntil - now;
        }
        if (lane == Lane.ROUTINE && urgentWaiting > 0) {
            return Duration.ofMillis(20).toNanos();
        }
        double missing = Math.min(parts, most) - tokens;
        return missing <= 0 ? 0 : Math.max(1_000_000, (long) (missing / perSecond * 1e9));
    }
}
