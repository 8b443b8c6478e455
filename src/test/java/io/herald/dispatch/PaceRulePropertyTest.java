package io.herald.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.herald.dispatch.PaceGrant.Kind;
import io.herald.notice.NodeStore.Standing;
import io.herald.platform.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Nodes in simulated time whose heartbeats are slow, whose answers are lost, who lose Redis, are halted, die, leave and join as
 * chance will have it: what they may use is looked at all the time.
 */
class PaceRulePropertyTest {
    private static final Instant EPOCH = Instant.parse("2026-11-22T01:00:00Z");
    private static final int STEP = 50;
    private static final int LENGTH = 3_000;
    private static final int LEASE = 15_000;
    private static final int MOST_NODES = 4;

    private final Map<UUID, Row> table = new LinkedHashMap<>();
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private int time;
    private boolean calm;

    @Property(tries = 300)
    void the_bucket_and_a_share_are_never_in_use_at_once_and_shares_are_never_more_than_the_whole(@ForAll long seed) {
        var random = new Random(seed);
        join();
        join();
        while (time < 120_000) {
            if (random.nextInt(60) == 0) {
                happen(random);
            }
            step(random);
        }
        awaitCalm(random);
    }

    /** When everything is well again for a while, all draw from the bucket. */
    private void awaitCalm(Random random) {
        calm = true;
        nodes.forEach(node -> {
            node.haltedUntil = 0;
            node.redisOk = true;
        });
        int end = time + LEASE + 3 * LENGTH;
        while (time < end) {
            step(random);
        }
        assertThat(nodes).allMatch(node -> node.uses() == Kind.SHARED);
        if (!nodes.isEmpty()) {
            nodes.get(0).redisOk = false;
            end = time + 4 * LENGTH;
            while (time < end) {
                step(random);
            }
            assertThat(nodes).allMatch(node -> node.uses() == Kind.SHARE);
            assertThat(nodes.stream().mapToDouble(node -> node.decision.share()).sum())
                    .isCloseTo(1, offset(1e-6));
        }
    }

    private void happen(Random random) {
        var node = nodes.isEmpty() ? null : nodes.get(random.nextInt(nodes.size()));
        switch (random.nextInt(8)) {
            case 0 -> join();
            case 1 -> nodes.forEach(each -> each.redisOk = false);
            case 2, 3 -> nodes.forEach(each -> each.redisOk = true);
            case 4 -> {
                if (node != null) {
                    node.redisOk = !node.redisOk;
                }
            }
            case 5 -> {
                if (node != null) {
                    node.haltedUntil = time + random.nextInt(25_000);
                }
            }
            case 6 -> nodes.remove(node); // it died: its row stays
            default -> {
                if (node != null) {
                    nodes.remove(node);
                    table.remove(node.id);
                }
            }
        }
    }

    private void join() {
        if (nodes.size() < MOST_NODES) {
            nodes.add(new SimulatedNode());
        }
    }

    private void step(Random random) {
        time += STEP;
        nodes.forEach(node -> node.step(random));
        var uses = nodes.stream().map(SimulatedNode::uses).toList();
        assertThat(uses.contains(Kind.SHARED) && uses.contains(Kind.SHARE))
                .as("%s at %d", uses, time)
                .isFalse();
        assertThat(nodes.stream()
                        .filter(node -> node.uses() == Kind.SHARE)
                        .mapToDouble(node -> node.decision.share())
                        .sum())
                .as("shares at %d", time)
                .isLessThanOrEqualTo(1 + 1e-9);
    }

    /** Once in so many times, while things go wrong. */
    private boolean chance(Random random, int times) {
        return !calm && random.nextInt(times) == 0;
    }

    private static Instant at(int millis) {
        return EPOCH.plusMillis(millis);
    }

    private record Row(int heartbeat, Standing standing) {}

    private final class SimulatedNode {
        private final UUID id = Ids.next();
        private boolean redisOk = true;
        private int haltedUntil;
        private int nextBeat = time;
        private PaceRule.Decision decision;
        private long goodUntil;
        private int before;
        private int writtenAt = -1;
        private int answeredAt = -1;
        private PaceRule.Decision answer;
        private int decidedAt;

        private Kind uses() {
            if (time < haltedUntil || decision == null || time >= goodUntil) {
                return Kind.NONE;
            }
            return decision.kind() == Kind.SHARED && !redisOk ? Kind.NONE : decision.kind();
        }

        /** The statement arrives at the database whatever its node does meanwhile. */
        private void step(Random random) {
            if (time == writtenAt) {
                write();
            }
            if (time < haltedUntil) {
                return;
            }
            if (answer != null && time >= answeredAt) {
                hear(random);
            } else if (answer == null && writtenAt < time && time >= nextBeat) {
                before = time;
                writtenAt = time + STEP * (chance(random, 6) ? 1 + random.nextInt(70) : 1);
                answeredAt = writtenAt + STEP * (chance(random, 6) ? random.nextInt(40) : 0);
                nextBeat = time + 700 + STEP * random.nextInt(13);
            }
        }

        private void write() {
            var old = table.get(id);
            var mine = old == null
                    ? new Standing(id, true, redisOk, null, 0, null)
                    : new Standing(
                            id,
                            true,
                            redisOk,
                            old.standing.sharedUntil(),
                            old.standing.share(),
                            old.standing.shareUntil());
            table.put(id, new Row(time, mine));
            var now = at(time);
            var seen = table.values().stream()
                    .map(row -> aged(row))
                    .filter(row -> row.alive() || row.drawsAt(now) || row.sharesAt(now))
                    .toList();
            answer = PaceRule.decide(id, now, Duration.ofMillis(LENGTH), seen);
            decidedAt = time;
            table.put(id, new Row(time, answer.written()));
        }

        private Standing aged(Row row) {
            var standing = row.standing;
            return new Standing(
                    standing.id(),
                    time - row.heartbeat < LEASE,
                    standing.redisOk(),
                    standing.sharedUntil(),
                    standing.share(),
                    standing.shareUntil());
        }

        /** Some answers never come. */
        private void hear(Random random) {
            if (!chance(random, 4)) {
                decision = answer;
                goodUntil = answer.until() == null
                        ? time
                        : before
                                + Duration.between(at(decidedAt), answer.until())
                                        .toMillis();
            }
            answer = null;
        }
    }
}
