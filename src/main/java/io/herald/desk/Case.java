package io.herald.desk;

import io.herald.notice.DeliveryState;
import io.herald.plan.Lane;
import io.herald.roster.Bilingual;
import java.time.Instant;
import java.util.UUID;

/**
 * What needs a person: a delivery, or a notice as a whole.
 *
 * @param delivery null where it is about the notice as a whole
 * @param noticeName what staff call the notice
 * @param person code of the delegate or staff person; {@code delegation} is null for staff
 * @param state null for a notice that is shown on cards alone
 * @param reason why it is in that state, null when there is nothing to say; why the glass was broken, in their words
 * @param lastStep what was last found out about an attempt in doubt, null for other kinds
 * @param since when it failed, came into doubt, was to be acknowledged or returned, or was released; {@code ageSeconds} counts from there
 * @param holder code of the staff person who has it in hand, null when nobody has
 * @param atDesk whether it was handed to the duty desk and nobody there has taken it yet
 */
record Case(
        Kind kind,
        Lane lane,
        Long delivery,
        UUID notice,
        String noticeName,
        String person,
        Bilingual name,
        String delegation,
        DeliveryState state,
        String reason,
        String lastStep,
        Instant since,
        long ageSeconds,
        String holder,
        boolean atDesk) {
    /** What is to be done about it. */
    enum Kind {
        /** The push will not arrive, the card was not opened, and it is still true: tell them otherwise. */
        FAILED,
        /** For more than a minute nobody knows whether it left: ask them. */
        IN_DOUBT,
        /** An acknowledgement is asked for and did not come in time: ring them up. */
        UNANSWERED,
        /** A paper that was called back is not back in time: fetch it. */
        NOT_RETURNED,
        /** The duty desk (the person) released a broadcast alone that needed two: review why. */
        BROKEN_GLASS
    }
}
