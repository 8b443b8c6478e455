package io.herald.notice;

/** What became of one call to a route. The first three may still reach the phone, and the database allows one such attempt a delivery. */
public enum AttemptOutcome {
    /** Written down, and in the air or about to be. */
    FLYING,
    /** Nobody can say yet whether it left. */
    UNKNOWN,
    /** The provider has it. */
    ACCEPTED,
    /** The provider said no for good. */
    REFUSED,
    /** The provider, or the way to it, said not now; nothing was sent. */
    TRY_LATER,
    /** Found out later: it never reached the provider. */
    NEVER_LEFT,
    /** Accepted, then reported as not delivered, and given up for another try. */
    BOUNCED
}
