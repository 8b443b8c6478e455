package io.herald.provider;

import io.herald.notice.Progress;
import io.herald.notice.Reason;
import io.herald.notice.Reported;
import jakarta.enterprise.context.ApplicationScoped;

/** A provider's report in the hub's words: what its code means is looked up in the code table of its kind. */
@ApplicationScoped
public class Translation {
    private final Routes routes;

    Translation(Routes routes) {
        this.routes = routes;
    }

    public Reported reported(Report report) {
        var failure = report.progress() == Progress.FAILED ? failure(report) : null;
        return new Reported(
                report.route(),
                report.attempt(),
                report.ref(),
                report.progress(),
                report.code(),
                failure instanceof Outcome.Refused refused ? reason(refused.why()) : reasonOf(failure),
                failure instanceof Outcome.TryLater later ? later.after() : null);
    }

    /** Of a route that is not configured any more nobody knows the codes: then it is a failure and no more. */
    private Outcome failure(Report report) {
        if (!routes.has(report.route())) {
            return new Outcome.Refused(Outcome.Refusal.ADDRESS, report.code());
        }
        return routes.kind(routes.get(report.route()).kind()).classify(report.code());
    }

    private static Reason reasonOf(Outcome failure) {
        return failure == null ? null : Reason.UNREACHABLE;
    }

    private static Reason reason(Outcome.Refusal why) {
        return switch (why) {
            case ADDRESS -> Reason.BAD_NUMBER;
            case OPTED_OUT -> Reason.OPTED_OUT;
            case CONTENT -> Reason.REFUSED;
        };
    }
}
