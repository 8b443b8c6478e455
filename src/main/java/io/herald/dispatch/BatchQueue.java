package io.herald.dispatch;

import io.herald.notice.Batch;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** The queue between releaser and workers, one lane each; what runs below it is configuration. */
@ApplicationScoped
class BatchQueue {
    private static final Logger LOG = Logger.getLogger(BatchQueue.class);

    private final MutinyEmitter<JsonObject> urgent;
    private final MutinyEmitter<JsonObject> routine;
    private final BatchWorker worker;
    private final Rescuer rescuer;
    private final DispatchConfig config;

    BatchQueue(
            @Channel("batches-urgent-out") MutinyEmitter<JsonObject> urgent,
            @Channel("batches-routine-out") MutinyEmitter<JsonObject> routine,
            BatchWorker worker,
            Rescuer rescuer,
            DispatchConfig config) {
        this.urgent = urgent;
        this.routine = routine;
        this.worker = worker;
        this.rescuer = rescuer;
        this.config = config;
    }

    /** Publishes and waits for the confirmation; throws when none came in time. */
    void publish(Batch batch) {
        var emitter =
                switch (batch.lane()) {
                    case URGENT -> urgent;
                    case ROUTINE -> routine;
                };
        emitter.send(new BatchRef(batch.id(), batch.fence()).json()).await().atMost(config.publishTimeout());
    }

    @Incoming("batches-urgent-in")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    @Blocking(ordered = false, value = "urgent-workers")
    CompletionStage<Void> urgent(Message<JsonObject> message) {
        return work(message);
    }

    @Incoming("batches-routine-in")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    @Blocking(ordered = false, value = "routine-workers")
    CompletionStage<Void> routine(Message<JsonObject> message) {
        return work(message);
    }

    /** Acknowledges once the start is committed: from there PostgreSQL carries the batch, and a rescue finds it. */
    private CompletionStage<Void> work(Message<JsonObject> message) {
        var ref = BatchRef.of(message.getPayload());
        try {
            var started = worker.start(ref);
            var acknowledged = message.ack();
            if (started.isPresent()) {
                worker.send(started.get());
            }
            return acknowledged;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            rescuer.brokeOff(ref);
            return message.ack();
        } catch (RuntimeException | Error broken) {
            LOG.warnf("Batch %s broke off (%s); it is taken up again", ref.batch(), broken);
            LOG.debug("It broke off here", broken);
            rescuer.brokeOff(ref);
            return message.ack();
        }
    }
}
