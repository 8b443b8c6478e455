package io.herald.plan;

/** Separate queues, workers and pace, so that urgent never waits behind routine. */
public enum Lane {
    URGENT,
    ROUTINE
}
