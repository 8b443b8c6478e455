package io.herald.agenda;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One unfolded line of an iCalendar file: {@code NAME;PARAM=value:value} (RFC 5545, 3.1).
 *
 * @param row the line of the file it starts on, from 1
 * @param name in upper case, as are the parameters' names
 * @param parameters without quotes; of a repeated parameter the first counts
 */
record ContentLine(int row, String name, Map<String, String> parameters, String value) {
    /**
     * Reads one unfolded line.
     *
     * @throws IcsFault when it is no content line
     */
    static ContentLine of(int row, String line) {
        int colon = valueStart(line);
        if (colon < 0) {
            throw new IcsFault(row, "", line, "is no iCalendar line: it has no colon");
        }
        var head = split(line.substring(0, colon), ';');
        var name = head.get(0).strip().toUpperCase(Locale.ROOT);
        if (!name.matches("[A-Z0-9-]+")) {
            throw new IcsFault(row, "", line, "is no iCalendar line: it begins with no property name");
        }
        var parameters = new TreeMap<String, String>();
        for (var parameter : head.subList(1, head.size())) {
            var pair = parameter.split("=", 2);
            parameters.putIfAbsent(
                    pair[0].strip().toUpperCase(Locale.ROOT),
                    pair.length == 1 ? "" : pair[1].strip().replace("\"", ""));
        }
        return new ContentLine(row, name, parameters, line.substring(colon + 1));
    }

    String parameter(String parameter) {
        return parameters.getOrDefault(parameter, "");
    }

    /** The value as text: escapes resolved, line ends made one kind. */
    String text() {
        var text = new StringBuilder(value.length());
        for (int at = 0; at < value.length(); at++) {
            char character = value.charAt(at);
            if (character == '\\' && at + 1 < value.length()) {
                char escaped = value.charAt(++at);
                text.append(escaped == 'n' || escaped == 'N' ? '\n' : escaped);
            } else {
                text.append(character);
            }
        }
        return text.toString().strip();
    }

    /** The other direction of {@link #text}. */
    static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace("\n", "\\n");
    }

    /** A colon inside a quoted parameter does not end the head. */
    private static int valueStart(String line) {
        boolean quoted = false;
        for (int at = 0; at < line.length(); at++) {
            char character = line.charAt(at);
            if (character == '"') {
                quoted = !quoted;
            } else if (character == ':' && !quoted) {
                return at;
            }
        }
        return -1;
    }

    private static List<String> split(String head, char separator) {
        var parts = new ArrayList<String>();
        boolean quoted = false;
        int from = 0;
        for (int at = 0; at < head.length(); at++) {
            char character = head.charAt(at);
            if (character == '"') {
                quoted = !quoted;
            } else if (character == separator && !quoted) {
                parts.add(head.substring(from, at));
                from = at + 1;
            }
        }
        parts.add(head.substring(from));
        return parts;
    }
}
