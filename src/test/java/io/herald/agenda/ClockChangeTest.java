package io.herald.agenda;

import static io.herald.agenda.Agendas.BERLIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockChangeTest {
    @Test
    void a_conference_around_the_end_of_summer_time_has_each_session_at_its_instant() throws IOException {
        try (var in = ClockChangeTest.class.getResourceAsStream("/agenda/clock-change.ics")) {
            var difference = AgendaComparison.between(
                    List.of(), AgendaImport.file(BERLIN, in, "clock-change.ics"), BERLIN.zone(), null);
            assertThat(difference.bad()).isEmpty();
            assertThat(difference.added())
                    .extracting(item ->
                            item.start() + "/" + item.end() + " " + item.title().en())
                    .containsExactly(
                            "2026-10-23T22:00:00Z/2026-10-24T22:00:00Z Day of arrival",
                            "2026-10-24T07:30:00Z/2026-10-24T09:00:00Z Opening, with a welcome by the mayor and the first of"
                                    + " three talks on calendars",
                            "2026-10-24T20:00:00Z/2026-10-25T03:00:00Z Party through the hour that comes twice",
                            "2026-10-25T08:30:00Z/2026-10-25T09:15:00Z Keynote",
                            "2026-10-25T17:00:00Z/2026-10-25T17:30:00Z Buses leave",
                            "2026-10-23T10:30:00Z/2026-10-23T11:30:00Z Lunch",
                            "2026-10-25T11:30:00Z/2026-10-25T12:30:00Z Lunch",
                            "2026-10-27T11:30:00Z/2026-10-27T12:30:00Z Lunch",
                            "2026-10-26T12:15:00Z/2026-10-26T13:15:00Z Late lunch");
            assertThat(difference.notes())
                    .containsExactly(
                            "1 times name no zone and were taken in the congress's, Europe/Berlin.",
                            "Line 100: excursion-autumn-example is cancelled, and was never known here.");
        }
    }
}
