package io.herald.provider.sandbox;

import io.herald.notice.Progress;
import java.time.Instant;
import java.util.UUID;

/**
 * A message the simulated network accepted.
 *
 * @param code why it failed, empty when it arrived
 * @param copies how often the same attempt was submitted; above 1 somebody sent twice
 */
record SandboxMessage(
        UUID attempt,
        String route,
        String ref,
        String phone,
        String text,
        int parts,
        Instant acceptedAt,
        Instant sentAt,
        Instant endedAt,
        Progress endedAs,
        String code,
        int copies) {

    /** How far it is at {@code now}, whatever receipts were lost. */
    Progress at(Instant now) {
        if (now.isBefore(sentAt)) {
            return Progress.QUEUED;
        }
        return now.isBefore(endedAt) ? Progress.SENT : endedAs;
    }
}
