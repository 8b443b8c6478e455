package io.herald.dispatch;

import io.herald.notice.Batch;
import io.herald.notice.BatchStore;
import io.herald.notice.Settling;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Sends one batch: start it, load its people, and send them window by window. */
@ApplicationScoped
class BatchWorker {
    private final Db db;
    private final HubClock clock;
    private final Node node;
    private final BatchStore batches;
    private final Settling settling;
    private final Loader loader;
    private final Ways ways;
    private final Windows windows;
    private final WorkInHand inHand;

    BatchWorker(
            Db db,
            HubClock clock,
            Node node,
            BatchStore batches,
            Settling settling,
            Loader loader,
            Ways ways,
            Windows windows,
            WorkInHand inHand) {
        this.db = db;
        this.clock = clock;
        this.node = node;
        this.batches = batches;
        this.settling = settling;
        this.loader = loader;
        this.ways = ways;
        this.windows = windows;
        this.inHand = inHand;
    }

    /** Makes the batch this node's. Empty when another has it, or a newer message for it is under way. */
    Optional<Batch> start(BatchRef ref) {
        return db.inTransaction(tx -> batches.start(tx, ref.batch(), ref.fence(), node.id(), clock.instant()));
    }

    /**
     * Sends what the batch still has to send, then ends it, or hands it back when no route can take it or the node stops.
     *
     * @throws InterruptedException when the hub stops; what was not sent yet is for the next life
     */
    void send(Batch batch) throws InterruptedException {
        var load = db.inTransaction(tx -> load(tx, batch));
        var letters = load.letters();
        for (int from = 0; from < letters.size(); ) {
            if (inHand.isStopping()) {
                handBack(batch, clock.instant());
                return;
            }
            var way = ways.choose(load.congress().sample(), batch);
            if (way.isEmpty()) {
                var pause = ways.pause(load.congress().sample());
                handBack(batch, clock.instant().plus(pause));
                return;
            }
            try (var turn = way.get()) {
                var window = letters.subList(from, Math.min(from + turn.calls(), letters.size()));
                from += windows.send(batch, load, turn, window);
            }
        }
        db.transact(tx -> settling.finish(tx, batch, node.id(), clock.instant()));
    }

    private Load load(Tx tx, Batch batch) {
        var load = loader.load(tx, batch, clock.instant());
        settling.fail(tx, load.unsendable(), clock.instant());
        return load;
    }

    private void handBack(Batch batch, Instant due) {
        db.transact(tx -> batches.handBack(tx, batch, node.id(), due));
    }
}
