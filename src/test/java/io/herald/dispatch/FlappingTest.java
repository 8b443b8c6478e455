package io.herald.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.dispatch.RouteHealth.Leave;
import io.herald.dispatch.RouteHealth.Limits;
import io.herald.dispatch.RouteHealth.Sign;
import io.herald.dispatch.RouteHealth.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for every route, however its calls end and however many workers press: no flapping. */
class FlappingTest {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration SLOW = Duration.ofSeconds(4);
    private static final int IN_A_ROW = 5;

    private final AtomicLong time = new AtomicLong();

    @Property(tries = 50)
    void a_route_that_fails_every_time_gets_a_few_calls_and_then_one_a_pause(
            @ForAll @IntRange(min = 1, max = 16) int workers, @ForAll @IntRange(min = 1, max = 16) int most) {
        var health = health();
        int calls = 0;
        for (int step = 0; step < 10 * 60 * 10; step++) {
            var leaves = new ArrayList<Leave>();
            for (int worker = 0; worker < workers; worker++) {
                health.admit(most, false).ifPresent(leaves::add);
            }
            for (var leave : leaves) {
                for (int call = 0; call < leave.calls() && health.holds(leave); call++) {
                    health.end(health.begin(leave), Sign.ILL);
                    calls++;
                }
                health.giveBack(leave);
            }
            time.addAndGet(Duration.ofMillis(100).toNanos());
        }

        // Five to fall ill; then after 5, 10, 20 and 40 s, and each minute for the rest of the ten.
        assertThat(calls).isLessThanOrEqualTo(IN_A_ROW + 4 + 9);
    }

    @Property(tries = 100)
    void what_a_returning_route_carries_at_once_at_most_doubles_from_one_success_to_the_next(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 32) int most) {
        var random = new Random(seed);
        var health = health();
        int allowed = most;
        for (int step = 0; step < 2_000; step++) {
            var state = health.standing(most).state();
            var leave = health.admit(most, false).orElse(null);
            if (leave != null) {
                if (state == State.RETURNING) {
                    assertThat(leave.calls()).isLessThanOrEqualTo(allowed);
                    assertThat(health.admit(most, false)).isEmpty();
                }
                int well = fly(health, leave, random);
                health.giveBack(leave);
                boolean paused = health.isPaused();
                allowed = paused
                        ? 1
                        : state == State.RETURNING ? Math.max(allowed, leave.calls()) * (well > 0 ? 2 : 1) : most;
            }
            time.addAndGet(random.nextInt(2_000) * 1_000_000L);
        }
    }

    @Property(tries = 100)
    void being_told_too_fast_never_pauses_a_route(@ForAll @IntRange(min = 1, max = 500) int times) {
        var health = health();
        for (int i = 0; i < times; i++) {
            var leave = health.admit(8, false).orElseThrow();
            health.end(health.begin(leave), Sign.NEITHER);
            health.giveBack(leave);
        }

        assertThat(health.isWell()).isTrue();
        assertThat(health.standing(8).recentFailures()).isZero();
    }

    @Property(tries = 100)
    void pauses_of_a_route_that_fails_now_and_then_are_never_shorter_than_the_first(
            @ForAll long seed, @ForAll @IntRange(min = 5, max = 95) int percentIll) {
        var random = new Random(seed);
        var health = health();
        List<Long> falls = new ArrayList<>();
        for (int step = 0; step < 3_000; step++) {
            health.admit(8, false).ifPresent(leave -> {
                for (int call = 0; call < leave.calls() && health.holds(leave); call++) {
                    health.end(health.begin(leave), random.nextInt(100) < percentIll ? Sign.ILL : Sign.WELL);
                    if (!health.holds(leave)) {
                        falls.add(time.get());
                    }
                }
                health.giveBack(leave);
            });
            time.addAndGet(Duration.ofMillis(100).toNanos());
        }

        for (int fall = 1; fall < falls.size(); fall++) {
            assertThat(falls.get(fall) - falls.get(fall - 1)).isGreaterThanOrEqualTo(PAUSE.toNanos());
        }
        // 300 s: however it goes, a pause doubles as long as the route was not well for a minute.
        assertThat(falls.size()).isLessThanOrEqualTo(9);
    }

    private static int fly(RouteHealth health, Leave leave, Random random) {
        int well = 0;
        for (int call = 0; call < leave.calls() && health.holds(leave); call++) {
            var sign = random.nextInt(10) == 0 ? Sign.ILL : Sign.WELL;
            health.end(health.begin(leave), sign);
            well += sign == Sign.WELL ? 1 : 0;
        }
        return well;
    }

    private RouteHealth health() {
        time.set(0);
        return new RouteHealth(new Limits(IN_A_ROW, PAUSE, Duration.ofMinutes(1), SLOW), time::get);
    }
}
