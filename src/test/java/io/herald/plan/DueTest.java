package io.herald.plan;

import static io.herald.plan.Fixtures.congress;
import static io.herald.plan.Fixtures.scene;
import static io.herald.plan.Fixtures.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DueTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList())
                .map(ZoneId::of);
    }

    /** Over two years that hold every kind of change the zones know, half of them within two days of one. */
    @Provide
    Arbitrary<Long> seconds() {
        return Arbitraries.longs().between(0, Duration.ofDays(730).toSeconds());
    }

    private static Instant near(ZoneId zone, long second) {
        var any = Instant.parse("2025-01-01T00:00:00Z").plusSeconds(second);
        var change = zone.getRules().nextTransition(any);
        boolean chooseChange = change != null && second % 2 == 0;
        return chooseChange
                ? change.getInstant().plusSeconds(second % Duration.ofDays(2).toSeconds())
                : any;
    }

    @Property
    void the_evening_before_keeps_the_wall_clock_or_is_read_forward_out_of_a_gap(
            @ForAll("zones") ZoneId zone,
            @ForAll("seconds") long second,
            @ForAll @IntRange(max = 23) int hour,
            @ForAll @IntRange(max = 59) int minute) {
        var start = near(zone, second);
        var time = LocalTime.of(hour, minute);
        var due = due(new Due.OnDay(true, time).text(), zone, start).atZone(zone);
        var meant = start.atZone(zone).toLocalDate().minusDays(1).atTime(time);
        var gap = zone.getRules().getTransition(meant);
        var expected = gap != null && gap.isGap() ? meant.plus(gap.getDuration()) : meant;
        assertThat(due.toLocalDateTime()).isEqualTo(expected);
    }

    @Property
    void half_an_hour_before_is_half_an_hour_whatever_the_clocks_do(
            @ForAll("zones") ZoneId zone, @ForAll("seconds") long second) {
        var start = near(zone, second);
        assertThat(Duration.between(due("start-30m", zone, start), start)).isEqualTo(Duration.ofMinutes(30));
    }

    @Property
    void every_form_reads_back_from_its_own_text(
            @ForAll @IntRange(min = -9999, max = 9999) int amount, @ForAll Anchor anchor) {
        for (var shift : List.of(new Shift(amount, Duration.ZERO), new Shift(0, Duration.ofMinutes(amount)))) {
            var due = new Due.From(anchor, shift);
            assertThat(Due.parse(due.text())).isEqualTo(due);
            var useBy = new UseBy.From(anchor, shift);
            assertThat(UseBy.parse(useBy.text())).isEqualTo(useBy);
        }
    }

    @Example
    void a_day_before_keeps_the_wall_clock_where_24_hours_would_not() {
        var monday = Instant.parse("2026-03-08T13:00:00Z");
        assertThat(due("start-1d", NEW_YORK, monday)).isEqualTo("2026-03-07T14:00:00Z");
        assertThat(due("start-24h", NEW_YORK, monday)).isEqualTo("2026-03-07T13:00:00Z");
    }

    @Example
    void a_time_the_clocks_leave_out_is_read_forward_and_one_that_comes_twice_is_the_first() {
        var spring = Instant.parse("2026-03-08T16:00:00Z");
        assertThat(due("day 02:30", NEW_YORK, spring)).isEqualTo("2026-03-08T07:30:00Z");
        var autumn = Instant.parse("2026-11-01T16:00:00Z");
        assertThat(due("day 01:30", NEW_YORK, autumn)).isEqualTo("2026-11-01T05:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"now", "start", "start-30m", "start-1d", "end+10m", "until-1h", "day 07:30", "day-before 20:00"})
    void the_forms_of_the_playbook_are_read(String text) {
        assertThat(Due.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "start -30m",
                "start-30",
                "start-30s",
                "start-99999m",
                "day 24:00",
                "day-before 8:00",
                "now+5m"
            })
    void what_is_no_due_time_is_refused(String text) {
        assertThatThrownBy(() -> Due.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "due", "due-1h", "due+0m", "forever", "now", "day 07:30"})
    void what_is_no_use_by_time_is_refused(String text) {
        assertThatThrownBy(() -> UseBy.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Instant due(String text, ZoneId zone, Instant start) {
        var scene = scene(congress(zone), EventType.ITEM_PLANNED, session(start), Set.of());
        return Due.parse(text).in(scene, start);
    }
}
