package io.herald.console.demo;

/** How many deliveries stand where, as the hub's board says it. */
record Counts(
        long total,
        long planned,
        long inDoubt,
        long accepted,
        long sent,
        long delivered,
        long read,
        long failed,
        long expired,
        long withdrawn,
        long cardOnly,
        long seen,
        long confirmed) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** What the states add up to; {@link #total} is what the hub counted without looking at them. */
    long sum() {
        return planned + inDoubt + accepted + sent + delivered + read + failed + expired + withdrawn + cardOnly;
    }

    /** A provider has it, and perhaps the phone. */
    long left() {
        return accepted + sent + arrived();
    }

    /** A receipt says that the phone has it. */
    long arrived() {
        return delivered + read;
    }

    /** It left, and nobody knows yet how that ended. */
    long underWay() {
        return accepted + sent + inDoubt;
    }

    /** It ended, and not on the phone. */
    long missed() {
        return failed + expired;
    }

    /** Whether nothing is still to happen with what was due. */
    boolean settled() {
        return planned == 0 && underWay() == 0;
    }

    Counts plus(Counts other) {
        return new Counts(
                total + other.total,
                planned + other.planned,
                inDoubt + other.inDoubt,
                accepted + other.accepted,
                sent + other.sent,
                delivered + other.delivered,
                read + other.read,
                failed + other.failed,
                expired + other.expired,
                withdrawn + other.withdrawn,
                cardOnly + other.cardOnly,
                seen + other.seen,
                confirmed + other.confirmed);
    }
}
