package io.herald.dispatch;

import io.herald.notice.Batch;
import io.herald.plan.Lane;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private final Workers workers;
    private final DispatchConfig config;

    BatchQueue(
            @Channel("batches-urgent-out") MutinyEmitter<JsonObject> urgent,
            @Channel("batches-routine-out") MutinyEmitter<JsonObject> routine,
            Workers workers,
            DispatchConfig config) {
        this.urgent = urgent;
        this.routine = routine;
        this.workers = workers;
        this.config = config;
    }

    /** Publishes them all and waits for the confirmations; answers those for which none came in time. */
    List<Batch> publish(List<Batch> batches) {
        var sends = new LinkedHashMap<Batch, CompletableFuture<Void>>();
        batches.forEach(batch -> sends.put(batch, send(batch)));
        long until = System.nanoTime() + config.publishTimeout().toNanos();
        var unconfirmed = new ArrayList<Batch>();
        sends.forEach((batch, send) -> {
            if (!confirmed(batch, send, until)) {
                unconfirmed.add(batch);
            }
        });
        return unconfirmed;
    }

    private CompletableFuture<Void> send(Batch batch) {
        try {
            return emitter(batch.lane()).send(BatchRef.of(batch).json()).subscribeAsCompletionStage();
        } catch (RuntimeException closed) {
            return CompletableFuture.failedFuture(closed);
        }
    }

    private MutinyEmitter<JsonObject> emitter(Lane lane) {
        return switch (lane) {
            case URGENT -> urgent;
            case ROUTINE -> routine;
        };
    }

    private static boolean confirmed(Batch batch, CompletableFuture<Void> send, long until) {
        try {
            send.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException refused) {
            LOG.debugf("Batch %s was not taken by the queue (%s)", batch.id(), refused.getCause());
        } catch (TimeoutException silent) {
            LOG.debugf("Batch %s was not confirmed by the queue in time", batch.id());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return false;
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

    /** Acknowledged once the start is committed; a node that stops leaves it unanswered, and the broker gives it to another. */
    private CompletionStage<Void> work(Message<JsonObject> message) {
        BatchRef ref;
        try {
            ref = BatchRef.of(message.getPayload());
        } catch (RuntimeException notABatch) {
            return message.nack(notABatch);
        }
        workers.work(ref, () -> message.ack());
        return CompletableFuture.completedFuture(null);
    }
}
