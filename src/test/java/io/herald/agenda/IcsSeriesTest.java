package io.herald.agenda;

import static io.herald.agenda.Agendas.BERLIN;
import static io.herald.agenda.Agendas.calendar;
import static io.herald.agenda.Agendas.event;
import static io.herald.agenda.Agendas.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IcsSeriesTest {
    private static final String START = "DTSTART;TZID=Europe/Berlin:20261023T090000";
    private static final String END = "DTEND;TZID=Europe/Berlin:20261023T100000";

    @Test
    void a_rule_with_a_count_is_spelled_out_across_the_clock_change() {
        assertThat(starts("RRULE:FREQ=DAILY;COUNT=4"))
                .containsExactly(
                        "2026-10-23T07:00:00Z", "2026-10-24T07:00:00Z", "2026-10-25T08:00:00Z", "2026-10-26T08:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"20261025T080000Z, 3", "20261025T075959Z, 2", "20261025, 3", "20261025T090000, 3"})
    void until_is_the_last_that_may_be(String until, int instances) {
        assertThat(starts("RRULE:FREQ=DAILY;UNTIL=" + until)).hasSize(instances);
    }

    @Test
    void codes_and_uids_of_instances_go_by_the_day_they_were_planned_for() {
        var file = read(
                BERLIN, calendar(event("talk", START, END, "RRULE:FREQ=WEEKLY;COUNT=2", "X-HERALD-CODE:briefing")));
        assertThat(file.items())
                .extracting(item -> item.code() + " " + item.uid())
                .containsExactly(
                        "briefing-20261023t090000 talk#20261023T090000",
                        "briefing-20261030t090000 talk#20261030T090000");
        assertThat(file.items()).allSatisfy(item -> assertThat(Duration.between(item.start(), item.end()))
                .isEqualTo(Duration.ofHours(1)));
    }

    @Test
    void exceptions_are_taken_away_and_further_dates_added() {
        assertThat(starts(
                        "RRULE:FREQ=DAILY;COUNT=4",
                        "EXDATE;TZID=Europe/Berlin:20261024T090000",
                        "EXDATE:20261025T080000Z",
                        "RDATE;TZID=Europe/Berlin:20261101T140000"))
                .containsExactly("2026-10-23T07:00:00Z", "2026-10-26T08:00:00Z", "2026-11-01T13:00:00Z");
    }

    @Test
    void an_instance_written_out_takes_the_place_of_the_planned_one_and_keeps_its_name() {
        var file = read(
                BERLIN,
                calendar(
                        event("talk", START, END, "RRULE:FREQ=DAILY;COUNT=3"),
                        event("talk", "RECURRENCE-ID;TZID=Europe/Berlin:20261024T090000", "DTSTART:20261024T120000Z"),
                        event(
                                "talk",
                                "RECURRENCE-ID:20261025T080000Z",
                                "STATUS:CANCELLED",
                                "DTSTART:20261025T080000Z")));
        assertThat(file.bad()).isEmpty();
        assertThat(file.items())
                .extracting(item -> item.code() + " " + item.start() + (item.cancelled() ? " cancelled" : ""))
                .containsExactly(
                        "talk-20261023t090000 2026-10-23T07:00:00Z",
                        "talk-20261024t090000 2026-10-24T12:00:00Z",
                        "talk-20261025t080000z 2026-10-25T08:00:00Z cancelled");
    }

    @Test
    void whole_days_repeat_as_days() {
        var file = read(
                BERLIN,
                calendar(event(
                        "day",
                        "DTSTART;VALUE=DATE:20261024",
                        "DTEND;VALUE=DATE:20261025",
                        "RRULE:FREQ=DAILY;COUNT=3")));
        assertThat(file.items())
                .extracting(item -> item.start() + "/" + item.end())
                .containsExactly(
                        "2026-10-23T22:00:00Z/2026-10-24T22:00:00Z",
                        "2026-10-24T22:00:00Z/2026-10-25T23:00:00Z",
                        "2026-10-25T23:00:00Z/2026-10-26T23:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "FREQ=DAILY, repeats without end",
        "FREQ=DAILY;COUNT=401, repeats for more than a year",
        "FREQ=YEARLY;COUNT=3, repeats for more than a year",
        "FREQ=DAILY;UNTIL=20301231, repeats for more than a year",
        "FREQ=SECONDLY;COUNT=3, must repeat DAILY",
        "FREQ=DAILY;COUNT=3;BYHOUR=1, does not follow: BYHOUR",
        "FREQ=DAILY;COUNT=0, COUNT that is no number",
        "FREQ=DAILY;COUNT=3;INTERVAL=0, INTERVAL that is no number",
        "FREQ=DAILY;COUNT=3;BYDAY=XX, is no rule that can be followed",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1, never comes to pass",
        "COUNT=3, must repeat DAILY"
    })
    @Timeout(20)
    void a_rule_that_cannot_be_spelled_out_is_refused_with_the_reason(String rule, String reason) {
        var file = read(BERLIN, calendar(event("talk", START, END, "RRULE:" + rule)));
        assertThat(file.items()).isEmpty();
        assertThat(file.bad()).singleElement().satisfies(bad -> {
            assertThat(bad.column()).isEqualTo("RRULE");
            assertThat(bad.value()).isEqualTo(rule);
            assertThat(bad.reason()).contains(reason);
        });
    }

    @Test
    void a_change_of_a_whole_range_is_refused() {
        var file = read(
                BERLIN,
                calendar(event(
                        "talk", START, END, "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261024T090000")));
        assertThat(file.bad()).singleElement().satisfies(bad -> assertThat(bad.reason())
                .contains("whole range"));
    }

    private static List<String> starts(String... lines) {
        var file = read(BERLIN, calendar(event("talk", START + "\r\n" + END + "\r\n" + String.join("\r\n", lines))));
        assertThat(file.bad()).isEmpty();
        return file.items().stream().map(item -> item.start().toString()).toList();
    }
}
