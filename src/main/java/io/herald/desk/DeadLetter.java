package io.herald.desk;

import java.time.Instant;
import java.util.UUID;

/**
 * A message nobody took, in a list: without its body, which may say something about a person.
 *
 * @param times how often it came while it waited; what the broker brought again counts, too
 * @param type and {@code source} and {@code event} name the CloudEvent it holds, as far as it can be read
 * @param settledAt null while it waits for a person
 */
record DeadLetter(
        UUID id,
        Undelivered.Kind kind,
        Instant cameAt,
        int times,
        String exchange,
        String routingKey,
        String queue,
        String reason,
        String why,
        String type,
        String source,
        String event,
        long bytes,
        Instant settledAt,
        How settledHow,
        String settledBy) {
    enum How {
        RETRIED,
        DISCARDED
    }
}
