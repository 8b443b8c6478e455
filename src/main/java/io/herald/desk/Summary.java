package io.herald.desk;

import java.time.Instant;

/**
 * What stood open when the desk was handed over.
 *
 * @param urgent how many of the cases are of urgent notices
 * @param conversations messages from phones that wait for a person
 * @param oldest since when the oldest case stands open, null when none does
 */
record Summary(
        long failed,
        long inDoubt,
        long unanswered,
        long notReturned,
        long urgent,
        long conversations,
        Instant oldest) {}
