package io.herald.platform.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a CSV file that spreadsheets open as it is meant (UTF-8 with a byte-order mark, comma, CRLF) and that
 * {@link TableReader} reads back unchanged. A cell that would run as a formula gets an apostrophe in front, which the reader
 * takes off again.
 */
public final class TableWriter implements AutoCloseable {
    private final CsvWriter csv;

    public TableWriter(OutputStream out, List<String> header) {
        try {
            out.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        write(header);
    }

    /** Null cells are written empty. */
    public void write(List<String> cells) {
        csv.writeRecord(cells.stream()
                .map(cell -> Cells.guard(cell == null ? "" : cell))
                .toList());
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
