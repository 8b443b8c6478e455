package io.herald.notice;

import io.herald.notice.DeliveryStore.Standing;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.function.Predicate;

/** Takes in that somebody knows: from the card, by SMS, or from who speaks for them. */
@ApplicationScoped
public class Confirmations {
    private final DeliveryStore deliveries;

    Confirmations(DeliveryStore deliveries) {
        this.deliveries = deliveries;
    }

    /**
     * Confirms a delivery; what is still planned of it is taken back. The first confirmation stands, a later one changes nothing.
     *
     * @param mine which deliveries the caller may confirm; any other is as if it were not there
     * @return whether this was the first
     * @throws Problem 404 when there is no such delivery, 409 when its notice was stopped or superseded: only the newest can be
     *     acknowledged
     */
    public boolean confirm(Tx tx, long delivery, Predicate<Standing> mine, Confirmation confirmation, Instant now) {
        var standing =
                deliveries.standing(tx, delivery).filter(mine).orElseThrow(() -> Problem.unknown("delivery", delivery));
        if (standing.confirmed()) {
            return false;
        }
        if (standing.outdated()) {
            throw Problem.conflict("This was taken back or replaced: only the newest can be acknowledged.");
        }
        return deliveries.confirm(tx, delivery, confirmation, now);
    }
}
