package io.herald.desk;

import io.herald.platform.Perseverance;
import io.herald.platform.broker.AmqpDelivery;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Takes what the broker put aside. Acknowledged once it is kept; there is no place behind this one, so whatever fails here waits
 * and is tried again.
 */
@ApplicationScoped
class DeadLetterQueue {
    private final DeadLetters letters;
    private final Perseverance perseverance;

    DeadLetterQueue(DeadLetters letters, Perseverance perseverance) {
        this.letters = letters;
        this.perseverance = perseverance;
    }

    @Incoming("dead-in")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    @Blocking
    CompletionStage<Void> dead(Message<byte[]> message) throws InterruptedException {
        return keep(message, Undelivered::dead);
    }

    @Incoming("unrouted-in")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    @Blocking
    CompletionStage<Void> unrouted(Message<byte[]> message) throws InterruptedException {
        return keep(message, Undelivered::unrouted);
    }

    private CompletionStage<Void> keep(Message<byte[]> message, BiFunction<AmqpDelivery, byte[], Undelivered> reading)
            throws InterruptedException {
        var came = message.getMetadata(AmqpDelivery.class).orElseThrow();
        var kept = perseverance.until(
                "A dead letter", failure -> true, () -> letters.keep(reading.apply(came, message.getPayload())));
        return kept ? message.ack() : CompletableFuture.completedFuture(null);
    }
}
