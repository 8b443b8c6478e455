package io.herald.dispatch;

import io.herald.plan.Lane;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A route's pace in SMS parts a second, as a token bucket of one second. While an urgent call waits, routine ones get nothing:
 * urgent takes the whole pace until it is drained.
 */
final class Pace {
    private static final long LOOK_AGAIN = Duration.ofMillis(20).toNanos();

    private final double perSecond;
    private final double most;
    private final LongSupplier nanoTime;
    private double tokens;
    private long filledAt;
    private long heldUntil;
    private int urgentWaiting;

    Pace(double partsPerSecond) {
        this(partsPerSecond, System::nanoTime);
    }

    /** @param nanoTime a monotonic clock, in nanoseconds */
    Pace(double partsPerSecond, LongSupplier nanoTime) {
        this.perSecond = partsPerSecond;
        this.most = Math.max(1, partsPerSecond);
        this.nanoTime = nanoTime;
        this.filledAt = nanoTime.getAsLong();
        this.heldUntil = filledAt;
    }

    /** Waits until {@code parts} may be sent. What is more than a second's worth goes alone and is paid for afterwards. */
    synchronized void take(int parts, Lane lane) throws InterruptedException {
        if (lane == Lane.URGENT) {
            urgentWaiting++;
        }
        try {
            for (long wait = ask(parts, lane); wait > 0; wait = ask(parts, lane)) {
                wait(wait / 1_000_000, (int) (wait % 1_000_000));
            }
        } finally {
            if (lane == Lane.URGENT) {
                urgentWaiting--;
                notifyAll();
            }
        }
    }

    /** Takes the parts and answers 0 when they may go now; otherwise answers the nanoseconds to wait before asking again. */
    synchronized long ask(int parts, Lane lane) {
        long now = nanoTime.getAsLong();
        fill(now);
        if (heldUntil - now > 0) {
            return heldUntil - now;
        }
        if (lane == Lane.ROUTINE && urgentWaiting > 0) {
            return LOOK_AGAIN;
        }
        double missing = Math.min(parts, most) - tokens;
        if (missing > 0) {
            return Math.max(1_000_000, (long) (missing / perSecond * 1e9));
        }
        tokens -= parts;
        return 0;
    }

    /** The provider said "too fast": nothing goes out for this long, and nothing is saved up meanwhile. */
    synchronized void hold(Duration pause) {
        long now = nanoTime.getAsLong();
        fill(now);
        heldUntil = Math.max(heldUntil, now + pause.toNanos());
        filledAt = heldUntil;
        tokens = Math.min(tokens, 0);
    }

    synchronized int urgentWaiting() {
        return urgentWaiting;
    }

    private void fill(long now) {
        if (now - filledAt > 0) {
            tokens = Math.min(most, tokens + (now - filledAt) / 1e9 * perSecond);
            filledAt = now;
        }
    }
}
