package io.herald.dispatch;

/**
 * What pace this node may use at this moment.
 *
 * @param share its share of a route's pace, for {@code SHARE}
 * @param era another number whenever something else was granted, or nothing for a while, in between
 */
record PaceGrant(Kind kind, double share, long era) {
    enum Kind {
        /** The bucket in Redis, with all the others. */
        SHARED,
        /** A bucket of its own with a share of the pace. */
        SHARE,
        /** Nothing goes out for the moment. */
        NONE
    }

    /** For a hub that is alone. */
    static final PaceGrant WHOLE = new PaceGrant(Kind.SHARE, 1, 0);
}
