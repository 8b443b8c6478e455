package io.herald.plan;

import static io.herald.plan.Fixtures.NINE;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.agenda.AgendaItem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhoneFreeTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void what_is_due_in_a_phone_free_window_goes_out_two_minutes_before_it() {
        var windows = List.of(window(0, 60, true));
        assertThat(PhoneFree.before(NINE, windows)).isEqualTo(NINE.minusSeconds(120));
        assertThat(PhoneFree.before(NINE.plusSeconds(3599), windows)).isEqualTo(NINE.minusSeconds(120));
    }

    @Test
    void before_and_after_the_window_nothing_moves() {
        var windows = List.of(window(0, 60, true));
        assertThat(PhoneFree.before(NINE.minusSeconds(1), windows)).isEqualTo(NINE.minusSeconds(1));
        assertThat(PhoneFree.before(NINE.plus(HOUR), windows)).isEqualTo(NINE.plus(HOUR));
    }

    @Test
    void items_with_phones_do_not_count() {
        assertThat(PhoneFree.before(NINE, List.of(window(0, 60, false)))).isEqualTo(NINE);
    }

    @Test
    void windows_that_touch_or_overlap_are_one() {
        var windows = List.of(window(0, 60, true), window(60, 60, true), window(30, 90, true));
        assertThat(PhoneFree.before(NINE.plus(HOUR).plusSeconds(600), windows)).isEqualTo(NINE.minusSeconds(120));
    }

    private static AgendaItem window(int fromMinute, int minutes, boolean phoneFree) {
        var start = NINE.plus(Duration.ofMinutes(fromMinute));
        return Fixtures.item(
                "w" + fromMinute, AgendaItem.Kind.SESSION, start, Duration.ofMinutes(minutes), true, phoneFree);
    }
}
