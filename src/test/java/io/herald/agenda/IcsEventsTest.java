package io.herald.agenda;

import static io.herald.agenda.Agendas.BERLIN;
import static io.herald.agenda.Agendas.SHANGHAI;
import static io.herald.agenda.Agendas.calendar;
import static io.herald.agenda.Agendas.event;
import static io.herald.agenda.Agendas.only;
import static io.herald.agenda.Agendas.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class IcsEventsTest {
    private static final String START = "DTSTART:20261122T010000Z";

    @Test
    void folded_lines_escapes_and_a_byte_order_mark_are_read() {
        var file = read(
                SHANGHAI,
                "\uFEFF"
                        + calendar(
                                "BEGIN:VEVENT",
                                "UID:a",
                                START,
                                "SUMMARY:第一次全体会议\\, 开",
                                " 幕\\; \"主\\\\席\"",
                                "\t\\n第二行",
                                "LOCATION:Hall 1: left",
                                "",
                                "END:VEVENT"));
        assertThat(file.bad()).isEmpty();
        var item = file.items().get(0);
        assertThat(item.title().zh()).isEqualTo("第一次全体会议, 开幕; \"主\\席\"\n第二行");
        assertThat(item.place().zh()).isEqualTo("Hall 1: left");
    }

    @Test
    void a_text_without_a_language_is_in_the_congresss_first() {
        assertThat(only(SHANGHAI, START).title()).isEqualTo(new FileItem.Names("Talk", null));
        assertThat(only(BERLIN, START).title()).isEqualTo(new FileItem.Names(null, "Talk"));
    }

    @Test
    void a_second_title_and_our_own_properties_are_understood() {
        var item = only(
                SHANGHAI,
                START,
                "SUMMARY;LANGUAGE=en:Opening",
                "LOCATION:大礼堂",
                "X-HERALD-PLACE-EN:Great Hall",
                "X-HERALD-CODE:opening",
                "X-HERALD-KIND:departure",
                "X-HERALD-CLOSED:TRUE",
                "X-HERALD-PHONE-FREE:yes",
                "X-HERALD-BRING:证件",
                "X-HERALD-BRING;LANGUAGE=en-GB:Badge");
        assertThat(item.title()).isEqualTo(new FileItem.Names("Talk", "Opening"));
        assertThat(item.place()).isEqualTo(new FileItem.Names("大礼堂", "Great Hall"));
        assertThat(item.bring()).isEqualTo(new FileItem.Names("证件", "Badge"));
        assertThat(item.code()).isEqualTo("opening");
        assertThat(item.kind()).isEqualTo(AgendaItem.Kind.DEPARTURE);
        assertThat(item.closed()).isTrue();
        assertThat(item.phoneFree()).isTrue();
    }

    @Test
    void what_a_foreign_file_does_not_say_stays_open() {
        var item = only(SHANGHAI, START);
        assertThat(item.closed()).isNull();
        assertThat(item.phoneFree()).isNull();
        assertThat(item.kind()).isNull();
        assertThat(item.bring()).isEqualTo(new FileItem.Names(null, null));
    }

    @Test
    void wrong_values_of_our_own_properties_are_bad_rows() {
        var file = read(
                SHANGHAI,
                calendar(
                        event("a", START, "X-HERALD-KIND:party"),
                        event("b", START, "X-HERALD-CLOSED:perhaps"),
                        event("c", START, "X-HERALD-CODE:a/b"),
                        event("d", START, "SEQUENCE:many")));
        assertThat(file.items()).isEmpty();
        assertThat(file.bad())
                .extracting(bad -> bad.row() + " " + bad.column() + " " + bad.value())
                .containsExactly(
                        "8 X-HERALD-KIND party",
                        "14 X-HERALD-CLOSED perhaps",
                        "20 X-HERALD-CODE a/b",
                        "26 SEQUENCE many");
    }

    @Test
    void a_code_follows_from_the_uid_and_a_long_one_is_shortened_the_same_way_each_time() {
        assertThat(AgendaWords.codeOf("Talk-12@example.org")).isEqualTo("talk-12-example-org");
        var uid = "040000008200E00074C5B7101A82E00800000000B0A0F9D0C1A2DA01000000000000000010000000";
        assertThat(AgendaWords.codeOf(uid))
                .matches("040000008200e00074c5b710-[0-9a-f]{8}")
                .isEqualTo(AgendaWords.codeOf(uid))
                .isNotEqualTo(AgendaWords.codeOf(uid + "1"));
        assertThat(AgendaWords.codeOf("会议")).matches("item-[0-9a-f]{8}");
    }

    @Test
    void the_higher_sequence_of_a_uid_wins_wherever_it_stands() {
        var newer = event("a", "SEQUENCE:2", "DTSTART:20261122T020000Z");
        var older = event("a", "SEQUENCE:1", START);
        for (var file : new String[] {calendar(newer, older), calendar(older, newer)}) {
            assertThat(read(SHANGHAI, file).bad()).isEmpty();
            assertThat(read(SHANGHAI, file).items()).singleElement().satisfies(item -> assertThat(item.sequence())
                    .isEqualTo(2));
        }
    }

    @Test
    void the_same_event_twice_is_one_whenever_it_was_written() {
        var file = read(
                SHANGHAI,
                calendar(event("a", START, "DTSTAMP:20260101T000000Z"), event("a", START, "DTSTAMP:20260102T000000Z")));
        assertThat(file.bad()).isEmpty();
        assertThat(file.items()).hasSize(1);
    }

    @Test
    void one_uid_and_sequence_with_two_contents_is_a_bad_row_that_names_the_uid() {
        var file = read(SHANGHAI, calendar(event("a@b", START), event("a@b", "DTSTART:20261122T020000Z")));
        assertThat(file.bad()).singleElement().satisfies(bad -> {
            assertThat(bad.column()).isEqualTo("UID");
            assertThat(bad.value()).isEqualTo("a@b");
            assertThat(bad.reason()).contains("same SEQUENCE");
        });
    }

    @Test
    void an_event_needs_a_title_a_start_and_a_name() {
        var file = read(
                SHANGHAI,
                calendar(
                        "BEGIN:VEVENT\r\nUID:a\r\n" + START + "\r\nEND:VEVENT",
                        event("b"),
                        "BEGIN:VEVENT\r\nSUMMARY:c\r\n" + START + "\r\nEND:VEVENT"));
        assertThat(file.items()).isEmpty();
        assertThat(file.bad()).extracting("column").containsExactlyInAnyOrder("SUMMARY", "DTSTART", "UID");
    }

    @Test
    void an_event_with_an_empty_title_is_called_by_its_place_and_a_note_says_so() {
        var file = read(BERLIN, calendar("BEGIN:VEVENT", "UID:a", START, "SUMMARY:", "LOCATION:Hall 1", "END:VEVENT"));
        assertThat(file.items())
                .singleElement()
                .satisfies(item -> assertThat(item.title().en()).isEqualTo("Hall 1"));
        assertThat(file.notes()).containsExactly("Line 4: the event has no title and is called by its place.");
        assertThat(read(BERLIN, calendar("BEGIN:VEVENT", "UID:a", START, "SUMMARY:", "END:VEVENT"))
                        .bad())
                .extracting("column")
                .containsExactly("SUMMARY");
    }

    @Test
    void other_components_are_passed_over() {
        var file = read(
                SHANGHAI,
                calendar(
                        "BEGIN:VTODO\r\nUID:t\r\nEND:VTODO",
                        event("a", START, "BEGIN:VALARM\r\nTRIGGER:-PT15M\r\nDESCRIPTION:x\r\nEND:VALARM")));
        assertThat(file.bad()).isEmpty();
        assertThat(file.items()).hasSize(1);
    }

    @Test
    void a_hostile_or_broken_file_is_refused_whole() {
        refused("", "BEGIN:VCALENDAR");
        refused("<html>:</html>", "no property name");
        refused("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a", "never ended");
        refused("BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR", "should end VCALENDAR");
        refused("BEGIN:VCALENDAR\nEND:VCALENDAR\nSUMMARY:x", "outside");
        refused("BEGIN:VCALENDAR\nno colon here\nEND:VCALENDAR", "no colon");
        refused("BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n".repeat(100_000), "deep in each other");
        refused(
                "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\nEND:VEVENT\n".repeat(20_001) + "END:VCALENDAR",
                "more than 20000 components");
        refused("BEGIN:VCALENDAR\nX-A:" + "\n aaaaaaaaaaaaaaaaaaaaaaaaaaaaa".repeat(50_000), "longer than 1 MB");
        refused("BEGIN:VCALENDAR\n" + ("X-A:" + "a".repeat(1000) + "\n").repeat(11_000), "larger than 10 MB");
    }

    @Test
    void a_file_that_is_not_utf_8_is_refused() {
        var bytes = calendar(event("a", START, "LOCATION:Gr\u00FCn")).getBytes(StandardCharsets.ISO_8859_1);
        var file = AgendaImport.file(SHANGHAI, new ByteArrayInputStream(bytes), "agenda.ics");
        assertThat(file.items()).isEmpty();
        assertThat(file.bad()).singleElement().satisfies(bad -> assertThat(bad.reason())
                .contains("not UTF-8"));
    }

    private static void refused(String content, String reason) {
        var file = AgendaImport.file(
                SHANGHAI, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), "agenda.ics");
        assertThat(file.items()).isEmpty();
        assertThat(file.bad()).singleElement().satisfies(bad -> assertThat(bad.reason())
                .contains(reason));
    }
}
