package io.herald.event;

import java.time.Instant;

/** What became of an event. */
public record Fate(
        String source,
        String id,
        String congress,
        String type,
        String subject,
        Long sequence,
        Kind fate,
        String reason,
        Instant receivedAt,
        Instant settledAt) {
    /** The fates an event can have. */
    public enum Kind {
        /** It took effect. */
        APPLIED,
        /** Something newer about its subject had been applied before. */
        STALE,
        /** Its subject is not known yet; it is applied when it becomes so. */
        PARKED
    }
}
