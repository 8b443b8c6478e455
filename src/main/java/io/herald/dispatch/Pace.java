package io.herald.dispatch;

import io.herald.plan.Lane;
import io.herald.platform.RedisAway;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A route's pace in SMS parts a second, as a bucket that this node draws from by its grant: the one in Redis that all nodes
 * share, its own with a share of the pace, or none for the moment. While an urgent call waits, routine ones get nothing: urgent
 * takes the whole pace until it is drained.
 */
final class Pace {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    /** How soon a waiting call notices that the grant is another, or that Redis has room sooner than it said. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

    private final Supplier<PaceGrant> grant;
    private final OwnBucket own;
    private final Bucket shared;
    private final Runnable redisFailed;
    private final BooleanSupplier stopping;
    private final Object queue = new Object();
    private int urgentWaiting;
    private long era;

    /** The whole pace for a hub that is alone. */
    Pace(OwnBucket own, BooleanSupplier stopping) {
        this(() -> PaceGrant.WHOLE, own, null, () -> {}, stopping);
    }

    /**
     * @param shared null where there is no Redis, and so never a grant to use it
     * @param redisFailed told when a call failed: the grant must not be to use it then
     * @param stopping whether the node stops, and nothing should wait any more
     */
    Pace(Supplier<PaceGrant> grant, OwnBucket own, Bucket shared, Runnable redisFailed, BooleanSupplier stopping) {
        this.grant = grant;
        this.own = own;
        this.shared = shared;
        this.redisFailed = redisFailed;
        this.stopping = stopping;
    }

    /**
     * Waits until {@code parts} may be sent. What is more than a second's worth goes alone and is paid for afterwards.
     *
     * @return false when the node stops before
     */
    boolean take(int parts, Lane lane) throws InterruptedException {
        waiting(lane, 1);
        try {
            for (long wait = ask(parts, lane); wait > 0; wait = ask(parts, lane)) {
                if (stopping.getAsBoolean()) {
                    return false;
                }
                pause(Math.min(wait, LONGEST_WAIT.toNanos()));
            }
            return true;
        } finally {
            waiting(lane, -1);
        }
    }

    private long ask(int parts, Lane lane) throws InterruptedException {
        if (lane == Lane.ROUTINE && urgentWaiting() > 0) {
            return LOOK_AGAIN.toNanos();
        }
        var now = grant.get();
        try {
            long wait =
                    switch (begun(now).kind()) {
                        case SHARED ->
                            own.held().isZero()
                                    ? shared.ask(parts, lane)
                                    : own.held().toNanos();
                        case SHARE -> own.ask(parts, lane);
                        case NONE -> LOOK_AGAIN.toNanos();
                    };
            // What was taken while the grant ran out is not used: the others may have begun to share the pace among
            // them.
            return wait > 0 || grant.get().era() == now.era() ? wait : LOOK_AGAIN.toNanos();
        } catch (RedisAway failed) {
            redisFailed.run();
            return LOOK_AGAIN.toNanos();
        }
    }

    /** Whatever bucket a grant leads to, it is empty at first: what another saved up may have been spent elsewhere. */
    private PaceGrant begun(PaceGrant grant) throws InterruptedException {
        synchronized (own) {
            if (era != grant.era()) {
                switch (grant.kind()) {
                    case SHARED -> shared.hold(own.held());
                    case SHARE -> own.begin(grant.share());
                    case NONE -> {
                        return grant;
                    }
                }
                era = grant.era();
            }
        }
        return grant;
    }

    /** The provider said "too fast": nothing goes out for this long, and nothing is saved up meanwhile. */
    void hold(Duration pause) {
        own.hold(pause);
        if (grant.get().kind() == PaceGrant.Kind.SHARED) {
            try {
                shared.hold(pause);
            } catch (RedisAway failed) {
                redisFailed.run();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    int urgentWaiting() {
        synchronized (queue) {
            return urgentWaiting;
        }
    }

    private void waiting(Lane lane, int more) {
        if (lane == Lane.URGENT) {
            synchronized (queue) {
                urgentWaiting += more;
                queue.notifyAll();
            }
        }
    }

    private void pause(long nanos) throws InterruptedException {
        synchronized (queue) {
            queue.wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
        }
    }
}
