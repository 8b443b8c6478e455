package io.herald.hub;

import io.herald.notice.Notice;
import io.herald.notice.ReleaseRequest;
import io.herald.plan.Lane;
import io.herald.roster.TwoPersons;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A broadcast for which a second person is needed, as that person sees it.
 *
 * @param corrects the notice it puts right, null for others
 * @param look what releasing it would do at this moment, null unless it waits
 * @param basis names exactly that outcome: who approves says which one; null unless it waits
 * @param decidedBy null until somebody has; likewise decidedAt
 * @param reason why it was rejected or the glass broken, null otherwise
 * @param reviewedBy who looked at it after the glass was broken, null until then; likewise reviewedAt
 */
public record Held(
        UUID notice,
        String name,
        State state,
        Set<TwoPersons.Why> why,
        Lane lane,
        boolean confidential,
        String askedBy,
        Instant askedAt,
        Instant due,
        Instant useBy,
        UUID corrects,
        Preview look,
        String basis,
        String decidedBy,
        Instant decidedAt,
        String reason,
        String reviewedBy,
        Instant reviewedAt) {
    /** Where it stands. */
    public enum State {
        WAITING,
        /** Nobody decided until its use-by. */
        EXPIRED,
        STOPPED,
        /** What it is about has changed. */
        SUPERSEDED,
        APPROVED,
        REJECTED,
        /** The duty desk released it alone. */
        BROKEN_GLASS;

        static State of(Notice notice, ReleaseRequest request, Instant now) {
            if (request.decision() != null) {
                return switch (request.decision()) {
                    case APPROVED -> APPROVED;
                    case REJECTED -> REJECTED;
                    case BROKEN_GLASS -> BROKEN_GLASS;
                };
            } else if (notice.stoppedAt() != null) {
                return STOPPED;
            } else if (notice.supersededAt() != null) {
                return SUPERSEDED;
            }
            return now.isBefore(notice.useBy()) ? WAITING : EXPIRED;
        }
    }

    static Held of(Notice notice, ReleaseRequest request, State state, Preview look, String basis) {
        return new Held(
                notice.id(),
                notice.name(),
                state,
                request.why(),
                notice.lane(),
                notice.confidential(),
                notice.createdBy(),
                notice.createdAt(),
                notice.due(),
                notice.useBy(),
                request.corrects(),
                look,
                basis,
                request.decidedBy(),
                request.decidedAt(),
                request.reason(),
                request.reviewedBy(),
                request.reviewedAt());
    }
}
