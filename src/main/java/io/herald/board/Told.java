package io.herald.board;

import io.herald.notice.AttemptOutcome;
import io.herald.notice.DeliveryState;
import io.herald.notice.DoubtStep;
import io.herald.notice.Progress;
import io.herald.plan.Lane;
import io.herald.render.Encoding;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One notice in a delegate's history: what became of it, and every text that was really sent.
 *
 * @param state null for a notice that is shown on cards alone
 */
record Told(
        long delivery,
        About notice,
        Reach reach,
        DeliveryState state,
        String reason,
        Instant stateAt,
        Instant onCardSince,
        Instant seenAt,
        Instant confirmedAt,
        String confirmedBy,
        String confirmedWay,
        List<Try> attempts) {
    /** The notice it is about. */
    record About(
            UUID id,
            String name,
            String subject,
            int version,
            Lane lane,
            Instant due,
            Instant useBy,
            boolean ackAsked,
            Instant stoppedAt,
            Instant supersededAt) {}

    /**
     * One call to a route.
     *
     * @param phone hidden but for its end
     * @param settledHow answer, callback, asked or policy; empty while nobody found out
     * @param report the most that the provider ever reported, null when it reported nothing
     * @param steps how a doubt about it came and went; none for nearly all
     */
    record Try(
            UUID id,
            long delivery,
            String route,
            String phone,
            String text,
            int parts,
            Encoding encoding,
            AttemptOutcome outcome,
            String reason,
            Instant writtenAt,
            Instant settledAt,
            String settledHow,
            Progress report,
            String reportCode,
            Instant reportAt,
            List<Callback> receipts,
            List<Step> steps) {
        Try with(List<Callback> callbacks, List<Step> itsSteps) {
            return new Try(
                    id,
                    delivery,
                    route,
                    phone,
                    text,
                    parts,
                    encoding,
                    outcome,
                    reason,
                    writtenAt,
                    settledAt,
                    settledHow,
                    report,
                    reportCode,
                    reportAt,
                    callbacks,
                    itsSteps);
        }
    }

    /** One step of an attempt that was in doubt, or that its provider was asked about. */
    record Step(Instant at, DoubtStep step, String detail) {}

    /** One report as it came in. */
    record Callback(Progress report, String code, Instant receivedAt) {}

    Told with(List<Try> tries) {
        return new Told(
                delivery,
                notice,
                reach,
                state,
                reason,
                stateAt,
                onCardSince,
                seenAt,
                confirmedAt,
                confirmedBy,
                confirmedWay,
                tries);
    }
}
