package io.herald.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.plan.Lane;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnBucketTest {
    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE / 2);

    @Test
    void a_bucket_starts_empty_and_fills_at_the_pace() {
        var bucket = new OwnBucket(10, time::get);
        assertThat(bucket.ask(1, Lane.ROUTINE)).isEqualTo(Duration.ofMillis(100).toNanos());

        pass(Duration.ofMillis(100));

        assertThat(bucket.ask(1, Lane.ROUTINE)).isZero();
        assertThat(bucket.ask(1, Lane.ROUTINE)).isPositive();
    }

    @Test
    void no_more_than_a_second_is_saved_up() {
        var bucket = new OwnBucket(10, time::get);
        pass(Duration.ofHours(1));

        assertThat(taken(bucket, 100, 1)).isEqualTo(10);
    }

    @Test
    void a_text_longer_than_a_seconds_worth_goes_alone_and_is_paid_for_afterwards() {
        var bucket = new OwnBucket(2, time::get);
        pass(Duration.ofSeconds(1));

        assertThat(bucket.ask(6, Lane.ROUTINE)).isZero();
        assertThat(bucket.ask(1, Lane.ROUTINE))
                .isEqualTo(Duration.ofMillis(2_500).toNanos());
    }

    @Test
    void nothing_goes_out_while_the_provider_wants_a_pause_and_nothing_is_saved_up_in_it() {
        var bucket = new OwnBucket(10, time::get);
        pass(Duration.ofSeconds(5));
        bucket.hold(Duration.ofSeconds(3));

        pass(Duration.ofMillis(2_999));
        assertThat(bucket.ask(1, Lane.URGENT)).isPositive();
        pass(Duration.ofMillis(1));
        assertThat(bucket.ask(1, Lane.URGENT))
                .as("the bucket is empty when the pause ends")
                .isPositive();
        pass(Duration.ofMillis(100));
        assertThat(taken(bucket, 10, 1)).isEqualTo(1);
    }

    @Test
    void a_shorter_pause_does_not_cut_a_longer_one_short() {
        var bucket = new OwnBucket(10, time::get);
        bucket.hold(Duration.ofSeconds(3));
        bucket.hold(Duration.ofSeconds(1));

        pass(Duration.ofSeconds(2));
        assertThat(bucket.ask(1, Lane.ROUTINE)).isEqualTo(Duration.ofSeconds(1).toNanos());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void tokens_are_never_overspent(long seed) {
        var random = new Random(seed);
        double perSecond = 1 + random.nextInt(50);
        int longest = 1 + random.nextInt(4);
        var bucket = new OwnBucket(perSecond, time::get);
        long start = time.get();
        long sent = 0;
        for (int step = 0; step < 5_000; step++) {
            int parts = 1 + random.nextInt(longest);
            if (bucket.ask(parts, random.nextBoolean() ? Lane.URGENT : Lane.ROUTINE) == 0) {
                sent += parts;
            }
            if (random.nextInt(500) == 0) {
                bucket.hold(Duration.ofMillis(random.nextInt(2_000)));
            }
            pass(Duration.ofNanos(random.nextInt(40_000_000)));
            double earned = (time.get() - start) / 1e9 * perSecond;
            assertThat((double) sent).isLessThanOrEqualTo(earned + longest);
        }
    }

    @Test
    void waiting_for_as_long_as_was_asked_is_long_enough() throws InterruptedException {
        var random = new Random(7);
        var bucket = new OwnBucket(3, time::get);
        for (int call = 0; call < 200; call++) {
            int parts = 1 + random.nextInt(5);
            long wait = bucket.ask(parts, Lane.ROUTINE);
            if (wait > 0) {
                pass(Duration.ofNanos(wait + 1_000));
                assertThat(bucket.ask(parts, Lane.ROUTINE)).isZero();
            }
        }
    }

    @Test
    void a_new_share_begins_empty_and_fills_at_its_part_of_the_pace() {
        var bucket = new OwnBucket(10, time::get);
        pass(Duration.ofSeconds(5));

        bucket.begin(0.5);

        assertThat(bucket.ask(1, Lane.ROUTINE)).isEqualTo(Duration.ofMillis(200).toNanos());
        pass(Duration.ofSeconds(5));
        assertThat(taken(bucket, 100, 1)).isEqualTo(5);
    }

    @Test
    void a_pause_goes_on_whatever_the_share() {
        var bucket = new OwnBucket(10, time::get);
        bucket.hold(Duration.ofSeconds(3));
        bucket.begin(0.5);

        pass(Duration.ofMillis(2_999));
        assertThat(bucket.ask(1, Lane.URGENT)).isPositive();
        pass(Duration.ofMillis(100));
        assertThat(bucket.ask(1, Lane.URGENT)).as("nothing was saved up in it").isPositive();
    }

    private static int taken(OwnBucket bucket, int calls, int parts) {
        int taken = 0;
        for (int call = 0; call < calls; call++) {
            taken += bucket.ask(parts, Lane.ROUTINE) == 0 ? 1 : 0;
        }
        return taken;
    }

    private void pass(Duration duration) {
        time.addAndGet(duration.toNanos());
    }
}
