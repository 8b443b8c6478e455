package io.herald.platform.table;

import io.herald.platform.Problem;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/** Reads the first visible sheet of an XLSX workbook, cells as a person reads them there. */
final class Workbook {
    /** Excel shows 15 digits of a number, so 0.1 is kept as 0.10000000000000001 but never seen so. */
    private static final MathContext SHOWN = new MathContext(15);

    /** The formats built into Excel that show a date or a time. Source: ECMA-376 part 1, 18.8.30, and its East Asian lists. */
    private static final Set<Integer> DATE_FORMATS = Set.of(
            14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54,
            55, 56, 57, 58);

    private static final Set<String> ERRORS =
            Set.of("#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!");

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|[_*].");
    private static final Pattern DATE_LETTERS = Pattern.compile("[ymdhs]", Pattern.CASE_INSENSITIVE);

    private Workbook() {}

    static void read(Path path, BadRows bad, RecordSink sink) throws IOException {
        WorkbookGuard.check(path);
        try (var workbook = whole(() -> new ReadableWorkbook(path.toFile(), new ReadingOptions(true, true)));
                var rows = whole(() -> firstVisible(workbook).openStream())) {
            var next = rows.iterator();
            while (whole(next::hasNext)) {
                var row = next.next();
                sink.take(row.getRowNum(), whole(() -> cells(row, bad)));
            }
        }
    }

    /** A step of reading; what the library throws at a damaged workbook, it does not declare. */
    private static <T> T whole(Step<T> step) throws IOException {
        try {
            return step.run();
        } catch (ExcelReaderException
                | IllegalArgumentException
                | IllegalStateException
                | IndexOutOfBoundsException damaged) {
            throw Problem.unreadable("The workbook is damaged; open it, save it again as .xlsx and retry.");
        }
    }

    private interface Step<T> {
        T run() throws IOException;
    }

    private static Sheet firstVisible(ReadableWorkbook workbook) {
        return workbook.getSheets()
                .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
                .findFirst()
                .orElseThrow(() -> Problem.unreadable("The workbook has no visible sheet."));
    }

    private static List<String> cells(Row row, BadRows bad) {
        var cells = new ArrayList<String>(row.getCellCount());
        for (int at = 0; at < row.getCellCount(); at++) {
            var cell = row.getCell(at);
            cells.add(cell == null ? "" : text(cell, row.getRowNum(), bad));
        }
        return cells;
    }

    private static String text(Cell cell, int row, BadRows bad) {
        var raw = cell.getRawValue() == null ? "" : cell.getRawValue();
        if (ERRORS.contains(raw) && cell.getType() != CellType.STRING) {
            bad.add(row, "", raw, "cell " + cell.getAddress() + " holds an error");
            return "";
        }
        return switch (cell.getType()) {
            case NUMBER -> isDate(cell) ? date(cell) : number((BigDecimal) cell.getValue());
            case BOOLEAN -> raw.equals("1") ? "true" : "false";
            case FORMULA -> cell.getValue() instanceof BigDecimal value ? number(value) : raw;
            case STRING, ERROR -> raw;
            case EMPTY -> "";
        };
    }

    private static String number(BigDecimal value) {
        return value.round(SHOWN).stripTrailingZeros().toPlainString();
    }

    private static boolean isDate(Cell cell) {
        if (cell.getType() != CellType.NUMBER || cell.getDataFormatId() == null) {
            return false;
        }
        return DATE_FORMATS.contains(cell.getDataFormatId())
                || (cell.getDataFormatString() != null
                        && DATE_LETTERS
                                .matcher(QUOTED.matcher(cell.getDataFormatString())
                                        .replaceAll(""))
                                .find());
    }

    /** {@code 2026-11-22} or {@code 2026-11-22T09:00}; a time alone, {@code 09:00}, is a number below one. */
    private static String date(Cell cell) {
        var value = cell.asDate();
        if (cell.asNumber().compareTo(BigDecimal.ONE) < 0) {
            return value.toLocalTime().toString();
        }
        return value.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? value.toLocalDate().toString()
                : value.toString();
    }
}
