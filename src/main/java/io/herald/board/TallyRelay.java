package io.herald.board;

import io.herald.platform.Db;
import io.herald.platform.PlatformConfig;
import io.herald.platform.Redis;
import io.herald.platform.Tx;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Brings what changed into the tallies in Redis, one node at a time. Redis holds the token of what was added last, and
 * PostgreSQL the token of what was committed: where they differ, for whatever reason, everything is counted anew. So a crash
 * between the two, a Redis that forgot, or a database of yesterday only costs a count, and never a wrong number.
 */
@ApplicationScoped
class TallyRelay {
    private static final Logger LOG = Logger.getLogger(TallyRelay.class);
    private static final int PAUSE_MILLIS = 400;

    /** So many turns without Redis, and what waits for it is dropped: it is counted anew anyway. */
    private static final int PATIENCE = 25;

    private static final int SWEEP_AFTER = 20_000;

    private final Db db;
    private final Redis redis;
    private final TallyDeltaStore deltas;
    private final TallyStore tallies;
    private final LiveTallies live;
    private ScheduledExecutorService turns;
    private int failures;
    private int takenSinceSweep;

    TallyRelay(Db db, Redis redis, TallyDeltaStore deltas, TallyStore tallies, LiveTallies live) {
        this.db = db;
        this.redis = redis;
        this.deltas = deltas;
        this.tallies = tallies;
        this.live = live;
    }

    void start(@Observes StartupEvent event, PlatformConfig platform) {
        if (redis.isConfigured()) {
            db.transact(deltas::record);
            turns = Executors.newSingleThreadScheduledExecutor(task -> {
                var thread = new Thread(task, "tallies");
                thread.setDaemon(true);
                return thread;
            });
            turns.scheduleWithFixedDelay(this::turn, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } else if (platform.transport().equals("loopback")) {
            db.transact(deltas::recordNoMore);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (turns != null) {
            turns.shutdown();
            turns.awaitTermination(2, TimeUnit.SECONDS);
        }
    }

    private void turn() {
        try {
            if (failures == 0 || live.answers()) {
                runOnce();
                failures = 0;
            } else if (++failures % PATIENCE == 0) {
                db.transact(this::giveUp);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            if (failures++ == 0) {
                LOG.warnf("The board counts in PostgreSQL for the moment (%s)", failed);
            }
        }
    }

    /** Adds what was committed since the last turn. Does nothing while another node does. */
    void runOnce() throws InterruptedException {
        if (!db.inTransaction(this::relay)) {
            db.inSnapshot(this::countAnew);
        }
        if (takenSinceSweep > SWEEP_AFTER) {
            db.read(tx -> {
                deltas.sweep(tx);
                return null;
            });
            takenSinceSweep = 0;
        }
    }

    /** Answers whether Redis held what it should. The call to Redis is the last thing before the commit, and short. */
    boolean relay(Tx tx) {
        if (!deltas.lock(tx)) {
            return true;
        }
        var state = deltas.state(tx);
        var moves = deltas.take(tx);
        takenSinceSweep += moves.size();
        var token = moves.isEmpty() ? state.token() : UUID.randomUUID();
        if (!moves.isEmpty()) {
            deltas.keep(tx, token);
        }
        var sums = new TallySums();
        sums.addAll(moves);
        var congresses = new TreeSet<String>();
        moves.forEach(move -> congresses.add(move.congress()));
        return uninterrupted(() -> live.add(state.token(), token, state.at(), congresses, sums.byName()));
    }

    private boolean countAnew(Tx tx) {
        if (!deltas.lock(tx)) {
            return false;
        }
        var state = deltas.stateOfSnapshot(tx);
        takenSinceSweep += deltas.drop(tx);
        var sums = new TallySums();
        tallies.standings(tx).forEach(sums::add);
        var token = UUID.randomUUID();
        deltas.keep(tx, token);
        return uninterrupted(() -> {
            live.replace(token, state.at(), sums.byName());
            return true;
        });
    }

    private void giveUp(Tx tx) {
        if (deltas.lock(tx)) {
            takenSinceSweep += deltas.drop(tx);
            deltas.keep(tx, UUID.randomUUID());
        }
    }

    private interface Call {
        boolean make() throws InterruptedException;
    }

    private static boolean uninterrupted(Call call) {
        try {
            return call.make();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the hub stops", stopped);
        }
    }
}
