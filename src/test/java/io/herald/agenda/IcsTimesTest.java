package io.herald.agenda;

import static io.herald.agenda.Agendas.BERLIN;
import static io.herald.agenda.Agendas.SHANGHAI;
import static io.herald.agenda.Agendas.calendar;
import static io.herald.agenda.Agendas.event;
import static io.herald.agenda.Agendas.only;
import static io.herald.agenda.Agendas.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IcsTimesTest {
    private static final String OWN_RULES = String.join(
            "\r\n",
            "BEGIN:VTIMEZONE",
            "TZID:Congress Wall",
            "BEGIN:STANDARD",
            "DTSTART:16011028T030000",
            "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
            "TZOFFSETFROM:+0200",
            "TZOFFSETTO:+0100",
            "END:STANDARD",
            "BEGIN:DAYLIGHT",
            "DTSTART:16010325T020000",
            "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
            "TZOFFSETFROM:+0100",
            "TZOFFSETTO:+0200",
            "END:DAYLIGHT",
            "END:VTIMEZONE");

    @ParameterizedTest
    @CsvSource({
        "DTSTART:20261122T010000Z, 2026-11-22T01:00:00Z",
        "DTSTART;TZID=Europe/Berlin:20261122T090000, 2026-11-22T08:00:00Z",
        "DTSTART;TZID=Europe/Berlin:20260722T090000, 2026-07-22T07:00:00Z",
        "DTSTART;TZID=\"Europe/Berlin\":20261122T090000, 2026-11-22T08:00:00Z",
        "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20261122T090000, 2026-11-22T08:00:00Z",
        "DTSTART;TZID=W. Europe Standard Time:20260722T090000, 2026-07-22T07:00:00Z",
        "DTSTART;TZID=China Standard Time:20261122T090000, 2026-11-22T01:00:00Z",
        "DTSTART:20261122T090000, 2026-11-22T01:00:00Z",
        "DTSTART;VALUE=DATE:20261122, 2026-11-21T16:00:00Z",
        "DTSTART;VALUE=DATE:20261122T090000, 2026-11-22T01:00:00Z"
    })
    void a_start_means_its_instant(String line, Instant instant) {
        assertThat(only(SHANGHAI, line).start()).isEqualTo(instant);
    }

    @Test
    void a_zone_nobody_knows_goes_by_the_rules_of_the_file() {
        var file = read(
                SHANGHAI,
                calendar(
                        OWN_RULES,
                        event("winter", "DTSTART;TZID=Congress Wall:20261025T090000"),
                        event("summer", "DTSTART;TZID=Congress Wall:20261024T090000"),
                        event("twice", "DTSTART;TZID=Congress Wall:20261025T023000")));
        assertThat(file.bad()).isEmpty();
        assertThat(file.items())
                .extracting(FileItem::start)
                .containsExactly(
                        Instant.parse("2026-10-25T08:00:00Z"),
                        Instant.parse("2026-10-24T07:00:00Z"),
                        Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(file.notes()).singleElement().asString().contains("happens twice in Congress Wall");
    }

    @Test
    void a_zone_of_one_fixed_offset_is_understood() {
        var zone = "BEGIN:VTIMEZONE\r\nTZID:Fixed\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
                + "TZOFFSETFROM:+0545\r\nTZOFFSETTO:+0545\r\nEND:STANDARD\r\nEND:VTIMEZONE";
        var file = read(SHANGHAI, calendar(zone, event("a", "DTSTART;TZID=Fixed:20261122T090000")));
        assertThat(file.items()).extracting(FileItem::start).containsExactly(Instant.parse("2026-11-22T03:15:00Z"));
    }

    @Test
    void a_zone_without_any_rules_is_refused_with_its_line() {
        var file = read(SHANGHAI, calendar(event("a", "DTSTART;TZID=Mars/Olympus:20261122T090000")));
        assertThat(file.bad()).singleElement().satisfies(bad -> {
            assertThat(bad.row()).isEqualTo(7);
            assertThat(bad.column()).isEqualTo("DTSTART");
            assertThat(bad.value()).isEqualTo("TZID=Mars/Olympus");
            assertThat(bad.reason()).contains("nobody knows");
        });
    }

    @Test
    void sessions_on_both_sides_of_a_clock_change_keep_their_wall_time() {
        var file = read(
                BERLIN,
                calendar(
                        event(
                                "saturday",
                                "DTSTART;TZID=Europe/Berlin:20261024T090000",
                                "DTEND;TZID=Europe/Berlin:20261024T103000"),
                        event("sunday", "DTSTART:20261025T090000", "DURATION:PT1H30M"),
                        event(
                                "night",
                                "DTSTART;TZID=Europe/Berlin:20261024T230000",
                                "DTEND;TZID=Europe/Berlin:20261025T040000"),
                        event("day", "DTSTART;VALUE=DATE:20261025")));
        assertThat(file.bad()).isEmpty();
        assertThat(file.items())
                .extracting(item -> item.code() + " " + item.start() + " " + item.end())
                .containsExactly(
                        "saturday 2026-10-24T07:00:00Z 2026-10-24T08:30:00Z",
                        "sunday 2026-10-25T08:00:00Z 2026-10-25T09:30:00Z",
                        "night 2026-10-24T21:00:00Z 2026-10-25T03:00:00Z",
                        "day 2026-10-24T22:00:00Z 2026-10-25T23:00:00Z");
    }

    @Test
    void times_without_a_zone_are_the_congresss_and_a_note_says_so() {
        var file = read(BERLIN, calendar(event("a", "DTSTART:20261122T090000"), event("b", "DTSTART:20261122T100000")));
        assertThat(file.items().get(0).start()).isEqualTo(Instant.parse("2026-11-22T08:00:00Z"));
        assertThat(file.notes())
                .containsExactly("2 times name no zone and were taken in the congress's, Europe/Berlin.");
    }

    @Test
    void a_time_the_clocks_skip_is_taken_by_the_offset_before_and_a_note_says_so() {
        var file = read(BERLIN, calendar(event("a", "DTSTART;TZID=Europe/Berlin:20260329T023000")));
        assertThat(file.items().get(0).start()).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(file.notes()).singleElement().asString().contains("does not exist in Europe/Berlin");
    }

    @ParameterizedTest
    @CsvSource({
        "DTSTART:20261122T010000Z, DTEND:20261122T023000Z, 2026-11-22T02:30:00Z",
        "DTSTART:20261122T010000Z, DURATION:PT45M, 2026-11-22T01:45:00Z",
        "DTSTART:20261122T010000Z, DURATION:P1DT2H, 2026-11-23T03:00:00Z",
        "DTSTART:20261122T010000Z, DURATION:P1W, 2026-11-29T01:00:00Z",
        "DTSTART:20261122T010000Z, X-NONE:1, 2026-11-22T01:00:00Z",
        "DTSTART;VALUE=DATE:20261122, X-NONE:1, 2026-11-22T16:00:00Z",
        "DTSTART;VALUE=DATE:20261122, DTEND;VALUE=DATE:20261125, 2026-11-24T16:00:00Z"
    })
    void an_end_is_written_or_follows(String start, String end, Instant instant) {
        assertThat(only(SHANGHAI, start, end).end()).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource({
        "DTSTART:2026-11-22 09:00, DTSTART",
        "DTSTART:20261322T090000Z, DTSTART",
        "DTSTART:20260230, DTSTART",
        "DTSTART:Next Year, DTSTART"
    })
    void an_unreadable_time_is_a_bad_row(String line, String property) {
        var file = read(SHANGHAI, calendar(event("a", line)));
        assertThat(file.items()).isEmpty();
        assertThat(file.bad()).singleElement().satisfies(bad -> {
            assertThat(bad.row()).isEqualTo(7);
            assertThat(bad.column()).isEqualTo(property);
            assertThat(bad.value()).isEqualTo(line.substring("DTSTART:".length()));
        });
    }

    @Test
    void an_end_before_the_start_is_a_bad_row() {
        var file = read(SHANGHAI, calendar(event("a", "DTSTART:20261122T020000Z", "DTEND:20261122T010000Z")));
        assertThat(file.bad()).singleElement().satisfies(bad -> {
            assertThat(bad.column()).isEqualTo("DTEND");
            assertThat(bad.reason()).isEqualTo("is before the start");
        });
    }
}
