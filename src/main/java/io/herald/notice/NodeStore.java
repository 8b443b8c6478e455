package io.herald.notice;

import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The table {@code node}: who is alive, on PostgreSQL's clock. */
@ApplicationScoped
public class NodeStore {
    private static final String BEAT = """
            insert into node (id, address, started_at, heartbeat_at) values ($1, $2, now(), now())
            on conflict (id) do update set heartbeat_at = now()
            returning clock_timestamp() as now
            """;

    /** Writes this node's heartbeat and answers PostgreSQL's time. */
    public Instant beat(Tx tx, UUID node, String address) {
        return tx.one(BEAT, row -> Tx.instant(row, "now"), node, address).orElseThrow();
    }

    /** Heartbeats with grants come one after the other. */
    private static final long HEARTBEATS = 0x68657261_01L;

    private static final String LOCK_HEARTBEATS = """
            select set_config('idle_in_transaction_session_timeout', '1000', true), pg_advisory_xact_lock($1)
            """;

    /** Waits until no other node writes a heartbeat. A node that is halted while it does is cut off, so that it holds up no other. */
    public void lockHeartbeats(Tx tx) {
        tx.query(LOCK_HEARTBEATS, HEARTBEATS);
    }

    private static final String BEAT_IN_TURN = """
            insert into node (id, address, started_at, heartbeat_at, redis_ok)
            values ($1, $2, clock_timestamp(), clock_timestamp(), $3)
            on conflict (id) do update set heartbeat_at = clock_timestamp(), redis_ok = $3
            returning heartbeat_at as now
            """;

    /** Writes a heartbeat that says whether the node reaches Redis, and answers PostgreSQL's time. */
    public Instant beat(Tx tx, UUID node, String address, boolean redisOk) {
        return tx.one(BEAT_IN_TURN, row -> Tx.instant(row, "now"), node, address, redisOk)
                .orElseThrow();
    }

    /**
     * A node as the pace sees it.
     *
     * @param alive its heartbeat is younger than the lease
     * @param sharedUntil when its right to draw from the bucket in Redis ends, null when it never had it
     * @param share what of each route's pace it may use by itself until {@code shareUntil}, null likewise
     */
    public record Standing(
            UUID id, boolean alive, boolean redisOk, Instant sharedUntil, double share, Instant shareUntil) {
        public boolean drawsAt(Instant now) {
            return sharedUntil != null && sharedUntil.isAfter(now);
        }

        public boolean sharesAt(Instant now) {
            return shareUntil != null && shareUntil.isAfter(now);
        }

        public Standing withShared(Instant until) {
            return new Standing(id, alive, redisOk, until, share, shareUntil);
        }

        public Standing withShare(double newShare, Instant until) {
            return new Standing(id, alive, redisOk, sharedUntil, newShare, until);
        }
    }

    private static final String STANDINGS = """
            select id, heartbeat_at > $1::timestamptz - make_interval(secs => $2) as alive, redis_ok, shared_until, share, share_until
              from node
             where heartbeat_at > $1::timestamptz - make_interval(secs => $2) or shared_until > $1 or share_until > $1
            """;

    /** All nodes that live, or whose rights have not ended. */
    public List<Standing> standings(Tx tx, Instant now, Duration lease) {
        return tx.list(
                STANDINGS,
                row -> new Standing(
                        row.getUUID("id"),
                        row.getBoolean("alive"),
                        row.getBoolean("redis_ok"),
                        Tx.instant(row, "shared_until"),
                        row.getDouble("share"),
                        Tx.instant(row, "share_until")),
                now,
                lease.toMillis() / 1000.0);
    }

    private static final String WRITE = """
            update node set shared_until = $2, share = $3, share_until = $4 where id = $1
            returning clock_timestamp() as now
            """;

    /** Writes down what a node may use; answers PostgreSQL's time. */
    public Instant write(Tx tx, Standing node) {
        return tx.one(
                        WRITE,
                        row -> Tx.instant(row, "now"),
                        node.id(),
                        node.sharedUntil(),
                        node.share(),
                        node.shareUntil())
                .orElseThrow();
    }

    private static final String LEAVE = "delete from node where id = $1";

    /** A node that stops in order leaves no lease behind. */
    public void leave(Tx tx, UUID node) {
        tx.update(LEAVE, node);
    }

    private static final String BURY_OTHERS = "delete from node where id <> $1";

    /** For a hub that is alone by construction: whoever stands here besides is a life of its own that ended. */
    public int buryOthers(Tx tx, UUID node) {
        return tx.update(BURY_OTHERS, node);
    }
}
