package io.herald.dispatch;

import io.herald.dispatch.PaceGrant.Kind;
import io.herald.notice.NodeStore.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/**
 * Which pace a node may use, decided at each of its heartbeats from what all nodes have written down.
 *
 * <p>A grant is a lease: good for a few seconds, written beside the heartbeat that it was decided at. Heartbeats come one after
 * the other, by a lock, so each sees every grant before it. From this follows that the rate is never exceeded:
 *
 * <ul>
 *   <li>The bucket in Redis is granted only when no share can be in use any more, and a share only when the bucket cannot: both
 *       are judged by when grants end, not by what their nodes do now. A node that left in order uses nothing; one that died,
 *       was halted or lost its answer uses nothing after the end that stands written, by its own monotonic clock, which began to
 *       count before PostgreSQL's did.
 *   <li>The bucket is wished for while every live node reaches Redis. As soon as one does not, nobody's grant for it is
 *       renewed, so all have stopped within one length of a grant; likewise back.
 *   <li>A share is at most one of as many as live, and what the unended shares of the others leave. Who joins waits for the
 *       others to need less, and who stays gets more only when the shares of those who left have ended. A node whose share
 *       shrinks uses the smaller at once, and the larger stands until it ends, for its answer may be lost.
 *   <li>A node too old to count as alive has no unended grant, because a grant is shorter than the lease.
 * </ul>
 *
 * <p>Between the one and the other nobody sends, for one length of a grant at most.
 */
final class PaceRule {
    private static final double LEAST_SHARE = 1e-3;

    /**
     * @param until when the grant ends, null when nothing is granted
     * @param written what is to stand in this node's row
     */
    record Decision(Kind kind, double share, Instant until, Standing written) {}

    private PaceRule() {}

    /** @param nodes all that live or whose grants are not over, this one among them */
    static Decision decide(UUID me, Instant now, Duration length, Collection<Standing> nodes) {
        var mine =
                nodes.stream().filter(node -> node.id().equals(me)).findFirst().orElseThrow();
        if (nodes.stream().filter(Standing::alive).allMatch(Standing::redisOk)) {
            return nodes.stream().anyMatch(node -> node.sharesAt(now)) ? none(mine) : shared(mine, now.plus(length));
        }
        return nodes.stream().anyMatch(node -> node.drawsAt(now)) ? none(mine) : share(mine, now, length, nodes);
    }

    private static Decision share(Standing mine, Instant now, Duration length, Collection<Standing> nodes) {
        long alive = nodes.stream().filter(Standing::alive).count();
        double others = nodes.stream()
                .filter(node -> node != mine && node.sharesAt(now))
                .mapToDouble(Standing::share)
                .sum();
        double wanted = Math.min(1.0 / alive, 1 - others);
        if (wanted < LEAST_SHARE) {
            return none(mine);
        }
        if (mine.sharesAt(now) && mine.share() > wanted) {
            return new Decision(Kind.SHARE, wanted, mine.shareUntil(), mine);
        }
        var until = now.plus(length);
        return new Decision(Kind.SHARE, wanted, until, mine.withShare(wanted, until));
    }

    private static Decision shared(Standing mine, Instant until) {
        return new Decision(Kind.SHARED, 1, until, mine.withShared(until));
    }

    private static Decision none(Standing mine) {
        return new Decision(Kind.NONE, 0, null, mine);
    }
}
