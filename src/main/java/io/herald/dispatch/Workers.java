package io.herald.dispatch;

import io.herald.notice.Batch;
import io.herald.plan.Lane;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Works batches off, wherever they come from: out of the queue, or past it while the broker is away. */
@ApplicationScoped
class Workers {
    private static final Logger LOG = Logger.getLogger(Workers.class);

    /** As many of a lane at once as come through the queue. */
    private static final int PAST_THE_QUEUE = 4;

    private final BatchWorker worker;
    private final Rescuer rescuer;
    private final WorkInHand inHand;
    private final Map<Lane, ThreadPoolExecutor> pastTheQueue = new EnumMap<>(Lane.class);

    Workers(BatchWorker worker, Rescuer rescuer, WorkInHand inHand) {
        this.worker = worker;
        this.rescuer = rescuer;
        this.inHand = inHand;
        for (var lane : Lane.values()) {
            pastTheQueue.put(lane, pool(lane));
        }
    }

    private static ThreadPoolExecutor pool(Lane lane) {
        return new ThreadPoolExecutor(0, PAST_THE_QUEUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            var thread = new Thread(task, "past-the-queue-" + lane);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Works off one batch, if it is still there to be had.
     *
     * @param answer runs once, when the start is committed: from there PostgreSQL carries the batch, and a rescue finds it. It also
     *     runs when the start failed, for then this node publishes the batch again; not when this node takes nothing any more
     */
    void work(BatchRef ref, Runnable answer) {
        if (!inHand.enter()) {
            return;
        }
        try {
            var batch = start(ref, answer);
            if (batch.isPresent()) {
                worker.send(batch.get());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            rescuer.brokeOff(ref);
        } catch (RuntimeException | Error broken) {
            LOG.warnf("Batch %s broke off (%s); it is taken up again", ref.batch(), broken);
            LOG.debug("It broke off here", broken);
            rescuer.brokeOff(ref);
        } finally {
            inHand.leave();
        }
    }

    private Optional<Batch> start(BatchRef ref, Runnable answer) {
        try {
            return worker.start(ref);
        } finally {
            answer.run();
        }
    }

    /**
     * Works a released batch off in this node, because the broker does not take it: a congress must hear of an alarm with the
     * broker away, too. Should its message arrive after all, the batch is started already and the message finds nothing.
     *
     * @return false when as many are in hand as would be through the queue
     */
    boolean workPastTheQueue(Batch batch) {
        try {
            pastTheQueue.get(batch.lane()).execute(() -> work(BatchRef.of(batch), () -> {}));
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    @PreDestroy
    void stop() {
        pastTheQueue.values().forEach(ThreadPoolExecutor::shutdown);
    }
}
