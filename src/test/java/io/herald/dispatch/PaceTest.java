package io.herald.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.herald.plan.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE / 2);

    @Test
    void a_bucket_starts_empty_and_fills_at_the_pace() {
        var pace = new Pace(10, time::get);
        assertThat(pace.ask(1, Lane.ROUTINE)).isEqualTo(Duration.ofMillis(100).toNanos());

        pass(Duration.ofMillis(100));

        assertThat(pace.ask(1, Lane.ROUTINE)).isZero();
        assertThat(pace.ask(1, Lane.ROUTINE)).isPositive();
    }

    @Test
    void no_more_than_a_second_is_saved_up() {
        var pace = new Pace(10, time::get);
        pass(Duration.ofHours(1));

        assertThat(taken(pace, 100, 1)).isEqualTo(10);
    }

    @Test
    void a_text_longer_than_a_seconds_worth_goes_alone_and_is_paid_for_afterwards() {
        var pace = new Pace(2, time::get);
        pass(Duration.ofSeconds(1));

        assertThat(pace.ask(6, Lane.ROUTINE)).isZero();
        assertThat(pace.ask(1, Lane.ROUTINE)).isEqualTo(Duration.ofMillis(2_500).toNanos());
    }

    @Test
    void nothing_goes_out_while_the_provider_wants_a_pause_and_nothing_is_saved_up_in_it() {
        var pace = new Pace(10, time::get);
        pass(Duration.ofSeconds(5));
        pace.hold(Duration.ofSeconds(3));

        pass(Duration.ofMillis(2_999));
        assertThat(pace.ask(1, Lane.URGENT)).isPositive();
        pass(Duration.ofMillis(1));
        assertThat(pace.ask(1, Lane.URGENT))
                .as("the bucket is empty when the pause ends")
                .isPositive();
        pass(Duration.ofMillis(100));
        assertThat(taken(pace, 10, 1)).isEqualTo(1);
    }

    @Test
    void a_shorter_pause_does_not_cut_a_longer_one_short() {
        var pace = new Pace(10, time::get);
        pace.hold(Duration.ofSeconds(3));
        pace.hold(Duration.ofSeconds(1));

        pass(Duration.ofSeconds(2));
        assertThat(pace.ask(1, Lane.ROUTINE)).isEqualTo(Duration.ofSeconds(1).toNanos());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void tokens_are_never_overspent(long seed) {
        var random = new Random(seed);
        double perSecond = 1 + random.nextInt(50);
        int longest = 1 + random.nextInt(4);
        var pace = new Pace(perSecond, time::get);
        long start = time.get();
        long sent = 0;
        for (int step = 0; step < 5_000; step++) {
            int parts = 1 + random.nextInt(longest);
            if (pace.ask(parts, random.nextBoolean() ? Lane.URGENT : Lane.ROUTINE) == 0) {
                sent += parts;
            }
            if (random.nextInt(500) == 0) {
                pace.hold(Duration.ofMillis(random.nextInt(2_000)));
            }
            pass(Duration.ofNanos(random.nextInt(40_000_000)));
            double earned = (time.get() - start) / 1e9 * perSecond;
            assertThat((double) sent).isLessThanOrEqualTo(earned + longest);
        }
    }

    @Test
    void waiting_for_as_long_as_was_asked_is_long_enough() throws InterruptedException {
        var random = new Random(7);
        var pace = new Pace(3, time::get);
        for (int call = 0; call < 200; call++) {
            int parts = 1 + random.nextInt(5);
            long wait = pace.ask(parts, Lane.ROUTINE);
            if (wait > 0) {
                pass(Duration.ofNanos(wait + 1_000));
                assertThat(pace.ask(parts, Lane.ROUTINE)).isZero();
            }
        }
    }

    @Test
    void urgent_overtakes_routine_that_waited_longer() throws InterruptedException {
        var pace = new Pace(100, time::get);
        List<Lane> order = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 3; i++) {
            calling(pace, Lane.ROUTINE, order);
        }
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("pace-ROUTINE")
                                && thread.getState() == Thread.State.TIMED_WAITING)
                        .count()
                == 3);
        calling(pace, Lane.URGENT, order);
        calling(pace, Lane.URGENT, order);
        await().until(() -> pace.urgentWaiting() == 2);

        for (int call = 1; call <= 5; call++) {
            int calls = call;
            pass(Duration.ofMillis(10));
            await().until(() -> order.size() == calls);
        }

        assertThat(order).startsWith(Lane.URGENT, Lane.URGENT).hasSize(5);
        assertThat(pace.urgentWaiting()).isZero();
    }

    private static void calling(Pace pace, Lane lane, List<Lane> order) {
        var thread = new Thread(
                () -> {
                    try {
                        pace.take(1, lane);
                        order.add(lane);
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                },
                "pace-" + lane);
        thread.setDaemon(true);
        thread.start();
    }

    private static int taken(Pace pace, int calls, int parts) {
        int taken = 0;
        for (int call = 0; call < calls; call++) {
            taken += pace.ask(parts, Lane.ROUTINE) == 0 ? 1 : 0;
        }
        return taken;
    }

    private void pass(Duration duration) {
        time.addAndGet(duration.toNanos());
    }
}
