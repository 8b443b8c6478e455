package io.herald.plan;

/** A way a notice reaches people. */
public enum Channel {
    /** Pushed to a phone, tracked by the delivery's state. */
    SMS,
    /** Shown on the delegate's own page, tracked by seen and confirmed. */
    CARD
}
