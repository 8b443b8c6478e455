package io.herald.agenda;

import static io.herald.agenda.Agendas.BERLIN;
import static io.herald.agenda.Agendas.SHANGHAI;
import static io.herald.agenda.Agendas.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgendaTableTest {
    @Test
    void a_whole_row_is_read_under_chinese_headings_too() {
        var english = "code,title,title_en,place,place_en,start,end,kind,closed,phone_free,bring,bring_en\n";
        var chinese = "编号,名称,英文名称,地点,英文地点,开始时间,结束时间,类型,涉密,禁带手机,携带物品,英文携带物品\n";
        var row = "opening,开幕会,Opening,大礼堂,Great Hall,2026-11-22 09:00,2026-11-22 10:30,session,yes,否,证件,Badge\n";
        for (var heading : new String[] {english, chinese}) {
            var file = read(SHANGHAI, heading + row);
            assertThat(file.bad()).isEmpty();
            var item = file.items().get(0).fresh();
            assertThat(item.code()).isEqualTo("opening");
            assertThat(item.title().zh()).isEqualTo("开幕会");
            assertThat(item.title().en()).isEqualTo("Opening");
            assertThat(item.place().en()).isEqualTo("Great Hall");
            assertThat(item.bring().zh()).isEqualTo("证件");
            assertThat(item.start()).isEqualTo(Instant.parse("2026-11-22T01:00:00Z"));
            assertThat(item.end()).isEqualTo(Instant.parse("2026-11-22T02:30:00Z"));
            assertThat(item.closed()).isTrue();
            assertThat(item.phoneFree()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22 09:00, 2026-11-22T01:00:00Z",
        "2026-11-22T09:00, 2026-11-22T01:00:00Z",
        "2026-11-22T09:00:30, 2026-11-22T01:00:30Z",
        "2026/11/2 9:05, 2026-11-02T01:05:00Z",
        "2026-11-22T09:00+01:00, 2026-11-22T08:00:00Z",
        "2026-11-22T09:00Z, 2026-11-22T09:00:00Z",
        "２０２６－１１－２２ ０９：００, 2026-11-22T01:00:00Z",
        "2026-11-22, 2026-11-21T16:00:00Z"
    })
    void a_start_means_its_instant(String start, Instant instant) {
        var file = read(SHANGHAI, "code,title,start\na,A," + start + "\n");
        assertThat(file.bad()).isEmpty();
        assertThat(file.items().get(0).start()).isEqualTo(instant);
    }

    @Test
    void a_date_as_the_end_is_its_last_moment() {
        var file = read(BERLIN, "code,title,start,end\na,A,2026-10-24,2026-10-25\nb,B,2026-10-25,\n");
        assertThat(file.items())
                .extracting(item -> item.start() + "/" + item.end() + " " + item.allDay())
                .containsExactly(
                        "2026-10-23T22:00:00Z/2026-10-25T23:00:00Z true",
                        "2026-10-24T22:00:00Z/2026-10-25T23:00:00Z true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-29 02:30|does not exist in Europe/Berlin: the clocks go from 2026-03-29 02:00 to 2026-03-29 03:00",
                "2026-10-25 02:30|happens twice in Europe/Berlin: write it with its offset, as 2026-10-25T02:30+02:00 or"
                        + " 2026-10-25T02:30+01:00",
                "tomorrow|is no time such as 2026-11-22 09:00",
                "2026-02-30 09:00|is no time such as 2026-11-22 09:00",
                "2026-02-30|is no date such as 2026-11-22"
            })
    void a_start_that_means_no_one_instant_is_a_bad_row(String start, String reason) {
        var file = read(BERLIN, "code,title,start\na,A," + start + "\n");
        assertThat(file.items()).isEmpty();
        assertThat(file.bad()).singleElement().satisfies(bad -> {
            assertThat(bad.row()).isEqualTo(2);
            assertThat(bad.column()).isEqualTo("start");
            assertThat(bad.value()).isEqualTo(start);
            assertThat(bad.reason()).isEqualTo(reason);
        });
    }

    @Test
    void a_time_that_happens_twice_is_read_with_its_offset() {
        var file = read(BERLIN, "code,title,start\na,A,2026-10-25T02:30+01:00\n");
        assertThat(file.items().get(0).start()).isEqualTo(Instant.parse("2026-10-25T01:30:00Z"));
    }

    @Test
    void everything_wrong_with_a_row_is_said_at_once() {
        var file = read(
                SHANGHAI, "code,title,start,end,kind,closed\na b,,2026-11-22 09:00,2026-11-22 08:00,party,maybe\n");
        assertThat(file.bad()).extracting("column").containsExactlyInAnyOrder("code", "title", "end", "kind", "closed");
    }

    @Test
    void a_workbook_is_read_like_a_table() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "test", "1.0")) {
            var sheet = workbook.newWorksheet("agenda");
            var cells = new String[][] {{"code", "title", "start"}, {"a", "开幕会", "2026-11-22 09:00"}};
            for (int row = 0; row < cells.length; row++) {
                for (int column = 0; column < cells[row].length; column++) {
                    sheet.value(row, column, cells[row][column]);
                }
            }
        }
        var file = AgendaImport.file(SHANGHAI, new ByteArrayInputStream(out.toByteArray()), "agenda.xlsx");
        assertThat(file.bad()).isEmpty();
        assertThat(file.items())
                .singleElement()
                .satisfies(item -> assertThat(item.title().zh()).isEqualTo("开幕会"));
    }
}
