package io.herald.platform.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TableWriterTest {
    @Property
    void what_was_written_reads_back_unchanged(@ForAll("cells") String name, @ForAll("cells") String phone) {
        var row = Tables.read(written(List.of("1", name, phone))).rows().get(0);

        assertThat(row.text("name")).isEqualTo(name);
        assertThat(row.text("phone")).isEqualTo(phone);
    }

    @Example
    void nothing_that_runs_as_a_formula_is_written() {
        var text = new String(written(List.of("=1+1", "'=2", "+86138")), StandardCharsets.UTF_8);

        assertThat(text).contains("\r\n'=1+1,''=2,'+86138\r\n");
    }

    @Provide
    Arbitrary<String> cells() {
        return Arbitraries.strings()
                .withChars("'=+-@\",;\t\r\nab 王＝１\uD83D\uDE00".toCharArray())
                .ofMaxLength(12)
                .filter(text -> text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF))
                .map(Cells::strip);
    }

    private static byte[] written(List<String> cells) {
        var out = new ByteArrayOutputStream();
        try (var writer = new TableWriter(out, List.of("code", "name", "phone"))) {
            writer.write(cells);
        }
        return out.toByteArray();
    }
}
