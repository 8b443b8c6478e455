package io.herald.hub;

import io.herald.desk.DeadLetters;
import io.herald.event.EventCodec;
import io.herald.platform.DatabaseAway;
import io.herald.platform.Perseverance;
import io.herald.platform.Problem;
import io.herald.platform.broker.AmqpDelivery;
import io.herald.platform.broker.Topology;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * The AMQP door for events: the same narration as the HTTP door, acknowledged after its commit. One after the other, for an
 * event without a sequence counts as newer than those before it.
 */
@ApplicationScoped
class EventQueue {
    private static final Logger LOG = Logger.getLogger(EventQueue.class);

    private final EventCodec codec;
    private final Narrator narrator;
    private final DeadLetters deadLetters;
    private final Perseverance perseverance;

    EventQueue(EventCodec codec, Narrator narrator, DeadLetters deadLetters, Perseverance perseverance) {
        this.codec = codec;
        this.narrator = narrator;
        this.deadLetters = deadLetters;
        this.perseverance = perseverance;
    }

    @Incoming("events-in")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    @Blocking
    CompletionStage<Void> take(Message<byte[]> message) throws InterruptedException {
        try {
            var done = perseverance.until("An event", DatabaseAway::isWhy, () -> tellOrRefuse(message));
            // Without an answer the broker gives it to another node.
            return done ? message.ack() : CompletableFuture.completedFuture(null);
        } catch (RuntimeException failure) {
            LOG.error("An event can neither be told nor kept as refused, and goes to the dead letters", failure);
            return message.nack(failure);
        }
    }

    /** It would be refused each time it came again, and must not stand in the way of those behind it: a person decides. */
    private void tellOrRefuse(Message<byte[]> message) {
        var came = message.getMetadata(AmqpDelivery.class).orElseThrow();
        var properties = came.properties();
        var body = message.getPayload();
        try {
            narrator.tell(AmqpEvent.read(codec, properties.getContentType(), properties.getHeaders(), body));
        } catch (Problem problem) {
            deadLetters.refuse(came, body, Topology.EVENTS, problem.getMessage());
        } catch (RuntimeException | StackOverflowError failure) {
            if (DatabaseAway.isWhy(failure)) {
                throw (RuntimeException) failure;
            }
            LOG.error("An event broke the narration", failure);
            var name = failure.getClass().getSimpleName();
            deadLetters.refuse(came, body, Topology.EVENTS, "It broke the narration (" + name + "); see the log.");
        }
    }
}
