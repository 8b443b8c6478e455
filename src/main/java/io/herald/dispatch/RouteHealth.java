package io.herald.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Whether a route should be used, and how much.
 *
 * <p>It falls ill by some failures in a row, or when half of its recent calls failed; a call that is in the air for long counts
 * as failed until it is back. An ill route is left alone for a pause and returns by small steps: one call by one worker, then
 * windows of 2, 4, 8 … by one worker at a time, each step once as many calls of the step before went through. A failure on the way
 * pauses it for twice as long. What was in the air when it fell ill says nothing about how it is afterwards.
 */
final class RouteHealth {
    /** Fewer calls say nothing about a rate of failures. */
    static final int ENOUGH_CALLS = 20;

    /** How long an urgent call, which another route can carry, leaves being the first to a routine one. */
    private static final Duration URGENT_LAST = Duration.ofSeconds(30);

    /** When to look again whether the worker that tries a returning route is through. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    /**
     * When a route falls ill.
     *
     * @param inARow so many failures in a row
     * @param firstPause how long it is left alone at first; it doubles while the route stays bad
     * @param longestPause up to this, and is forgotten when the route was well for as long
     * @param slow from when on a call in the air counts as failed
     */
    record Limits(int inARow, Duration firstPause, Duration longestPause, Duration slow) {}

    /** What a call that came back says about its route. */
    enum Sign {
        WELL,
        ILL,
        /** It says nothing: the provider asks for patience. */
        NEITHER
    }

    /** One worker's leave to make so many calls at once. */
    static final class Leave {
        private final int calls;
        private final int most;
        private final int life;

        private Leave(int calls, int most, int life) {
            this.calls = calls;
            this.most = most;
            this.life = life;
        }

        int calls() {
            return calls;
        }
    }

    /** A call in the air. */
    static final class Call {
        private final Leave leave;
        private final long since;
        private boolean late;

        private Call(Leave leave, long since) {
            this.leave = leave;
            this.since = since;
        }
    }

    enum State {
        WELL,
        RETURNING,
        PAUSED
    }

    /**
     * How it is now.
     *
     * @param window how many calls it gets at once, null when nothing limits it
     * @param pause how long it is left alone yet
     */
    record Standing(State state, Integer window, Duration pause, int recentCalls, int recentFailures) {}

    private final Limits limits;
    private final LongSupplier nanoTime;
    private final RecentCalls shown;
    private final RecentCalls judged;
    private final Set<Call> inTheAir = new LinkedHashSet<>();
    private int life;
    private int inARow;
    private Duration pause = Duration.ZERO;
    private long pausedUntil;
    private long wellSince;
    /** 0 while it is well; otherwise the calls that one worker may make at once. */
    private int step;

    private int succeeded;
    private Leave turn;

    RouteHealth(Limits limits) {
        this(limits, System::nanoTime);
    }

    /** @param nanoTime a monotonic clock, in nanoseconds */
    RouteHealth(Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.pausedUntil = nanoTime.getAsLong();
        this.wellSince = pausedUntil;
        this.shown = new RecentCalls(pausedUntil);
        this.judged = new RecentCalls(pausedUntil);
    }

    /**
     * Asks for leave to make up to {@code most} calls at once. Empty while the route is paused or another worker tries whether it
     * is back. Whoever gets leave gives it back.
     *
     * @param urgentElsewhere whether the calls are urgent and another route is well: then somebody else should try first
     */
    synchronized Optional<Leave> admit(int most, boolean urgentElsewhere) {
        long now = look();
        if (step == 0) {
            return Optional.of(new Leave(most, most, life));
        }
        boolean others = urgentElsewhere && step == 1 && now - pausedUntil < URGENT_LAST.toNanos();
        if (now - pausedUntil < 0 || turn != null || others) {
            return Optional.empty();
        }
        turn = new Leave(Math.min(step, most), most, life);
        return Optional.of(turn);
    }

    /** Whether a call that was not made yet may still be made. */
    synchronized boolean holds(Leave leave) {
        look();
        return leave.life == life;
    }

    synchronized Call begin(Leave leave) {
        var call = new Call(leave, nanoTime.getAsLong());
        if (leave.life == life) {
            inTheAir.add(call);
        }
        return call;
    }

    synchronized void end(Call call, Sign sign) {
        long now = look();
        inTheAir.remove(call);
        if (sign != Sign.NEITHER && !call.late) {
            shown.add(now, sign == Sign.ILL);
        }
        if (call.leave.life != life) {
            return;
        }
        if (sign == Sign.WELL) {
            inARow = 0;
            succeeded += call.leave == turn ? 1 : 0;
        }
        if (sign != Sign.NEITHER && !call.late) {
            judge(now, sign == Sign.ILL);
        }
    }

    /** The next step is taken when a worker is through, so that what is in the air at most doubles. */
    synchronized void giveBack(Leave leave) {
        if (leave != turn) {
            return;
        }
        turn = null;
        if (succeeded >= step) {
            boolean back = step >= leave.most;
            step = back ? 0 : Math.min(2 * step, leave.most);
            succeeded = 0;
            wellSince = nanoTime.getAsLong();
        }
    }

    synchronized boolean isWell() {
        look();
        return step == 0;
    }

    synchronized boolean isPaused() {
        return step > 0 && look() - pausedUntil < 0;
    }

    /** How long until it is worth asking for leave again. */
    synchronized Duration untilWorthAsking(int most) {
        var standing = standing(most);
        return standing.state() == State.RETURNING ? LOOK_AGAIN : standing.pause();
    }

    synchronized Standing standing(int most) {
        long now = look();
        boolean paused = step > 0 && now - pausedUntil < 0;
        return new Standing(
                step == 0 ? State.WELL : paused ? State.PAUSED : State.RETURNING,
                step == 0 ? null : (Integer) (paused ? 0 : Math.min(step, most)),
                paused ? Duration.ofNanos(pausedUntil - now) : Duration.ZERO,
                shown.calls(now),
                shown.failures(now));
    }

    /** Calls that are late count as failed now; answers the time. */
    private long look() {
        long now = nanoTime.getAsLong();
        for (var call : new ArrayList<>(inTheAir)) {
            if (!call.late && call.leave.life == life && now - call.since >= limits.slow.toNanos()) {
                call.late = true;
                shown.add(now, true);
                judge(now, true);
            }
        }
        return now;
    }

    private void judge(long now, boolean failed) {
        judged.add(now, failed);
        if (!failed) {
            return;
        }
        inARow++;
        boolean often = judged.calls(now) >= ENOUGH_CALLS && 2 * judged.failures(now) >= judged.calls(now);
        if (step > 0 || inARow >= limits.inARow || often) {
            leaveAlone(now);
        }
    }

    private void leaveAlone(long now) {
        boolean forgiven = pause.isZero() || step == 0 && now - wellSince >= limits.longestPause.toNanos();
        pause = forgiven ? limits.firstPause : shorter(pause.multipliedBy(2), limits.longestPause);
        pausedUntil = now + pause.toNanos();
        step = 1;
        succeeded = 0;
        turn = null;
        inARow = 0;
        judged.forget();
        inTheAir.clear();
        life++;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
