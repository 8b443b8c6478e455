package io.herald.dispatch;

import io.herald.notice.Batch;
import io.herald.notice.Settling;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.provider.Routes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jboss.logging.Logger;

/** Takes up batches that nobody works on any more: their node fell silent, or this node's worker broke off. */
@ApplicationScoped
class Rescuer {
    private static final Logger LOG = Logger.getLogger(Rescuer.class);

    private final Db db;
    private final HubClock clock;
    private final Settling settling;
    private final Duration silence;
    private final ConcurrentLinkedQueue<Batch> brokenOff = new ConcurrentLinkedQueue<>();

    Rescuer(Db db, HubClock clock, Settling settling, Routes routes, DispatchConfig config) {
        this.db = db;
        this.clock = clock;
        this.settling = settling;
        var longestCall = routes.inOrder().stream()
                .map(route -> routes.settings(route.name()).requestTimeout())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        this.silence = config.lease().plus(longestCall).plus(config.margin());
    }

    /** For a worker of this node that could not go on; none of its calls is in the air any more. */
    void brokeOff(Batch batch) {
        brokenOff.add(batch);
    }

    /** Rescues what nobody holds; answers how many batches. */
    int runOnce() {
        var mine = new ArrayList<>(brokenOff);
        var rescued = db.inTransaction(tx -> {
            var orphans = new ArrayList<>(settling.orphans(tx, silence));
            settling.brokenOff(tx, mine).stream()
                    .filter(id -> !orphans.contains(id))
                    .forEach(orphans::add);
            settling.rescue(tx, orphans, clock.instant());
            return List.copyOf(orphans);
        });
        brokenOff.removeAll(mine);
        if (!rescued.isEmpty()) {
            LOG.warnf("Rescued %d batches that nobody was working on", rescued.size());
        }
        return rescued.size();
    }
}
