package io.herald.console.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AgendaShiftTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Duration HEAD_START = Duration.ofSeconds(12);

    @Test
    void every_time_moves_by_the_same_amount_and_nothing_else_changes() {
        var csv = """
                code,title,place_en,start,end
                bus,乘车,"Gate, south",2027-03-15T08:10,2027-03-15T08:40
                opening,开幕会,Hall,2027-03-15T09:00,2027-03-15T10:30
                home,离会,Hall,2027-03-18T14:00,
                """;
        assertThat(AgendaShift.shifted(csv, "opening", LocalDateTime.parse("2026-11-23T00:41"))
                        .lines())
                .containsExactly(
                        "code,title,place_en,start,end",
                        "bus,乘车,\"Gate, south\",2026-11-22T23:51,2026-11-23T00:21",
                        "opening,开幕会,Hall,2026-11-23T00:41,2026-11-23T02:11",
                        "home,离会,Hall,2026-11-26T05:41,");
    }

    @Test
    void the_sample_keeps_all_its_items() throws IOException {
        var csv = Files.readString(Path.of("config", "sample", "agenda.csv"));
        var shifted = AgendaShift.shifted(csv, Arrival.OPENING, LocalDateTime.parse("2026-11-23T00:41"));
        assertThat(shifted.lines()).hasSameSizeAs(csv.lines().toList());
        assertThat(shifted).contains("opening,开幕会,Opening session,").contains(",2026-11-23T00:41,2026-11-23T02:11,");
    }

    @Test
    void an_agenda_without_the_item_is_refused() {
        assertThatThrownBy(() -> AgendaShift.shifted("code,start,end\n", "opening", LocalDateTime.MIN))
                .isInstanceOf(DemoFailure.class)
                .hasMessageContaining("opening");
    }

    @Test
    void the_start_is_half_an_hour_after_the_next_full_minute_by_the_congress_clock() {
        assertThat(AgendaShift.startFor(Instant.parse("2026-11-22T16:04:30Z"), HEAD_START, SHANGHAI))
                .isEqualTo(LocalDateTime.parse("2026-11-23T00:35"));
        assertThat(AgendaShift.startFor(Instant.parse("2026-11-22T16:04:48Z"), HEAD_START, SHANGHAI))
                .isEqualTo(LocalDateTime.parse("2026-11-23T00:35"));
        assertThat(AgendaShift.startFor(Instant.parse("2026-11-22T16:04:49Z"), HEAD_START, SHANGHAI))
                .isEqualTo(LocalDateTime.parse("2026-11-23T00:36"));
    }

    @Property
    void the_reminder_falls_due_after_the_head_start_and_within_a_minute_of_it(
            @ForAll @LongRange(min = 1_700_000_000_000L, max = 1_900_000_000_000L) long millis) {
        var now = Instant.ofEpochMilli(millis);
        var due = AgendaShift.startFor(now, HEAD_START, SHANGHAI)
                .minusMinutes(30)
                .atZone(SHANGHAI)
                .toInstant();
        assertThat(Duration.between(now, due)).isBetween(HEAD_START, HEAD_START.plusMinutes(1));
    }
}
