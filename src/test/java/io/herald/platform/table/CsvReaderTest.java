package io.herald.platform.table;

import static io.herald.platform.table.Tables.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.platform.Problem;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {
    private static final String PEOPLE = "编号,姓名\r\n001,王小明\r\n002,欧阳娜娜\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"})
    void every_charset_is_recognised(String charset) {
        assertThat(read(PEOPLE, Charset.forName(charset)).names()).containsExactly("王小明", "欧阳娜娜");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void a_byte_order_mark_is_no_part_of_the_first_column(String charset) {
        var read = read("\uFEFF" + PEOPLE, Charset.forName(charset));

        assertThat(read.bad().list()).isEmpty();
        assertThat(read.header().has("code")).isTrue();
        assertThat(read.names()).containsExactly("王小明", "欧阳娜娜");
    }

    @Test
    void a_name_in_gb18030_far_behind_plain_text_is_still_read() {
        var text = "code,name\n"
                + IntStream.range(0, 20_000).mapToObj(i -> i + ",Li\n").collect(Collectors.joining())
                + "x,朱镕基\n";

        var read = read(text, Charset.forName("GB18030"));

        assertThat(read.names()).hasSize(20_001).last().isEqualTo("朱镕基");
    }

    @Test
    void western_text_in_an_old_charset_is_refused_and_not_read_as_chinese() {
        var text = "code,name\n1,Müller\n2,Jürgen\n";

        assertThatThrownBy(() -> read(text, StandardCharsets.ISO_8859_1))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("CSV UTF-8");
    }

    @Test
    void utf_8_with_a_mark_and_damage_inside_is_refused() {
        var bytes = "\uFEFFcode,name\n1,王\n".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 2] = (byte) 0xC3;

        assertThatThrownBy(() -> Tables.read(bytes)).isInstanceOf(Problem.class).hasMessageContaining("damaged");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"code,name", "code;name", "~code\tname~", "\"co,de\";name"})
    void the_delimiter_is_the_one_the_header_uses(String header) {
        var delimiter = header.contains(";") ? ";" : header.contains("\t") ? "\t" : ",";

        assertThat(read("code" + delimiter + "name\n7" + delimiter + "\"a,b;c\td\"\n")
                        .names())
                .containsExactly("a,b;c\td");
    }

    @Test
    void a_quoted_newline_stays_in_its_cell_and_rows_keep_the_line_they_start_on() {
        var read = read("code,name\n1,\"two\nlines\"\n\n2,b\n3\n");

        assertThat(read.names()).containsExactly("two\nlines", "b");
        assertThat(read.rows()).extracting(TableRow::number).containsExactly(2, 5);
        assertThat(read.bad().list()).containsExactly(new BadRow(6, "", "", "has 1 cells where the header has 2"));
    }

    @Test
    void full_width_digits_are_narrowed_on_request() {
        var row = read("code,name,phone\n００１,王,＋８６　１３８\n").rows().get(0);

        assertThat(row.narrow("code")).isEqualTo("001");
        assertThat(row.narrow("phone")).isEqualTo("+86 138");
        assertThat(row.text("code")).isEqualTo("００１");
    }

    @Test
    void spaces_of_every_kind_around_a_cell_go() {
        assertThat(read("code,name\n1,\u3000王\u00A0 \n").names()).containsExactly("王");
    }

    @Test
    void header_names_ignore_case_spaces_and_hyphens() {
        var read = read(" CODE ,Name, Phone-Number ,ATTR:Diet\n1,a,2,halal\n");

        assertThat(read.bad().list()).isEmpty();
        assertThat(read.rows().get(0).text("phone")).isEqualTo("2");
        assertThat(read.rows().get(0).free()).containsEntry("Diet", "halal");
    }

    @Test
    void unknown_missing_and_doubled_columns_are_named_and_no_row_is_read() {
        var read = read("code,编号,room no,attr:\n1,2,3,4\n");

        assertThat(read.rows()).isEmpty();
        assertThat(read.bad().list()).extracting(BadRow::row).containsOnly(1);
        assertThat(read.bad().list()).extracting(BadRow::column).containsExactly("code", "room no", "attr:", "name");
    }

    @Test
    void too_many_cells_are_refused_but_empty_ones_at_the_end_are_not() {
        var read = read("code,name\n1,a,,\n2,b,c\n");

        assertThat(read.names()).containsExactly("a");
        assertThat(read.bad().list()).extracting(BadRow::row).containsExactly(3);
    }

    @Test
    void an_unclosed_quotation_mark_never_swallows_rows_in_silence() {
        var read = read("code,name\n1,a\n2,\"b\n3,c\n");

        assertThat(read.bad().list()).extracting(BadRow::row).containsExactly(3);
        assertThat(read.reasons().get(0)).contains("quotation mark");
    }

    @Test
    void a_control_character_is_refused() {
        assertThat(read("code,name\n1,a\u0000b\n").bad().list())
                .extracting(BadRow::row)
                .containsExactly(2);
    }

    @Test
    void an_empty_file_is_a_bad_table() {
        assertThat(read("").reasons()).containsExactly("the table is empty");
        assertThat(read("\n\n").reasons()).containsExactly("the table is empty");
    }

    @Test
    void only_the_first_thousand_bad_rows_are_kept_but_all_are_counted() {
        var text = "code,name\n" + "1\n".repeat(1_500);

        assertThat(read(text).bad().count()).isEqualTo(1_500);
        assertThat(read(text).bad().list()).hasSize(BadRows.MAX_KEPT);
    }

    @Test
    void a_file_beyond_the_limit_is_refused() {
        var large = new ByteArrayInputStream(new byte[(int) TableFile.MAX_BYTES + 1]);

        assertThatThrownBy(() -> TableFile.spool(large))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(413));
    }

    @Test
    void an_old_workbook_is_refused_with_a_hint() {
        var ole = new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0, 0, 0, 0};

        assertThatThrownBy(() -> Tables.read(ole)).hasMessageContaining(".xlsx");
    }
}
