package io.herald.dispatch;

import io.herald.notice.BatchStore;
import io.herald.notice.Settling;
import io.herald.plan.Lane;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Tx;
import io.herald.provider.Routes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jboss.logging.Logger;

/**
 * Takes up batches that nobody works on any more: their node fell silent, this node's worker broke off, or they were published
 * and their message is lost.
 */
@ApplicationScoped
class Rescuer {
    private static final Logger LOG = Logger.getLogger(Rescuer.class);

    private final Db db;
    private final HubClock clock;
    private final Node node;
    private final BatchStore batches;
    private final Settling settling;
    private final Duration silence;
    private final ConcurrentLinkedQueue<BatchRef> brokenOff = new ConcurrentLinkedQueue<>();
    private final LostMessages lostMessages;

    Rescuer(
            Db db,
            HubClock clock,
            Node node,
            BatchStore batches,
            Settling settling,
            LostMessages lostMessages,
            Routes routes,
            DispatchConfig config) {
        this.db = db;
        this.clock = clock;
        this.node = node;
        this.batches = batches;
        this.settling = settling;
        this.lostMessages = lostMessages;
        var longestCall = routes.inOrder().stream()
                .map(route -> routes.settings(route.name()).requestTimeout())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        this.silence = config.lease().plus(longestCall).plus(config.margin());
    }

    /** For a worker of this node that could not start or could not go on; none of its calls is in the air any more. */
    void brokeOff(BatchRef batch) {
        brokenOff.add(batch);
    }

    /** Rescues what nobody holds; answers how many batches. */
    int runOnce() {
        node.stayAlive();
        var mine = List.copyOf(brokenOff);
        var now = clock.instant();
        var lost = lostMessages.lanes(now);
        try {
            var rescued = db.inTransaction(tx -> rescue(tx, mine, lost, now));
            brokenOff.removeAll(mine);
            if (rescued > 0) {
                LOG.warnf("Rescued %d batches that nobody was working on", rescued);
            }
            return rescued;
        } catch (RuntimeException failed) {
            if (!lost.isEmpty()) {
                lostMessages.suspect();
            }
            throw failed;
        }
    }

    private int rescue(Tx tx, List<BatchRef> mine, Set<Lane> lost, Instant now) {
        lost.forEach(lane -> batches.takeBackLost(tx, lane, lostMessages.before(now)));
        mine.forEach(ref -> batches.takeBack(tx, ref.batch(), ref.fence()));
        var abandoned = new ArrayList<>(settling.orphans(tx, silence));
        abandoned.addAll(settling.brokenOff(
                tx,
                node.id(),
                mine.stream().map(BatchRef::batch).toList(),
                mine.stream().map(BatchRef::fence).toList()));
        settling.rescue(tx, abandoned, now);
        return abandoned.size();
    }
}
