package io.herald.dispatch;

import io.herald.notice.AttemptOutcome;
import io.herald.notice.DeliveryState;
import io.herald.notice.Reason;
import io.herald.notice.Settlement;
import io.herald.provider.Outcome;
import java.util.UUID;

/** The one place where a provider's answer becomes a state. */
final class OutcomeTable {
    private OutcomeTable() {}

    /**
     * @param tries how often this delivery was tried before
     * @param mostTries tries for a phone that cannot be reached; trouble of the route itself is tried until the use-by
     */
    static Settlement settlement(UUID attempt, long delivery, Outcome outcome, int tries, int mostTries) {
        if (outcome instanceof Outcome.Accepted accepted) {
            return new Settlement(
                    attempt, delivery, AttemptOutcome.ACCEPTED, accepted.ref(), "", DeliveryState.ACCEPTED, null);
        }
        if (outcome instanceof Outcome.Refused refused) {
            return new Settlement(
                    attempt,
                    delivery,
                    AttemptOutcome.REFUSED,
                    "",
                    refused.code(),
                    DeliveryState.FAILED,
                    reason(refused.why()));
        }
        if (outcome instanceof Outcome.TryLater later) {
            boolean ofThisPhone = later.why() == Outcome.Trouble.HANDSET || later.why() == Outcome.Trouble.OTHER_ROUTE;
            boolean givenUp = ofThisPhone && tries + 1 >= mostTries;
            return new Settlement(
                    attempt,
                    delivery,
                    AttemptOutcome.TRY_LATER,
                    "",
                    later.code(),
                    givenUp ? DeliveryState.FAILED : DeliveryState.PLANNED,
                    reason(later.why()));
        }
        var unknown = (Outcome.Unknown) outcome;
        return new Settlement(
                attempt, delivery, AttemptOutcome.UNKNOWN, "", unknown.why(), DeliveryState.IN_DOUBT, null);
    }

    /** For an attempt that was written down and never made. */
    static Settlement neverMade(UUID attempt, long delivery) {
        return new Settlement(
                attempt, delivery, AttemptOutcome.NEVER_LEFT, "", "not made", DeliveryState.PLANNED, null);
    }

    private static Reason reason(Outcome.Refusal why) {
        return switch (why) {
            case ADDRESS -> Reason.BAD_NUMBER;
            case OPTED_OUT -> Reason.OPTED_OUT;
            case CONTENT -> Reason.REFUSED;
        };
    }

    private static Reason reason(Outcome.Trouble why) {
        return switch (why) {
            case RATE -> Reason.RATE;
            case ROUTE -> Reason.ROUTE_DOWN;
            case HANDSET, OTHER_ROUTE -> Reason.UNREACHABLE;
        };
    }
}
