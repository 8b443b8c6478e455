package io.herald.provider.sandbox;

import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.provider.ReportSink;
import io.herald.provider.sandbox.SandboxReceiptStore.Waiting;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Carries receipts from the simulated phones to the hub. One is removed only after the hub has committed it, so a hub that
 * dies in between gets it again.
 */
@ApplicationScoped
public class SandboxReceipts {
    private static final Logger LOG = Logger.getLogger(SandboxReceipts.class);
    private static final int AT_ONCE = 500;

    private final Db db;
    private final SandboxReceiptStore receipts;
    private final List<ReportSink> sinks;
    private final HubClock clock;

    SandboxReceipts(Db db, SandboxReceiptStore receipts, @All List<ReportSink> sinks, HubClock clock) {
        this.db = db;
        this.receipts = receipts;
        this.sinks = sinks;
        this.clock = clock;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void tick() {
        try {
            runOnce(clock.instant());
        } catch (RuntimeException failed) {
            LOG.warnf("Handing over receipts failed (%s); the next turn tries again", failed);
        }
    }

    /** Hands over every receipt that is due; answers how many. Without a sink they wait. */
    public int runOnce(Instant now) {
        var taken = 0;
        while (!sinks.isEmpty()) {
            var due = db.read(tx -> receipts.due(tx, now, AT_ONCE));
            if (!due.isEmpty()) {
                handOver(due);
                taken += due.size();
            }
            if (due.size() < AT_ONCE) {
                break;
            }
        }
        return taken;
    }

    private void handOver(List<Waiting> due) {
        var reports = due.stream().map(Waiting::report).toList();
        sinks.forEach(sink -> sink.accept(reports));
        db.transact(tx -> receipts.taken(tx, due));
    }
}
