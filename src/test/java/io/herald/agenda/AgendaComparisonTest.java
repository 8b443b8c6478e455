package io.herald.agenda;

import static io.herald.agenda.Agendas.SHANGHAI;
import static io.herald.agenda.Agendas.calendar;
import static io.herald.agenda.Agendas.compare;
import static io.herald.agenda.Agendas.event;
import static io.herald.agenda.Agendas.from;
import static io.herald.agenda.Agendas.item;
import static io.herald.agenda.Agendas.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.platform.table.FieldChange;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgendaComparisonTest {
    private static final AgendaItem OPENING = item("opening", "2026-11-22T01:00:00Z", "2026-11-22T02:30:00Z");
    private static final AgendaItem LUNCH = item("lunch", "2026-11-22T04:00:00Z", "2026-11-22T05:00:00Z");
    private static final String HEADER = "code,title,title_en,place,place_en,start,end\n";

    @Test
    void a_table_tells_what_is_new_changed_gone_and_as_it_was() {
        var dinner = item("dinner", "2026-11-22T10:00:00Z", "2026-11-22T11:00:00Z");
        var difference = compare(
                SHANGHAI,
                List.of(OPENING, LUNCH, dinner),
                HEADER
                        + "opening,开幕会,Opening,东厅,Great Hall,2026-11-22 10:00,2026-11-22 10:30\n"
                        + "lunch,开幕会,Opening,大礼堂,Great Hall,2026-11-22 12:00,2026-11-22 13:00\n"
                        + "closing,闭幕会,Closing,大礼堂,Great Hall,2026-11-25 09:00,2026-11-25 10:00\n");
        assertThat(difference.added()).extracting(AgendaItem::code).containsExactly("closing");
        assertThat(difference.removed()).containsExactly(dinner);
        assertThat(difference.unchanged()).isEqualTo(1);
        assertThat(difference.changed()).singleElement().satisfies(changed -> {
            assertThat(changed.before()).isEqualTo(OPENING);
            assertThat(changed.after().version()).isEqualTo(2);
            assertThat(changed.fields())
                    .containsExactly(
                            new FieldChange("place", "大礼堂", "东厅"),
                            new FieldChange("start", "2026-11-22 09:00", "2026-11-22 10:00"));
        });
    }

    @Test
    void what_the_file_does_not_say_stays() {
        var closed = new AgendaItem(
                "opening",
                3,
                OPENING.title(),
                OPENING.place(),
                OPENING.title(),
                AgendaItem.Kind.MEAL,
                OPENING.start(),
                OPENING.end(),
                false,
                true,
                true,
                false,
                "u",
                0);
        var difference = compare(
                SHANGHAI,
                List.of(closed),
                calendar("BEGIN:VEVENT\r\nUID:u\r\nSUMMARY:开幕会\r\nLOCATION:大礼堂\r\nDTSTART:20261122T010000Z\r\n"
                        + "DTEND:20261122T023000Z\r\nEND:VEVENT"));
        assertThat(difference.changesNothing()).isTrue();
        assertThat(difference.unchanged()).isEqualTo(1);
    }

    @Test
    void an_item_is_known_by_its_uid_whatever_its_code() {
        var known = from(OPENING, "uid-7@example.org", 0);
        var difference = compare(
                SHANGHAI,
                List.of(known),
                calendar(event("uid-7@example.org", "DTSTART:20261122T030000Z", "SEQUENCE:4")));
        assertThat(difference.added()).isEmpty();
        assertThat(difference.changed()).singleElement().satisfies(changed -> {
            assertThat(changed.after().code()).isEqualTo("opening");
            assertThat(changed.after().sequence()).isEqualTo(4);
        });
    }

    @Test
    void an_older_sequence_than_the_known_one_is_a_bad_row() {
        var known = from(OPENING, "uid-7", 5);
        var difference =
                compare(SHANGHAI, List.of(known), calendar(event("uid-7", "DTSTART:20261122T030000Z", "SEQUENCE:4")));
        assertThat(difference.bad()).singleElement().satisfies(bad -> {
            assertThat(bad.column()).isEqualTo("SEQUENCE");
            assertThat(bad.reason()).contains("older");
        });
        assertThat(difference.changesNothing()).isTrue();
    }

    @Test
    void a_cancellation_cancels_a_known_item_and_is_a_note_for_an_unknown() {
        var known = from(OPENING, "uid-7", 0);
        var difference = compare(
                SHANGHAI,
                List.of(known),
                calendar(event("uid-7", "STATUS:CANCELLED", "SEQUENCE:1"), event("uid-8", "STATUS:CANCELLED")));
        assertThat(difference.cancelled()).containsExactly(known);
        assertThat(difference.removed()).isEmpty();
        assertThat(difference.notes())
                .singleElement()
                .asString()
                .contains("uid-8 is cancelled, and was never known here");
    }

    @Test
    void cancelling_a_series_cancels_each_of_its_known_instances() {
        var first = from(OPENING, "talk#20261122T090000", 0);
        var second = from(LUNCH, "talk#20261123T090000", 0);
        var difference = compare(
                SHANGHAI, List.of(first, second), calendar("METHOD:CANCEL", event("talk", "DTSTART:20261122T010000Z")));
        assertThat(difference.cancelled()).containsExactly(first, second);
    }

    @Test
    void a_cancelled_item_is_not_missed_and_comes_back_when_a_file_has_it_again() {
        var cancelled = AgendaChanges.cancel(OPENING);
        assertThat(compare(SHANGHAI, List.of(cancelled), HEADER).changesNothing())
                .isTrue();
        var back = compare(
                SHANGHAI,
                List.of(cancelled),
                HEADER + "opening,开幕会,Opening,大礼堂,Great Hall,2026-11-22 09:00,2026-11-22 10:30\n");
        assertThat(back.changed()).singleElement().satisfies(changed -> assertThat(changed.fields())
                .containsExactly(new FieldChange("cancelled", "true", "false")));
    }

    @Test
    void what_is_over_is_not_missed() {
        var file = read(SHANGHAI, HEADER);
        var now = Instant.parse("2026-11-22T03:00:00Z");
        var difference = AgendaComparison.between(List.of(OPENING, LUNCH), file, SHANGHAI.zone(), now);
        assertThat(difference.removed()).containsExactly(LUNCH);
    }

    @Test
    void nothing_is_called_removed_while_rows_are_bad() {
        var difference = compare(SHANGHAI, List.of(OPENING), HEADER + "opening,开幕会,,,,soon,\n");
        assertThat(difference.bad()).hasSize(1);
        assertThat(difference.removed()).isEmpty();
    }

    @Test
    void a_code_may_stand_only_once_and_belongs_to_one_uid() {
        var twice = compare(SHANGHAI, List.of(), HEADER + "a,A,,,,2026-11-22 09:00,\na,B,,,,2026-11-22 09:00,\n");
        assertThat(twice.bad()).singleElement().satisfies(bad -> {
            assertThat(bad.row()).isEqualTo(3);
            assertThat(bad.reason()).contains("row 2");
        });
        var other = compare(
                SHANGHAI,
                List.of(from(OPENING, "uid-1", 0)),
                calendar(event("uid-2", "DTSTART:20261122T030000Z", "X-HERALD-CODE:opening")));
        assertThat(other.bad()).singleElement().satisfies(bad -> assertThat(bad.reason())
                .contains("another UID"));
    }
}
