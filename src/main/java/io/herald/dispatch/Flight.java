package io.herald.dispatch;

import io.herald.dispatch.Load.Letter;
import io.herald.dispatch.RouteHealth.Sign;
import io.herald.dispatch.Ways.Turn;
import io.herald.dispatch.Ways.Way;
import io.herald.notice.Attempt;
import io.herald.notice.Notice;
import io.herald.platform.HubClock;
import io.herald.provider.Outcome;
import io.herald.provider.Routes;
import io.herald.provider.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes the calls of one window, all at once, holding no connection. The pace was waited for before the window was written. */
@ApplicationScoped
class Flight {
    /** How often a call that waits for a thread asks whether its route is still the right one. */
    private static final long LOOK_MILLIS = 250;

    private final Node node;
    private final HubClock clock;
    private final Routes routes;

    Flight(Node node, HubClock clock, Routes routes) {
        this.node = node;
        this.clock = clock;
        this.routes = routes;
    }

    /** A call of a window: whoever turns {@code begun} decides whether it is made. */
    private record Flying(AtomicBoolean begun, Future<Optional<Outcome>> answer) {}

    /** The answers in the order of the window; empty where the call was never made. Returns when all are back. */
    List<Optional<Outcome>> fly(Turn turn, Notice notice, Map<Attempt, Letter> window) {
        long tookOff = System.nanoTime();
        var calls = new ArrayList<Flying>();
        window.forEach((attempt, letter) ->
                calls.add(launch(turn, notice, submission(turn.way(), notice, attempt, letter), tookOff)));
        var answers = new ArrayList<Optional<Outcome>>();
        for (var call : calls) {
            answers.add(answer(turn, call));
        }
        return answers;
    }

    private Submission submission(Way way, Notice notice, Attempt attempt, Letter letter) {
        return new Submission(
                attempt.id(),
                attempt.phone(),
                attempt.text(),
                attempt.parts().count(),
                notice.text().name(),
                attempt.variables(),
                letter.signature(),
                Duration.between(clock.instant(), notice.useBy()),
                routes.callback(way.route(), attempt.id()));
    }

    private Flying launch(Turn turn, Notice notice, Submission submission, long tookOff) {
        var begun = new AtomicBoolean();
        var answer = turn.way()
                .calls()
                .make(
                        notice.lane(),
                        () -> begun.compareAndSet(false, true)
                                ? call(turn, notice, submission, tookOff)
                                : Optional.<Outcome>empty());
        return new Flying(begun, answer);
    }

    /**
     * The last look before the call: the route's health, the lease on the monotonic clock, and the use-by. The lease is looked at
     * once more when the request is about to be written, for this process may sleep in between for as long as a rescue takes.
     */
    private Optional<Outcome> call(Turn turn, Notice notice, Submission submission, long tookOff) {
        var validity = Duration.between(clock.instant(), notice.useBy());
        if (!turn.holds() || !node.holdsLease() || validity.isNegative() || validity.isZero()) {
            return Optional.empty();
        }
        var health = turn.way().health();
        var call = health.begin(turn.leave());
        var sign = Sign.ILL;
        var overslept = new AtomicBoolean();
        try {
            var outcome = turn.way().route().submit(submission.with(validity, () -> stillMine(overslept)));
            if (overslept.get()) {
                sign = Sign.NEITHER;
                return Optional.empty();
            }
            sign = sign(outcome);
            pace(turn.way(), outcome, tookOff);
            return Optional.of(outcome);
        } finally {
            health.end(call, sign);
        }
    }

    private boolean stillMine(AtomicBoolean overslept) {
        overslept.set(!node.holdsLease());
        return !overslept.get();
    }

    /** An answer that is about the message, or about this phone, shows that the route is well. */
    static Sign sign(Outcome outcome) {
        if (outcome instanceof Outcome.Unknown) {
            return Sign.ILL;
        }
        return outcome instanceof Outcome.TryLater later
                ? switch (later.why()) {
                    case ROUTE -> Sign.ILL;
                    case RATE -> Sign.NEITHER;
                    case OTHER_ROUTE, HANDSET -> Sign.WELL;
                }
                : Sign.WELL;
    }

    private static void pace(Way way, Outcome outcome, long tookOff) {
        if (outcome instanceof Outcome.TryLater later && later.why() == Outcome.Trouble.RATE) {
            var hold = way.throttle().tooFast(tookOff, later.after());
            way.pace().hold(hold.compareTo(Throttle.LONGEST) > 0 ? Throttle.LONGEST : hold);
        } else if (sign(outcome) == Sign.WELL) {
            way.throttle().flows(tookOff);
        }
    }

    /**
     * Waits for an answer. A call that still waits for a thread when its route falls ill is not made. One that ended in a way no
     * route should end is not known to have stayed here.
     */
    private static Optional<Outcome> answer(Turn turn, Flying call) {
        while (true) {
            try {
                return call.answer().get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException inTheAir) {
                if (!turn.holds() && call.begun().compareAndSet(false, true)) {
                    return Optional.empty();
                }
            } catch (ExecutionException broken) {
                return Optional.of(
                        new Outcome.Unknown(broken.getCause().getClass().getSimpleName()));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return Optional.of(new Outcome.Unknown("interrupted"));
            }
        }
    }
}
