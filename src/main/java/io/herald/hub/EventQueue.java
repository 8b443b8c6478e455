package io.herald.hub;

import io.herald.event.Envelope;
import io.herald.event.EventCodec;
import io.herald.platform.DatabaseAway;
import io.herald.platform.Problem;
import io.herald.platform.broker.AmqpDelivery;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    private static final int LONGEST_PAUSE_SECONDS = 10;

    private final EventCodec codec;
    private final Narrator narrator;
    private final CountDownLatch stopped = new CountDownLatch(1);

    EventQueue(EventCodec codec, Narrator narrator) {
        this.codec = codec;
        this.narrator = narrator;
    }

    @Incoming("events-in")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    @Blocking
    CompletionStage<Void> take(Message<byte[]> message) throws InterruptedException {
        for (int pause = 1; stopped.getCount() > 0; pause = Math.min(2 * pause, LONGEST_PAUSE_SECONDS)) {
            try {
                narrator.tell(read(message));
                return message.ack();
            } catch (RuntimeException failure) {
                if (!DatabaseAway.isWhy(failure)) {
                    return refuse(message, failure);
                }
                LOG.warnf(
                        "An event waits for the database (%s)",
                        failure.getClass().getSimpleName());
                stopped.await(pause, TimeUnit.SECONDS);
            }
        }
        return CompletableFuture.completedFuture(null); // not answered: the broker gives it to another node
    }

    /** It would be refused each time it came again, and must not stand in the way of those behind it. */
    private static CompletionStage<Void> refuse(Message<byte[]> message, RuntimeException failure) {
        if (failure instanceof Problem problem) {
            LOG.infof("An event was refused (%d) and goes to the dead letters", problem.status());
        } else {
            LOG.error("An event broke the narration and goes to the dead letters", failure);
        }
        return message.nack(failure);
    }

    private List<Envelope> read(Message<byte[]> message) {
        var properties = message.getMetadata(AmqpDelivery.class).orElseThrow().properties();
        return AmqpEvent.read(codec, properties.getContentType(), properties.getHeaders(), message.getPayload());
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }
}
