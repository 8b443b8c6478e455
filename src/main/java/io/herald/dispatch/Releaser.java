package io.herald.dispatch;

import io.herald.notice.Batch;
import io.herald.notice.BatchStore;
import io.herald.plan.Lane;
import io.herald.platform.Db;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Gives due batches to the queue, urgent first, and no more than the routes can send in a while. */
@ApplicationScoped
class Releaser {
    private static final Logger LOG = Logger.getLogger(Releaser.class);

    /** SMS parts a batch is reckoned with: a hundred texts of two parts. */
    private static final int PARTS = Batch.MOST * 2;

    /** So many batches are always kept ahead, so that a slow route's workers never idle. */
    private static final int LEAST = 4;

    private final Db db;
    private final BatchStore batches;
    private final BatchQueue queue;
    private final Workers workers;
    private final int most;

    Releaser(Db db, BatchStore batches, BatchQueue queue, Workers workers, Ways ways, DispatchConfig config) {
        this.db = db;
        this.batches = batches;
        this.queue = queue;
        this.workers = workers;
        this.most = (int) Math.max(LEAST, ways.perSecond() * config.ahead().toSeconds() / PARTS);
    }

    /** Publishes what is due; answers how many batches. */
    int runOnce(Instant now) {
        int published = 0;
        for (var lane : Lane.values()) {
            var due = take(lane, now);
            queue.publish(due).forEach(this::workOrTakeBack);
            published += due.size();
        }
        return published;
    }

    private List<Batch> take(Lane lane, Instant now) {
        return db.inTransaction(tx -> {
            int room = most - batches.inTheQueue(tx, lane);
            return room > 0 ? batches.publishDue(tx, lane, now, room) : List.of();
        });
    }

    /** A publication that is not confirmed may still arrive; whoever starts the batch first has it, or its next fence outdates it. */
    private void workOrTakeBack(Batch batch) {
        if (!workers.workPastTheQueue(batch)) {
            LOG.debugf("Batch %s was not confirmed by the queue; it is published again", batch.id());
            db.transact(tx -> batches.takeBack(tx, batch.id(), batch.fence()));
        }
    }
}
