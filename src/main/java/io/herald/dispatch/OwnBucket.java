package io.herald.dispatch;

import io.herald.plan.Lane;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A bucket in this process: the whole pace of a route, or this node's share of it. */
final class OwnBucket implements Bucket {
    private final double wholePace;
    private final LongSupplier nanoTime;
    private double perSecond;
    private double most;
    private double tokens;
    private long filledAt;
    private long heldUntil;

    /** @param nanoTime a monotonic clock, in nanoseconds */
    OwnBucket(double partsPerSecond, LongSupplier nanoTime) {
        this.wholePace = partsPerSecond;
        this.nanoTime = nanoTime;
        this.heldUntil = nanoTime.getAsLong();
        begin(1);
    }

    /** Begins anew, empty, with this share of the route's pace; a pause that the provider wanted goes on. */
    synchronized void begin(double share) {
        perSecond = wholePace * share;
        most = Math.max(1, perSecond);
        tokens = 0;
        filledAt = Math.max(nanoTime.getAsLong(), heldUntil);
    }

    @Override
    public synchronized long ask(int parts, Lane lane) {
        long now = nanoTime.getAsLong();
        fill(now);
        if (heldUntil - now > 0) {
            return heldUntil - now;
        }
        double missing = Math.min(parts, most) - tokens;
        if (missing > 0) {
            return Math.max(1_000_000, (long) (missing / perSecond * 1e9));
        }
        tokens -= parts;
        return 0;
    }

    @Override
    public synchronized void hold(Duration pause) {
        long now = nanoTime.getAsLong();
        fill(now);
        heldUntil = Math.max(heldUntil, now + pause.toNanos());
        filledAt = heldUntil;
        tokens = Math.min(tokens, 0);
    }

    /** How much longer the provider wants to be left alone, as far as this node heard. */
    synchronized Duration held() {
        return Duration.ofNanos(Math.max(0, heldUntil - nanoTime.getAsLong()));
    }

    private void fill(long now) {
        if (now - filledAt > 0) {
            tokens = Math.min(most, tokens + (now - filledAt) / 1e9 * perSecond);
            filledAt = now;
        }
    }
}
