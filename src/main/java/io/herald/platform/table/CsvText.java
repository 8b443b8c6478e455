package io.herald.platform.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/** Reads delimited text; which delimiter it is, the header tells. */
final class CsvText {
    private static final int MAX_HEADER = 1 << 16;
    private static final String DELIMITERS = ",\t;";

    private CsvText() {}

    static void read(TableFile file, BadRows bad, RecordSink sink) throws IOException {
        int lastRow = 0;
        try (var text = new BufferedReader(TextCharset.open(file.path()), MAX_HEADER);
                var records = reader(text)) {
            for (var record : records) {
                lastRow = Math.toIntExact(record.getStartingLineNumber());
                sink.take(lastRow, record.getFields());
            }
        } catch (CsvParseException broken) {
            bad.add(
                    lastRow + 1,
                    "",
                    "",
                    "this row or one after it cannot be read: a quotation mark is not closed or misplaced");
        }
    }

    private static CsvReader<CsvRecord> reader(BufferedReader text) throws IOException {
        return CsvReader.builder()
                .fieldSeparator(delimiter(text))
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowUnclosedQuote(false)
                .allowExtraCharsAfterClosingQuote(false)
                .detectBomHeader(false)
                .ofCsvRecord(text);
    }

    /** The delimiter found most often in the first record, outside quotation marks; the comma when there is none. */
    private static char delimiter(Reader text) throws IOException {
        text.mark(MAX_HEADER);
        var counts = new int[DELIMITERS.length()];
        boolean quoted = false;
        boolean filled = false;
        for (int seen = 1; seen < MAX_HEADER; seen++) {
            int next = text.read();
            if (next < 0 || (!quoted && filled && (next == '\n' || next == '\r'))) {
                break;
            }
            filled |= next != '\n' && next != '\r';
            quoted ^= next == '"';
            int candidate = DELIMITERS.indexOf(next);
            if (!quoted && candidate >= 0) {
                counts[candidate]++;
            }
        }
        text.reset();
        return DELIMITERS.charAt(most(counts));
    }

    private static int most(int[] counts) {
        int most = 0;
        for (int at = 1; at < counts.length; at++) {
            most = counts[at] > counts[most] ? at : most;
        }
        return most;
    }
}
