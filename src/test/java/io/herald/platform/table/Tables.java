package io.herald.platform.table;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a small table of people reads as. */
final class Tables {
    static final Columns PEOPLE = Columns.of(
                    Column.required("code", "编号"),
                    Column.required("name", "姓名"),
                    Column.optional("phone", "手机", "phone number"))
            .withFree("attr:");

    private Tables() {}

    static Read read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    static Read read(String text, Charset charset) {
        return read(text.getBytes(charset));
    }

    static Read read(byte[] bytes) {
        var bad = new BadRows();
        var rows = new ArrayList<TableRow>();
        var header = TableReader.read(new ByteArrayInputStream(bytes), PEOPLE, bad, rows::add);
        return new Read(header, rows, bad);
    }

    record Read(TableHeader header, List<TableRow> rows, BadRows bad) {
        List<String> names() {
            return rows.stream().map(row -> row.text("name")).toList();
        }

        List<String> reasons() {
            return bad.list().stream().map(BadRow::reason).toList();
        }
    }
}
