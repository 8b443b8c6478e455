package io.herald.dispatch;

import io.herald.dispatch.Ways.Way;
import io.herald.notice.Backoff;
import io.herald.notice.Batch;
import io.herald.notice.NoticeConfig;
import io.herald.notice.Settling;
import io.herald.plan.Lane;
import io.herald.provider.Outcome;
import io.herald.provider.Outcome.Trouble;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When, and on which route, what may be tried again is tried again. */
@ApplicationScoped
class Retries {
    private final Ways ways;
    private final NoticeConfig config;

    Retries(Ways ways, NoticeConfig config) {
        this.ways = ways;
        this.config = config;
    }

    /** Tries for a phone that cannot be reached. */
    int most() {
        return config.mostTries();
    }

    /**
     * When this outcome is tried again: one phone's long pause is not that of the others in its window. Trouble of the route
     * goes to another one where one is open, for urgent notices without any pause; how long this route wants to be left alone
     * is then no reason to wait. A call that was too fast waits as long as the provider asks, for the route's pace does the rest.
     *
     * @param outcome empty when the call was never made
     */
    Settling.Again again(Batch batch, Way way, Optional<Outcome> outcome, Instant now) {
        var pause = Backoff.after(batch.tries(), config.backoff(), config.longestBackoff());
        boolean another = ofTheRoute(way, outcome) && ways.another(way);
        if (!another && outcome.orElse(null) instanceof Outcome.TryLater said) {
            boolean longer = said.why() == Trouble.RATE || said.after().compareTo(pause) > 0;
            pause = longer ? said.after() : pause;
        }
        return new Settling.Again(
                now.plus(another && batch.lane() == Lane.URGENT ? Duration.ZERO : pause),
                another ? way.route().name() : null,
                batch.tries() + 1);
    }

    /**
     * When and on which route it is tried again what a route must not carry now, because its numbers have had their share of it:
     * another one may have room, and is asked first; where that has none either, it waits until it fits.
     *
     * @param fits when it fits over this route
     */
    Settling.Again overBudget(Batch batch, Way way, Instant fits, Instant now) {
        boolean another = batch.avoidRoute() == null && ways.another(way);
        return another
                ? new Settling.Again(now, way.route().name(), batch.tries())
                : new Settling.Again(fits, batch.avoidRoute(), batch.tries());
    }

    private static boolean ofTheRoute(Way way, Optional<Outcome> outcome) {
        if (outcome.isEmpty()) {
            return !way.open();
        }
        return outcome.get() instanceof Outcome.TryLater said
                && switch (said.why()) {
                    case ROUTE, OTHER_ROUTE -> true;
                    case RATE -> way.throttle().heldForLong();
                    case HANDSET -> false;
                };
    }
}
