package io.herald.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.dispatch.NumberBudget.Limit;
import io.herald.plan.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NumberBudgetTest {
    private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final NumberBudget FOUR_A_MINUTE = new NumberBudget(List.of(new Limit(MINUTE, 4)), 0.2);

    @Test
    void routine_waits_for_the_place_it_leaves_to_urgent_and_urgent_takes_it() {
        var three = List.of(NOW.minusSeconds(50), NOW.minusSeconds(20), NOW.minusSeconds(5));

        assertThat(FOUR_A_MINUTE.next(Lane.ROUTINE, three, NOW)).isEqualTo(NOW.plusSeconds(10));
        assertThat(FOUR_A_MINUTE.next(Lane.URGENT, three, NOW)).isEqualTo(NOW);
    }

    @Test
    void urgent_waits_too_when_nothing_is_left() {
        var four = List.of(NOW.minusSeconds(5), NOW.minusSeconds(50), NOW, NOW.minusSeconds(20));

        assertThat(FOUR_A_MINUTE.next(Lane.URGENT, four, NOW)).isEqualTo(NOW.plusSeconds(10));
        assertThat(FOUR_A_MINUTE.next(Lane.ROUTINE, four, NOW)).isEqualTo(NOW.plusSeconds(40));
    }

    @Test
    void those_that_wait_go_one_after_the_other_as_the_places_come_free() {
        var sent = new ArrayList<>(List.of(NOW.minusSeconds(50), NOW.minusSeconds(20), NOW.minusSeconds(5)));
        for (int number = 1; number <= 4; number++) {
            sent.add(FOUR_A_MINUTE.next(Lane.ROUTINE, sent, NOW));
        }

        assertThat(sent.subList(3, 7))
                .containsExactly(NOW.plusSeconds(10), NOW.plusSeconds(40), NOW.plusSeconds(55), NOW.plusSeconds(70));
    }

    @Test
    void the_longest_wait_of_several_limits_counts() {
        var budget = new NumberBudget(List.of(new Limit(MINUTE, 2), new Limit(Duration.ofDays(1), 3)), 0);

        assertThat(budget.longest()).isEqualTo(Duration.ofDays(1));
        assertThat(budget.next(
                        Lane.ROUTINE,
                        List.of(NOW.minusSeconds(7200), NOW.minusSeconds(3600), NOW.minusSeconds(10)),
                        NOW))
                .isEqualTo(NOW.minusSeconds(7200).plus(Duration.ofDays(1)));
    }

    @Test
    void a_limit_of_one_is_shared_and_no_limit_is_none() {
        assertThat(new NumberBudget(List.of(new Limit(MINUTE, 1)), 0.5).next(Lane.ROUTINE, List.of(), NOW))
                .isEqualTo(NOW);
        assertThat(new NumberBudget(List.of(), 0.2).isUnlimited()).isTrue();
    }

    @Property
    void in_no_span_is_more_sent_than_allowed_and_whoever_waits_as_told_may_send(
            @ForAll @Size(max = 40) List<@IntRange(max = 60) Integer> pauses,
            @ForAll @IntRange(min = 1, max = 6) int minute,
            @ForAll @IntRange(min = 1, max = 12) int hour,
            @ForAll @DoubleRange(max = 1) double share) {
        var budget = new NumberBudget(List.of(new Limit(MINUTE, minute), new Limit(Duration.ofHours(1), hour)), share);
        var sent = new ArrayList<Instant>();
        var now = NOW;
        for (int pause : pauses) {
            now = now.plusSeconds(pause);
            var lane = pause % 3 == 0 ? Lane.URGENT : Lane.ROUTINE;
            var at = budget.next(lane, sent, now);
            assertThat(at).isAfterOrEqualTo(now);
            assertThat(budget.next(lane, sent, at)).isEqualTo(at);
            now = at;
            sent.add(at);
            for (var limit : budget.limits()) {
                var from = at.minus(limit.span());
                assertThat(sent.stream().filter(one -> one.isAfter(from)).count())
                        .isLessThanOrEqualTo(limit.most());
            }
        }
    }
}
