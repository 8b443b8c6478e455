package io.herald.dispatch;

import io.herald.dispatch.Load.Letter;
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

/** Makes the calls of one window, all at once, holding no connection. The pace was waited for before the window was written. */
@ApplicationScoped
class Flight {
    private final Node node;
    private final HubClock clock;
    private final Routes routes;

    Flight(Node node, HubClock clock, Routes routes) {
        this.node = node;
        this.clock = clock;
        this.routes = routes;
    }

    /** The answers in the order of the window; empty where the call was never made. Returns when all are back. */
    List<Optional<Outcome>> fly(Way way, Notice notice, Map<Attempt, Letter> window) {
        var calls = new ArrayList<Future<Optional<Outcome>>>();
        window.forEach((attempt, letter) -> calls.add(launch(way, notice, submission(way, notice, attempt, letter))));
        var answers = new ArrayList<Optional<Outcome>>();
        for (var call : calls) {
            answers.add(answer(call));
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

    private Future<Optional<Outcome>> launch(Way way, Notice notice, Submission submission) {
        return way.calls().make(notice.lane(), () -> call(way, notice, submission));
    }

    /** The last look before the call: the lease on the monotonic clock, and the use-by. */
    private Optional<Outcome> call(Way way, Notice notice, Submission submission) {
        var validity = Duration.between(clock.instant(), notice.useBy());
        if (!node.holdsLease() || validity.isNegative() || validity.isZero()) {
            return Optional.empty();
        }
        var outcome = way.route().submit(submission.with(validity));
        learn(way, outcome);
        return Optional.of(outcome);
    }

    private void learn(Way way, Outcome outcome) {
        if (outcome instanceof Outcome.TryLater later && later.why() == Outcome.Trouble.RATE) {
            way.pace().hold(later.after());
        } else if (outcome instanceof Outcome.Unknown
                || outcome instanceof Outcome.TryLater later && later.why() == Outcome.Trouble.ROUTE) {
            way.health().ill(clock.instant());
        } else {
            way.health().well();
        }
    }

    /** A call that ended in a way no route should end is not known to have stayed here. */
    private static Optional<Outcome> answer(Future<Optional<Outcome>> call) {
        try {
            return call.get();
        } catch (ExecutionException broken) {
            return Optional.of(new Outcome.Unknown(broken.getCause().getClass().getSimpleName()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.of(new Outcome.Unknown("interrupted"));
        }
    }
}
