package io.herald.platform.table;

import io.herald.platform.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * Reads CSV (comma, semicolon or tab; UTF-8, UTF-16, GB18030) and XLSX (its first sheet), row by row, never holding them all.
 * What the file is, is seen from its content alone: names and content types of uploads are often wrong.
 */
public final class TableReader {
    private static final int SIGNATURE = 8;

    private TableReader() {}

    /** {@link #read(TableFile, Columns, BadRows, Consumer)} of a stream, which is read to its end and not closed. */
    public static TableHeader read(InputStream in, Columns columns, BadRows bad, Consumer<TableRow> rows) {
        try (var file = TableFile.spool(in)) {
            return read(file, columns, bad, rows);
        }
    }

    /**
     * Hands each row that fits the header to {@code rows} and reports every other to {@code bad}. With a bad header no row is
     * handed on.
     *
     * @throws Problem 400 when the file is no table at all
     */
    public static TableHeader read(TableFile file, Columns columns, BadRows bad, Consumer<TableRow> rows) {
        try {
            var start = file.start(SIGNATURE);
            if (isOldExcel(start)) {
                throw Problem.unreadable("This is a workbook of the old .xls kind; save it as .xlsx.");
            }
            var builder = new RowBuilder(columns, bad, rows, isZip(start));
            if (isZip(start)) {
                Workbook.read(file.path(), bad, builder);
            } else {
                CsvText.read(file, bad, builder);
            }
            return builder.header();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isZip(byte[] start) {
        return start.length >= 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
    }

    private static boolean isOldExcel(byte[] start) {
        return start.length >= 4
                && start[0] == (byte) 0xD0
                && start[1] == (byte) 0xCF
                && start[2] == (byte) 0x11
                && start[3] == (byte) 0xE0;
    }
}
