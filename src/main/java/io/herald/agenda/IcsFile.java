package io.herald.agenda;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Reads the lines of an iCalendar file into a tree of components, within limits that a hostile file cannot pass.
 *
 * <p>ical4j's own parser is not used for this: it knows no line numbers of what it read, keeps its leniency in global settings,
 * recurses for each level of nesting, and loses characters of damaged lines. Its recurrence rules are used, by {@link Recurrence}.
 */
final class IcsFile {
    static final int LARGEST = 10 * 1024 * 1024;
    static final int MOST_COMPONENTS = 20_000;
    private static final int DEEPEST = 6;
    private static final int LONGEST_LINE = 1024 * 1024;
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final Deque<IcsComponent> open = new ArrayDeque<>();
    private final List<IcsComponent> calendars = new ArrayList<>();
    private int components;

    private IcsFile() {}

    /**
     * The VCALENDARs of the file.
     *
     * @throws IcsFault when it is not iCalendar, or too large
     */
    static List<IcsComponent> read(InputStream in) throws IOException {
        var bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new IcsFault(0, "", "", "the file is larger than 10 MB");
        }
        var file = new IcsFile();
        file.unfold(bytes);
        if (!file.open.isEmpty()) {
            var last = file.open.peek();
            throw new IcsFault(last.row(), "BEGIN", last.name(), "is never ended: the file was cut off");
        }
        if (file.calendars.isEmpty()) {
            throw new IcsFault(1, "", "", "is no iCalendar file: it has no BEGIN:VCALENDAR");
        }
        return file.calendars;
    }

    private void unfold(byte[] bytes) throws IOException {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var in = new ByteArrayInputStream(bytes);
        var pending = new StringBuilder();
        int pendingRow = 0;
        int row = 0;
        try (var reader = new BufferedReader(new InputStreamReader(in, decoder))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                row++;
                if (row == 1 && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK) {
                    line = line.substring(1);
                }
                if (!line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
                    append(pending, line, row);
                } else {
                    take(pendingRow, pending.toString());
                    pending = new StringBuilder(line);
                    pendingRow = row;
                }
            }
        } catch (CharacterCodingException notUtf8) {
            throw new IcsFault(row + 1, "", "", "is not UTF-8, which iCalendar files are written in");
        }
        take(pendingRow, pending.toString());
    }

    private static void append(StringBuilder pending, String line, int row) {
        if (pending.length() + line.length() > LONGEST_LINE) {
            throw new IcsFault(row, "", "", "belongs to a folded line longer than 1 MB");
        }
        pending.append(line, 1, line.length());
    }

    private void take(int row, String text) {
        if (text.isBlank()) {
            return;
        }
        var line = ContentLine.of(row, text);
        switch (line.name()) {
            case "BEGIN" -> begin(line);
            case "END" -> end(line);
            default -> {
                if (open.isEmpty()) {
                    throw new IcsFault(line, "stands outside BEGIN:VCALENDAR");
                }
                open.peek().lines().add(line);
            }
        }
    }

    private void begin(ContentLine line) {
        var name = line.value().strip().toUpperCase(Locale.ROOT);
        if (open.isEmpty() && !"VCALENDAR".equals(name)) {
            throw new IcsFault(line, "stands outside BEGIN:VCALENDAR");
        }
        if (open.size() == DEEPEST) {
            throw new IcsFault(line, "components stand more than " + DEEPEST + " deep in each other");
        }
        if (++components > MOST_COMPONENTS) {
            throw new IcsFault(line, "the file has more than " + MOST_COMPONENTS + " components");
        }
        var component = new IcsComponent(name, line.row(), new ArrayList<>(), new ArrayList<>());
        (open.isEmpty() ? calendars : open.peek().inner()).add(component);
        open.push(component);
    }

    private void end(ContentLine line) {
        var name = line.value().strip().toUpperCase(Locale.ROOT);
        if (open.isEmpty() || !open.peek().name().equals(name)) {
            throw new IcsFault(
                    line,
                    open.isEmpty()
                            ? "ends nothing"
                            : "should end " + open.peek().name());
        }
        open.pop();
    }
}
