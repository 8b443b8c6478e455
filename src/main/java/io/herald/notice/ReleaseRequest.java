package io.herald.notice;

import io.herald.plan.Audience;
import io.herald.plan.EscalationStep;
import io.herald.roster.TwoPersons;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * That a broadcast needed a second person, beside its notice.
 *
 * @param corrects the notice it puts right: it goes to those who have that one, and {@code audience} is nobody; null for others
 * @param acceptGaps whether it may go out although some people's text has holes without a value
 * @param decision null while nobody has decided; likewise decidedBy and decidedAt
 * @param reason why it was rejected or the glass broken, null otherwise
 * @param reviewedBy who looked at it after the glass was broken, null until then; likewise reviewedAt
 */
public record ReleaseRequest(
        UUID notice,
        Set<TwoPersons.Why> why,
        Audience audience,
        UUID corrects,
        List<EscalationStep> escalation,
        boolean acceptGaps,
        Decision decision,
        String decidedBy,
        Instant decidedAt,
        String reason,
        String reviewedBy,
        Instant reviewedAt) {
    /** What became of it. */
    public enum Decision {
        /** A second person released it. */
        APPROVED,
        REJECTED,
        /** The duty desk released it alone. */
        BROKEN_GLASS
    }
}
