package io.herald.dispatch;

import io.herald.notice.NodeStore;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/**
 * This process among its equals: its id, and its lease, which a heartbeat in PostgreSQL renews.
 *
 * <p>Whether the lease is held is decided on the monotonic clock from the moment before the last heartbeat was written, so that
 * a process that slept through its lease knows it before it makes another call.
 */
@ApplicationScoped
public class Node {
    private final UUID id = Ids.next();
    private final Db db;
    private final NodeStore nodes;
    private final HubClock clock;
    private final Duration lease;
    private volatile long beatAt = System.nanoTime();
    private volatile boolean alive;

    Node(Db db, NodeStore nodes, HubClock clock, DispatchConfig config) {
        this.db = db;
        this.nodes = nodes;
        this.clock = clock;
        this.lease = config.lease();
    }

    public UUID id() {
        return id;
    }

    /** Writes a heartbeat and sets the hub's clock by PostgreSQL's. */
    public void beat() {
        long before = System.nanoTime();
        clock.follow(db.read(tx -> nodes.beat(tx, id, ProcessHandle.current().pid() + "")));
        beatAt = before;
        alive = true;
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
        db.transact(tx -> nodes.leave(tx, id));
    }
}
