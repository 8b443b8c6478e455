package io.herald.platform.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.platform.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

class WorkbookReaderTest {
    @Test
    void cells_read_as_a_person_sees_them() {
        var read = Tables.read(workbook(sheet -> {
            header(sheet);
            sheet.value(1, 0, 7);
            sheet.value(1, 1, "王小明");
            sheet.value(1, 2, 13800138000L);
            sheet.value(3, 0, 0.1 + 0.2);
            sheet.value(3, 1, LocalDateTime.of(2026, 11, 22, 9, 0));
            sheet.style(3, 1).format("yyyy-mm-dd hh:mm").set();
        }));

        assertThat(read.bad().list()).isEmpty();
        assertThat(read.rows()).extracting(TableRow::number).containsExactly(2, 4);
        assertThat(read.rows().get(0).text("code")).isEqualTo("7");
        assertThat(read.rows().get(0).text("phone")).isEqualTo("13800138000");
        assertThat(read.rows().get(1).text("code")).isEqualTo("0.3");
        assertThat(read.names()).containsExactly("王小明", "2026-11-22T09:00");
    }

    @Test
    void a_row_may_end_before_the_header_does() {
        var read = Tables.read(workbook(sheet -> {
            header(sheet);
            sheet.value(1, 0, "1");
            sheet.value(1, 1, "a");
        }));

        assertThat(read.names()).containsExactly("a");
        assertThat(read.rows().get(0).text("phone")).isEmpty();
    }

    @Test
    void a_cell_address_that_would_fill_the_heap_is_refused() {
        var hostile = edited(text -> text.replace("r=\"A2\"", "r=\"ZZZZZZ2\""));

        assertThatThrownBy(() -> Tables.read(hostile))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("address");
    }

    @Test
    void a_shared_text_that_is_not_there_is_refused() {
        var hostile = edited(text -> text.replace("<v>0</v>", "<v>99999999</v>"));

        assertThatThrownBy(() -> Tables.read(hostile))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("text");
    }

    @Test
    void a_document_type_is_refused() {
        var hostile = edited(text -> text.replaceFirst("<worksheet", "<!DOCTYPE w [<!ENTITY a \"b\">]><worksheet"));

        assertThatThrownBy(() -> Tables.read(hostile))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("document type");
    }

    @Test
    void a_bomb_is_refused_before_it_unfolds() throws IOException {
        var out = new ByteArrayOutputStream();
        var blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            zip.write("<worksheet>".getBytes(StandardCharsets.UTF_8));
            for (int megabyte = 0; megabyte < 420; megabyte++) {
                zip.write(blanks);
            }
        }

        assertThatThrownBy(() -> Tables.read(out.toByteArray()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("unpacked");
    }

    @Test
    void a_zip_that_is_no_workbook_is_refused() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("hello.txt"));
            zip.write("hello".getBytes(StandardCharsets.UTF_8));
        }

        assertThatThrownBy(() -> Tables.read(out.toByteArray()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void a_torn_workbook_is_refused() {
        var whole = workbook(WorkbookReaderTest::header);
        var torn = Arrays.copyOf(whole, whole.length / 2);

        assertThatThrownBy(() -> Tables.read(torn)).isInstanceOf(Problem.class).hasMessageContaining("damaged");
    }

    private static void header(Worksheet sheet) {
        sheet.value(0, 0, "code");
        sheet.value(0, 1, "姓名");
        sheet.value(0, 2, "phone");
    }

    private static byte[] workbook(Consumer<Worksheet> fill) {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "test", "1.0")) {
            fill.accept(workbook.newWorksheet("people"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toByteArray();
    }

    /** A good workbook with its sheet's XML changed. */
    private static byte[] edited(UnaryOperator<String> change) {
        var good = workbook(sheet -> {
            header(sheet);
            sheet.value(1, 0, "1");
            sheet.value(1, 1, "a");
        });
        var out = new ByteArrayOutputStream();
        try (var in = ZipFile.builder().setByteArray(good).get();
                var zip = new ZipOutputStream(out)) {
            for (var entry : Collections.list(in.getEntries())) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                var text = new String(in.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                var isSheet = entry.getName().startsWith("xl/worksheets/sheet");
                zip.write((isSheet ? change.apply(text) : text).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toByteArray();
    }
}
