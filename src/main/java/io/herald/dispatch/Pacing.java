package io.herald.dispatch;

import io.herald.dispatch.PaceGrant.Kind;
import io.herald.notice.NodeStore;
import io.herald.platform.PlatformConfig;
import io.herald.platform.Redis;
import io.herald.platform.RedisAway;
import io.herald.platform.StartRefused;
import io.herald.platform.Tx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** Which pace this node may use: what its last heartbeat was granted, for as long as that is good on the monotonic clock. */
@ApplicationScoped
class Pacing {
    private static final Logger LOG = Logger.getLogger(Pacing.class);

    /** A write, for a Redis that can only be read is of no use here. */
    private static final Request PROBE =
            Request.cmd(Command.SET).arg("herald:probe").arg("1");

    private final NodeStore nodes;
    private final Redis redis;
    private final WorkInHand inHand;
    private final DispatchConfig config;
    private final boolean alone;
    private volatile boolean redisOk;
    private volatile Look look = new Look(new PaceGrant(Kind.NONE, 0, 0), System.nanoTime());

    /** @param until on the monotonic clock */
    private record Look(PaceGrant grant, long until) {
        boolean isOver() {
            return System.nanoTime() - until >= 0;
        }
    }

    Pacing(NodeStore nodes, Redis redis, WorkInHand inHand, DispatchConfig config, PlatformConfig platform) {
        this.nodes = nodes;
        this.redis = redis;
        this.inHand = inHand;
        this.config = config;
        this.alone = !redis.isConfigured() && platform.transport().equals("loopback");
        if (config.paceLook().compareTo(config.lease()) >= 0) {
            throw new StartRefused("herald.dispatch.pace-look must be shorter than herald.dispatch.lease.");
        }
    }

    Pace of(String route, double perSecond, Runnable redisFailed) {
        LongSupplier clock = System::nanoTime;
        if (alone) {
            return new Pace(new OwnBucket(perSecond, clock), inHand::isStopping);
        }
        var shared = redis.isConfigured() ? new RedisBucket(redis, route, perSecond, config.paceReserve()) : null;
        return new Pace(this::grant, new OwnBucket(perSecond, clock), shared, redisFailed, inHand::isStopping);
    }

    PaceGrant grant() {
        var last = look;
        if (last.isOver() || last.grant().kind() == Kind.SHARED && !redisOk) {
            return new PaceGrant(Kind.NONE, 0, -1);
        }
        return last.grant();
    }

    /** Before a heartbeat: whether Redis does what it is told. */
    void probe() {
        if (!redis.isConfigured()) {
            return;
        }
        boolean answers = answers();
        if (answers != redisOk) {
            LOG.infof("Redis %s", answers ? "answers" : "does not answer: the nodes share the pace among them");
        }
        redisOk = answers;
    }

    private boolean answers() {
        try {
            redis.send(PROBE);
            return true;
        } catch (RedisAway away) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A call of this node failed: it stops drawing from the shared bucket at once. */
    void redisFailed() {
        if (redisOk) {
            LOG.info("Redis does not answer: the nodes share the pace among them");
        }
        redisOk = false;
    }

    /** Nothing more goes out from here. */
    void stop() {
        look = new Look(new PaceGrant(Kind.NONE, 0, look.grant().era() + 1), System.nanoTime());
    }

    /** Whether there are no others to share a pace with. */
    boolean isAlone() {
        return alone;
    }

    /**
     * What a heartbeat was granted.
     *
     * @param at when it was decided, on PostgreSQL's clock
     * @param now PostgreSQL's time a little later
     */
    record Beat(PaceRule.Decision decision, Instant at, Instant now) {}

    /** Writes this node's heartbeat and what it is granted with it, while no other node does so. */
    Beat beat(Tx tx, UUID node, String address) {
        nodes.lockHeartbeats(tx);
        var at = nodes.beat(tx, node, address, redisOk);
        var decision = PaceRule.decide(node, at, config.paceLook(), nodes.standings(tx, at, config.lease()));
        return new Beat(decision, at, nodes.write(tx, decision.written()));
    }

    /**
     * Uses what a heartbeat was granted, once that is committed.
     *
     * @param before the monotonic time before the heartbeat was written: PostgreSQL began to count later
     */
    void looked(Beat beat, long before) {
        var last = look;
        var decision = beat.decision();
        boolean same = !last.isOver()
                && last.grant().kind() == decision.kind()
                && last.grant().share() == decision.share();
        var grant =
                new PaceGrant(decision.kind(), decision.share(), last.grant().era() + (same ? 0 : 1));
        var length = decision.until() == null ? config.paceLook() : Duration.between(beat.at(), decision.until());
        look = new Look(grant, before + length.toNanos());
        if (!same) {
            LOG.debugf("Pace: %s %.3f", grant.kind(), grant.share());
        }
    }
}
