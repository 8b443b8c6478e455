package io.herald.console.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The sample's agenda, brought to today: every time of it is moved by the same amount. */
final class AgendaShift {
    private static final Duration REMINDED = Duration.ofMinutes(30);

    private AgendaShift() {}

    /**
     * When an item has to start for its half-hour reminder to fall due at a full minute that is near, yet leaves time for the import.
     *
     * @param least how much time
     */
    static LocalDateTime startFor(Instant now, Duration least, ZoneId zone) {
        var earliest = now.plus(least);
        var minute = earliest.truncatedTo(ChronoUnit.MINUTES);
        var due = minute.equals(earliest) ? minute : minute.plus(1, ChronoUnit.MINUTES);
        return due.plus(REMINDED).atZone(zone).toLocalDateTime();
    }

    /**
     * The same table, moved as a whole so that {@code item} starts then.
     *
     * @param csv with the columns code, start and end, whose times are the congress's wall clock
     */
    static String shifted(String csv, String item, LocalDateTime start) {
        var rows = rows(csv);
        var by = Duration.between(startOf(rows, item), start);
        var shifted = new StringWriter();
        try (var writer = CsvWriter.builder().build(shifted)) {
            writer.writeRecord(rows.get(0).getHeader());
            for (var row : rows) {
                writer.writeRecord(row.getHeader().stream()
                        .map(column -> cell(column, row.getField(column), by))
                        .toList());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return shifted.toString();
    }

    private static String cell(String column, String value, Duration by) {
        boolean time = column.equals("start") || column.equals("end");
        return time && !value.isEmpty() ? LocalDateTime.parse(value).plus(by).toString() : value;
    }

    private static LocalDateTime startOf(List<NamedCsvRecord> rows, String item) {
        return rows.stream()
                .filter(row -> row.getField("code").equals(item))
                .map(row -> LocalDateTime.parse(row.getField("start")))
                .findFirst()
                .orElseThrow(() -> new DemoFailure("The sample's agenda has no item " + item + "."));
    }

    private static List<NamedCsvRecord> rows(String csv) {
        return CsvReader.builder().ofNamedCsvRecord(csv).stream().toList();
    }
}
