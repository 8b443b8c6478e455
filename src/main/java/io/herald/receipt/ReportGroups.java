package io.herald.receipt;

import io.herald.notice.ReportMerge;
import io.herald.notice.Reported;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.provider.Report;
import io.herald.provider.Translation;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Groups callbacks that come close together, merges each group in one transaction, and lets each caller know after its commit:
 * one commit for hundreds of receipts instead of hundreds of commits.
 */
@ApplicationScoped
class ReportGroups {
    private static final Duration GATHER = Duration.ofMillis(20);
    private static final int MOST = 500;
    private static final int WAITING = 5_000;

    private record Caller(Reported report, CompletableFuture<Void> committed) {}

    private final BlockingQueue<Caller> callers = new ArrayBlockingQueue<>(WAITING);
    private final Thread merger = new Thread(this::run, "receipts");
    private final Db db;
    private final HubClock clock;
    private final ReportMerge merge;
    private final Translation translation;

    ReportGroups(Db db, HubClock clock, ReportMerge merge, Translation translation) {
        this.db = db;
        this.clock = clock;
        this.merge = merge;
        this.translation = translation;
    }

    @PostConstruct
    void start() {
        merger.setDaemon(true);
        merger.start();
    }

    void stop(@Observes ShutdownEvent event) {
        merger.interrupt();
    }

    /** Completes after the commit; fails when the report was not kept, and the provider should call again. */
    Uni<Void> add(Report report) {
        var caller = new Caller(translation.reported(report), new CompletableFuture<>());
        if (!callers.offer(caller)) {
            caller.committed().completeExceptionally(new IllegalStateException("too many receipts are waiting"));
        }
        return Uni.createFrom().completionStage(caller.committed());
    }

    /** Merges a group at once, for reports that come together anyway. */
    void merge(List<Report> reports) {
        commit(reports.stream().map(translation::reported).toList());
    }

    private void commit(List<Reported> reports) {
        db.transact(tx -> merge.merge(tx, reports, clock.instant()));
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                mergeGroup(gather());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Caller> gather() throws InterruptedException {
        var group = new ArrayList<Caller>();
        group.add(callers.take());
        long until = System.nanoTime() + GATHER.toNanos();
        while (group.size() < MOST) {
            callers.drainTo(group, MOST - group.size());
            var next = callers.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                break;
            }
            group.add(next);
        }
        return group;
    }

    /** A report that PostgreSQL refuses must not take the others down with it: then each is tried alone. */
    private void mergeGroup(List<Caller> group) {
        try {
            commit(group.stream().map(Caller::report).toList());
            group.forEach(caller -> caller.committed().complete(null));
        } catch (RuntimeException failed) {
            if (group.size() > 1 && isRefused(failed)) {
                group.forEach(caller -> mergeGroup(List.of(caller)));
            } else {
                group.forEach(caller -> caller.committed().completeExceptionally(failed));
            }
        }
    }

    /** A fault of the data or a constraint (SQLSTATE classes 22 and 23), not of the database. */
    private static boolean isRefused(RuntimeException failed) {
        return failed instanceof PgException refusal
                && refusal.getSqlState() != null
                && (refusal.getSqlState().startsWith("22")
                        || refusal.getSqlState().startsWith("23"));
    }
}
