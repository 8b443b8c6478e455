package io.herald.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
    private static final ZoneId SHANGHAI = Fixtures.SHANGHAI;

    @ParameterizedTest
    @CsvSource({
        "22:00, 07:00, 2026-11-22T21:59, 2026-11-22T21:59",
        "22:00, 07:00, 2026-11-22T22:00, 2026-11-23T07:00",
        "22:00, 07:00, 2026-11-22T03:00, 2026-11-22T07:00",
        "22:00, 07:00, 2026-11-22T07:00, 2026-11-22T07:00",
        "12:30, 14:00, 2026-11-22T13:00, 2026-11-22T14:00",
        "12:30, 14:00, 2026-11-22T14:00, 2026-11-22T14:00",
        "12:30, 14:00, 2026-11-22T02:00, 2026-11-22T02:00",
        "09:00, 09:00, 2026-11-22T09:00, 2026-11-22T09:00"
    })
    void what_is_due_in_the_quiet_hours_waits_for_their_end(
            LocalTime from, LocalTime to, LocalDateTime due, LocalDateTime expected) {
        assertThat(QuietHours.next(due.atZone(SHANGHAI).toInstant(), from, to, SHANGHAI))
                .isEqualTo(expected.atZone(SHANGHAI).toInstant());
    }

    @Test
    void without_quiet_hours_nothing_waits() {
        assertThat(QuietHours.next(Fixtures.NINE, null, null, SHANGHAI)).isEqualTo(Fixtures.NINE);
    }

    @Property
    void it_never_comes_earlier_and_asking_again_changes_nothing(
            @ForAll @IntRange(max = 525_600) int minute,
            @ForAll @IntRange(max = 1439) int from,
            @ForAll @IntRange(max = 1439) int to) {
        var zone = ZoneId.of("Europe/London");
        var due = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * minute);
        var start = LocalTime.ofSecondOfDay(60L * from);
        var end = LocalTime.ofSecondOfDay(60L * to);
        var next = QuietHours.next(due, start, end, zone);
        assertThat(next).isAfterOrEqualTo(due).isBefore(due.plusSeconds(26 * 3600));
        assertThat(QuietHours.next(next, start, end, zone)).isEqualTo(next);
    }
}
