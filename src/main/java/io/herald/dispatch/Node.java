package io.herald.dispatch;

import io.herald.notice.NodeStore;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Ids;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * This process among its equals: its id, and its lease, which a heartbeat in PostgreSQL renews.
 *
 * <p>Whether the lease is held is decided on the monotonic clock from the moment before the last heartbeat was written, so that
 * a process that slept through its lease knows it before it makes another call.
 */
@ApplicationScoped
public class Node {
    private static final Logger LOG = Logger.getLogger(Node.class);

    private final UUID id = Ids.next();
    private final Db db;
    private final NodeStore nodes;
    private final HubClock clock;
    private final Duration lease;
    private final Pacing pacing;
    private final String address = ProcessHandle.current().pid() + "";
    private final AtomicBoolean beatsSoon = new AtomicBoolean();
    private volatile boolean left;
    private volatile long beatAt = System.nanoTime();
    private volatile boolean alive;

    Node(Db db, NodeStore nodes, HubClock clock, Pacing pacing, DispatchConfig config) {
        this.db = db;
        this.nodes = nodes;
        this.clock = clock;
        this.pacing = pacing;
        this.lease = config.lease();
    }

    public UUID id() {
        return id;
    }

    /** Writes a heartbeat, sets the hub's clock by PostgreSQL's, and learns which pace this node may use. */
    public synchronized void beat() {
        if (left) {
            return;
        }
        pacing.probe();
        long before = System.nanoTime();
        clock.follow(pacing.isAlone() ? db.read(tx -> nodes.beat(tx, id, address)) : beatInTurn(before));
        beatAt = before;
        alive = true;
    }

    private Instant beatInTurn(long before) {
        var beat = db.inTransaction(tx -> pacing.beat(tx, id, address));
        pacing.looked(beat, before);
        return beat.now();
    }

    /** A call to Redis failed: this node stops using it at once, and the others hear of it soon. */
    void redisFailed() {
        pacing.redisFailed();
        if (beatsSoon.compareAndSet(false, true)) {
            Infrastructure.getDefaultWorkerPool().execute(() -> {
                beatsSoon.set(false);
                try {
                    beat();
                } catch (RuntimeException failed) {
                    LOG.debugf(failed, "The heartbeat failed; the next turn tries again");
                }
            });
        }
    }

    /** Whether this node may make calls now. */
    boolean holdsLease() {
        return alive && System.nanoTime() - beatAt < lease.toNanos();
    }

    /** After an outage the own heartbeat is old, and the own batches would look abandoned while their calls are in the air. */
    void stayAlive() {
        if (!holdsLease()) {
            beat();
        }
    }

    /** Takes the place of every node that ran here before: only where no other can be running. */
    void buryOthers() {
        db.transact(tx -> nodes.buryOthers(tx, id));
    }

    void leave() {
        alive = false;
        pacing.stop();
        synchronized (this) {
            left = true;
        }
        db.transact(tx -> nodes.leave(tx, id));
    }
}
