package io.herald.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.dispatch.PaceGrant.Kind;
import io.herald.notice.NodeStore.Standing;
import io.herald.platform.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PaceRuleTest {
    private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");
    private static final Duration LENGTH = Duration.ofSeconds(3);
    private static final UUID ME = Ids.next();

    private final List<Standing> others = new ArrayList<>();

    @Test
    void who_is_alone_begins_at_once() {
        assertThat(decide(me(true))).extracting("kind", "until").containsExactly(Kind.SHARED, in(3));
        assertThat(decide(me(false))).extracting("kind", "share", "until").containsExactly(Kind.SHARE, 1.0, in(3));
    }

    @Test
    void all_draw_from_the_shared_bucket_while_all_reach_redis() {
        others.add(other(true).withShared(in(2)));
        var decision = decide(me(true).withShared(in(2)));

        assertThat(decision.kind()).isEqualTo(Kind.SHARED);
        assertThat(decision.written().sharedUntil()).isEqualTo(in(3));
    }

    @Test
    void when_one_loses_redis_nobody_shares_the_pace_before_every_right_to_the_bucket_has_ended() {
        others.add(other(false).withShared(in(0.001)));
        assertThat(decide(me(true)).kind()).isEqualTo(Kind.NONE);
        assertThat(decide(me(true).withShared(in(2))).kind()).isEqualTo(Kind.NONE);

        others.set(0, other(false).withShared(in(0)));
        assertThat(decide(me(true).withShared(in(-1))))
                .extracting("kind", "share")
                .containsExactly(Kind.SHARE, 0.5);
    }

    @Test
    void when_redis_is_back_nobody_draws_from_the_bucket_before_every_share_has_ended() {
        others.add(other(true).withShare(0.5, in(1)));
        assertThat(decide(me(true)).kind()).isEqualTo(Kind.NONE);

        others.set(0, other(true));
        assertThat(decide(me(true).withShare(0.5, in(1))).kind()).isEqualTo(Kind.NONE);
        assertThat(decide(me(true).withShare(0.5, in(0))).kind()).isEqualTo(Kind.SHARED);
    }

    @Test
    void a_dead_node_counts_until_its_right_has_ended() {
        others.add(dead(false).withShare(0.5, in(1)));
        assertThat(decide(me(true)).kind()).as("its share may be in use").isEqualTo(Kind.NONE);
        assertThat(decide(me(false))).extracting("kind", "share").containsExactly(Kind.SHARE, 0.5);

        others.set(0, dead(false).withShare(0.5, in(0)));
        assertThat(decide(me(true)).kind()).isEqualTo(Kind.SHARED);
        assertThat(decide(me(false)).share()).isEqualTo(1.0);
    }

    @Test
    void who_joins_gets_what_the_others_leave() {
        others.add(other(false).withShare(1, in(2)));
        assertThat(decide(me(false)).kind()).isEqualTo(Kind.NONE);

        others.set(0, other(false).withShare(0.5, in(2)));
        assertThat(decide(me(false)).share()).isEqualTo(0.5);
    }

    @Test
    void a_share_that_shrinks_is_used_at_once_and_stands_written_until_the_larger_has_ended() {
        others.add(other(false));
        var decision = decide(me(false).withShare(1, in(2)));

        assertThat(decision).extracting("kind", "share", "until").containsExactly(Kind.SHARE, 0.5, in(2));
        assertThat(decision.written()).extracting("share", "shareUntil").containsExactly(1.0, in(2));
    }

    @Test
    void a_share_grows_when_that_of_a_node_that_left_has_ended() {
        others.add(dead(true).withShare(0.5, in(1)));
        assertThat(decide(me(false).withShare(0.5, in(2))).share()).isEqualTo(0.5);

        others.clear();
        assertThat(decide(me(false).withShare(0.5, in(2))).share()).isEqualTo(1.0);
    }

    private PaceRule.Decision decide(Standing me) {
        var nodes = new ArrayList<>(others);
        nodes.add(me);
        return PaceRule.decide(ME, NOW, LENGTH, nodes);
    }

    private static Standing me(boolean redisOk) {
        return new Standing(ME, true, redisOk, null, 0, null);
    }

    private static Standing other(boolean redisOk) {
        return new Standing(Ids.next(), true, redisOk, null, 0, null);
    }

    private static Standing dead(boolean redisOk) {
        return new Standing(Ids.next(), false, redisOk, null, 0, null);
    }

    private static Instant in(double seconds) {
        return NOW.plusMillis((long) (seconds * 1_000));
    }
}
