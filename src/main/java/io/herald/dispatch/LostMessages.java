package io.herald.dispatch;

import io.herald.notice.BatchStore;
import io.herald.plan.Lane;
import io.herald.platform.Db;
import io.herald.platform.broker.Broker;
import io.herald.platform.broker.Topology;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Finds out whether batches stand as published though no message for them waits any more: the broker came back without its
 * queues, or their node died between its commit and the publication. Publishing again is harmless, for the fence of the first
 * message is then too old; so a message that a busy node has in hand for long may be taken for lost.
 */
@ApplicationScoped
class LostMessages {
    private final Db db;
    private final BatchStore batches;
    private final Broker broker;
    private final DispatchConfig config;
    private final AtomicBoolean suspected = new AtomicBoolean();

    LostMessages(Db db, BatchStore batches, Broker broker, DispatchConfig config) {
        this.db = db;
        this.batches = batches;
        this.broker = broker;
        this.config = config;
    }

    /** Something failed between the commit of a publication and the publication itself. */
    void suspect() {
        suspected.set(true);
    }

    /** Until when a batch must have been published to count. */
    Instant before(Instant now) {
        return broker.used() ? now.minus(config.lostAfter()) : now;
    }

    /**
     * The lanes that lost messages: those in which fewer wait than batches have stood as published for a while. In a hub without
     * a broker the queue cannot lose anything by itself, so there a suspicion decides.
     */
    Set<Lane> lanes(Instant now) {
        boolean suspicion = suspected.getAndSet(false);
        if (!broker.used()) {
            return suspicion ? EnumSet.allOf(Lane.class) : EnumSet.noneOf(Lane.class);
        }
        var lost = EnumSet.noneOf(Lane.class);
        for (var lane : Lane.values()) {
            int published = db.read(tx -> batches.publishedBefore(tx, lane, before(now)));
            if (published > 0 && waiting(lane).orElse(published) < published) {
                lost.add(lane);
            }
        }
        return lost;
    }

    private OptionalInt waiting(Lane lane) {
        return broker.waiting(
                switch (lane) {
                    case URGENT -> Topology.URGENT;
                    case ROUTINE -> Topology.ROUTINE;
                });
    }
}
