package io.herald.notice;

import java.util.UUID;

/**
 * What is now known of an attempt, and what follows for its delivery.
 *
 * @param ref the provider's id of the message, empty when it gave none
 * @param detail the provider's code or a short cause, for people; never personal data
 * @param then the state the delivery moves to; {@code PLANNED} puts it into a new batch
 * @param reason beside that state, null when there is nothing to say
 */
public record Settlement(
        UUID attempt,
        long delivery,
        AttemptOutcome outcome,
        String ref,
        String detail,
        DeliveryState then,
        Reason reason) {}
