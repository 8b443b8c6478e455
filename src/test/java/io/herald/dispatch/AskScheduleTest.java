package io.herald.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.notice.DoubtStore.Open;
import io.herald.platform.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AskScheduleTest {
    private static final Instant WRITTEN = Instant.parse("2026-11-22T01:00:00Z");

    private final AskSchedule schedule = new AskSchedule(Duration.ofMinutes(1), Duration.ofMinutes(15), 5);

    @Test
    void in_doubt_is_asked_about_each_minute_until_the_policy_decides_and_then_less_and_less_and_at_last_never() {
        var pauses = pauses(true, WRITTEN.plusSeconds(30));

        assertThat(pauses.subList(0, 15)).containsOnly(1L);
        assertThat(pauses.subList(15, 23)).isSorted().endsWith(60L);
        assertThat(pauses.subList(23, pauses.size())).containsOnly(60L);
        assertThat(pauses).hasSizeBetween(80, 100);
    }

    @Test
    void a_missing_final_report_is_asked_for_a_few_times_with_longer_and_longer_pauses() {
        assertThat(pauses(false, WRITTEN.plus(Duration.ofMinutes(5)))).containsExactly(1L, 2L, 4L, 8L);
    }

    @Test
    void a_budget_is_spent_within_a_minute_and_is_whole_again_in_the_next() {
        var budget = new AskBudget(100);
        budget.spend(budget.room(WRITTEN) - 30);
        assertThat(budget.room(WRITTEN.plusSeconds(59))).isEqualTo(30);
        budget.spend(30);
        assertThat(budget.room(WRITTEN.plusMillis(59_999))).isZero();

        assertThat(budget.room(WRITTEN.plusSeconds(60))).isEqualTo(100);
    }

    /** In whole minutes, until it is not asked about any more. */
    private List<Long> pauses(boolean inDoubt, Instant first) {
        var pauses = new ArrayList<Long>();
        var now = first;
        for (int asks = 1; ; asks++) {
            var next = schedule.next(open(asks, inDoubt), now);
            if (next.isEmpty()) {
                return pauses;
            }
            pauses.add(Duration.between(now, next.get()).toMinutes());
            now = next.get();
        }
    }

    private static Open open(int asks, boolean inDoubt) {
        return new Open(Ids.next(), 1, Ids.next(), 0, "first", null, "+999860", "text", WRITTEN, asks, inDoubt);
    }
}
