package io.herald.notice;

/**
 * What a provider reports about an attempt, in the order of how much is known. {@code FAILED} ends like {@code DELIVERED} but
 * never lowers it: whoever reported a delivery knew more.
 */
public enum Progress {
    QUEUED,
    SENT,
    FAILED,
    DELIVERED,
    READ
}
