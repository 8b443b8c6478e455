package io.herald.desk;

import java.time.Instant;

/**
 * How much waits for a person in a congress; what somebody closed waits no more.
 *
 * @param toRelease broadcasts that wait for a second person
 * @param deadLetters messages nobody took, of the whole hub: one that cannot be read names no congress
 * @param inDoubtSince when the oldest of those in doubt came into doubt, null when none is
 */
public record Waiting(
        long failed,
        long inDoubt,
        Instant inDoubtSince,
        long unanswered,
        long notReturned,
        long brokenGlass,
        long toRelease,
        long deadLetters) {}
