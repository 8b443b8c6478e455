package io.herald.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.dispatch.RouteHealth.Leave;
import io.herald.dispatch.RouteHealth.Limits;
import io.herald.dispatch.RouteHealth.Sign;
import io.herald.dispatch.RouteHealth.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RouteHealthTest {
    private static final int MOST = 8;

    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final RouteHealth health = new RouteHealth(
            new Limits(3, Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofSeconds(4)), time::get);

    @Test
    void a_route_is_left_alone_after_some_failures_in_a_row() {
        window(Sign.ILL, Sign.ILL);
        assertThat(health.isWell()).isTrue();

        window(Sign.ILL);

        assertThat(health.admit(MOST, false)).isEmpty();
        pass(Duration.ofMillis(4_999));
        assertThat(health.admit(MOST, false)).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(health.admit(MOST, false)).isPresent();
    }

    @Test
    void a_success_between_failures_starts_the_count_anew() {
        window(Sign.ILL, Sign.ILL, Sign.WELL, Sign.ILL, Sign.ILL);

        assertThat(health.isWell()).isTrue();
    }

    @Test
    void a_route_of_which_half_the_recent_calls_fail_is_left_alone_too() {
        for (int pair = 0; pair < RouteHealth.ENOUGH_CALLS / 2 - 1; pair++) {
            window(Sign.WELL, Sign.ILL);
        }
        assertThat(health.isWell()).isTrue();

        window(Sign.WELL, Sign.ILL);

        assertThat(health.isPaused()).isTrue();
    }

    @Test
    void failures_that_are_long_past_do_not_count_any_more() {
        for (int pair = 0; pair < RouteHealth.ENOUGH_CALLS / 2 - 1; pair++) {
            window(Sign.WELL, Sign.ILL);
        }
        pass(RecentCalls.SPAN);

        window(Sign.WELL, Sign.ILL);

        assertThat(health.isWell()).isTrue();
        assertThat(health.standing(MOST).recentCalls()).isEqualTo(2);
        assertThat(health.standing(MOST).recentFailures()).isEqualTo(1);
    }

    @Test
    void the_failures_of_one_window_pause_it_once_and_not_for_longer_each() {
        fall();

        assertThat(health.standing(MOST).pause()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void what_was_in_the_air_when_it_fell_ill_neither_brings_it_back_nor_pauses_it_for_longer() {
        var leave = health.admit(MOST, false).orElseThrow();
        var calls = begin(leave, 8);
        calls.subList(0, 3).forEach(call -> health.end(call, Sign.ILL));
        assertThat(health.isPaused()).isTrue();

        health.end(calls.get(3), Sign.WELL);
        health.end(calls.get(4), Sign.ILL);

        assertThat(health.standing(MOST).pause()).isEqualTo(Duration.ofSeconds(5));
        pass(Duration.ofSeconds(5));
        var probe = health.admit(MOST, false).orElseThrow();
        health.end(calls.get(5), Sign.ILL);
        assertThat(health.holds(probe)).isTrue();
        assertThat(health.holds(leave))
                .as("calls of before are not made any more")
                .isFalse();
    }

    @Test
    void it_returns_by_small_steps_that_one_worker_takes_at_a_time() {
        fall();
        pass(Duration.ofSeconds(5));
        var windows = new ArrayList<Integer>();
        while (health.standing(MOST).state() != State.WELL) {
            var leave = health.admit(MOST, false).orElseThrow();
            windows.add(leave.calls());
            assertThat(health.admit(MOST, false))
                    .as("while it is tried, other work goes elsewhere")
                    .isEmpty();
            end(leave, leave.calls(), Sign.WELL);
            health.giveBack(leave);
        }

        assertThat(windows).containsExactly(1, 2, 4, 8);
        assertThat(health.admit(MOST, false).orElseThrow().calls()).isEqualTo(MOST);
        assertThat(health.admit(MOST, false))
                .as("and everybody may use it again")
                .isPresent();
    }

    @Test
    void a_step_is_taken_only_when_as_many_calls_as_the_last_one_went_through() {
        fall();
        pass(Duration.ofSeconds(5));
        probe(Sign.WELL);
        for (int window : new int[] {2, 2, 4, 4, 4, 4, 8}) {
            var leave = health.admit(MOST, false).orElseThrow();
            assertThat(leave.calls()).isEqualTo(window);
            end(leave, 1, Sign.WELL);
            health.giveBack(leave);
        }
    }

    @Test
    void a_failure_on_the_way_back_doubles_the_pause_up_to_a_minute() {
        fall();
        for (int seconds : new int[] {5, 10, 20, 40, 60, 60}) {
            assertThat(health.standing(MOST).pause()).isEqualTo(Duration.ofSeconds(seconds));
            pass(Duration.ofSeconds(seconds));
            probe(Sign.WELL);
            probe(Sign.ILL);
        }
    }

    @Test
    void a_long_pause_is_forgotten_only_after_a_minute_in_good_health() {
        fall();
        comeBack();
        fall();
        assertThat(health.standing(MOST).pause()).isEqualTo(Duration.ofSeconds(10));
        comeBack();
        pass(Duration.ofMinutes(1));

        fall();

        assertThat(health.standing(MOST).pause()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void calls_that_hang_count_before_they_end_and_only_once() {
        var leave = health.admit(MOST, false).orElseThrow();
        var calls = begin(leave, 3);
        pass(Duration.ofMillis(3_999));
        assertThat(health.isWell()).isTrue();

        pass(Duration.ofMillis(1));

        assertThat(health.holds(leave)).isFalse();
        assertThat(health.isPaused()).isTrue();
        calls.forEach(call -> health.end(call, Sign.ILL));
        assertThat(health.standing(MOST).recentFailures()).isEqualTo(3);
        assertThat(health.standing(MOST).pause()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void a_slow_call_that_goes_through_after_all_ends_the_row_of_failures() {
        var leave = health.admit(MOST, false).orElseThrow();
        var slow = begin(leave, 2);
        pass(Duration.ofSeconds(4));
        assertThat(health.isWell()).isTrue();
        slow.forEach(call -> health.end(call, Sign.WELL));

        window(Sign.ILL, Sign.ILL);

        assertThat(health.isWell()).isTrue();
    }

    @Test
    void an_urgent_call_that_another_route_can_carry_lets_a_routine_one_try_first_but_not_for_ever() {
        fall();
        pass(Duration.ofSeconds(5));

        assertThat(health.admit(MOST, true)).isEmpty();
        pass(Duration.ofSeconds(30));
        assertThat(health.admit(MOST, true)).isPresent();
    }

    @Test
    void a_try_that_made_no_call_or_was_asked_for_patience_changes_nothing() {
        fall();
        pass(Duration.ofSeconds(5));

        probe(Sign.NEITHER);
        health.giveBack(health.admit(MOST, false).orElseThrow());

        assertThat(health.standing(MOST).window()).isEqualTo(1);
        assertThat(health.admit(MOST, false).orElseThrow().calls()).isEqualTo(1);
    }

    private void fall() {
        window(Sign.ILL, Sign.ILL, Sign.ILL);
        assertThat(health.isPaused()).isTrue();
    }

    private void comeBack() {
        pass(health.standing(MOST).pause());
        while (!health.isWell()) {
            var leave = health.admit(MOST, false).orElseThrow();
            end(leave, leave.calls(), Sign.WELL);
            health.giveBack(leave);
        }
    }

    private void probe(Sign sign) {
        var leave = health.admit(MOST, false).orElseThrow();
        end(leave, 1, sign);
        health.giveBack(leave);
    }

    private void window(Sign... signs) {
        var leave = health.admit(MOST, false).orElseThrow();
        for (var sign : signs) {
            end(leave, 1, sign);
        }
        health.giveBack(leave);
    }

    private void end(Leave leave, int times, Sign sign) {
        begin(leave, times).forEach(call -> health.end(call, sign));
    }

    private List<RouteHealth.Call> begin(Leave leave, int times) {
        var calls = new ArrayList<RouteHealth.Call>();
        for (int i = 0; i < times; i++) {
            calls.add(health.begin(leave));
        }
        return calls;
    }

    private void pass(Duration duration) {
        time.addAndGet(duration.toNanos());
    }
}
