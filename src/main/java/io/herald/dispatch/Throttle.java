package io.herald.dispatch;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a route is held when its provider says "too fast": as long as it asks for, and longer each time it says so again soon
 * after. What several calls of one moment hear is one sign. It never says anything about the route's health.
 */
final class Throttle {
    static final Duration FIRST = Duration.ofSeconds(1);

    /** What grows by repetition ends here; a provider may ask for more. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    private final LongSupplier nanoTime;
    private Duration step = Duration.ZERO;
    private long signAt;
    private long heldUntil;
    private long easedAt;

    Throttle() {
        this(System::nanoTime);
    }

    /** @param nanoTime a monotonic clock, in nanoseconds */
    Throttle(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.heldUntil = nanoTime.getAsLong();
        this.signAt = heldUntil;
        this.easedAt = heldUntil;
    }

    /**
     * The provider said "too fast". Answers how long nothing should go out from now.
     *
     * @param tookOff when the window of this call took off: before the last sign was heard, it is that one again
     * @param asked what the provider asks for
     */
    synchronized Duration tooFast(long tookOff, Duration asked) {
        long now = nanoTime.getAsLong();
        var hold = asked;
        if (step.isZero() || tookOff - signAt > 0) {
            step = step.isZero() ? FIRST : shorter(step.multipliedBy(2), LONGEST);
            signAt = now;
            hold = asked.compareTo(step) > 0 ? asked : step;
        }
        if (now + hold.toNanos() - heldUntil > 0) {
            heldUntil = now + hold.toNanos();
            easedAt = heldUntil;
        }
        return held();
    }

    /** A call of a window that took off after the hold went through: after as long as the last hold, the next one is halved. */
    synchronized void flows(long tookOff) {
        long now = nanoTime.getAsLong();
        if (!step.isZero() && tookOff - heldUntil >= 0 && now - easedAt >= step.toNanos()) {
            step = step.equals(FIRST) ? Duration.ZERO : longer(step.dividedBy(2), FIRST);
            easedAt = now;
        }
    }

    /** How long it is held yet. */
    synchronized Duration held() {
        return longer(Duration.ofNanos(heldUntil - nanoTime.getAsLong()), Duration.ZERO);
    }

    /** Whether it is held for longer than anybody should wait who can go another way. */
    boolean heldForLong() {
        return held().compareTo(LONGEST) > 0;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
