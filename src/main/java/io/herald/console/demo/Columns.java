package io.herald.console.demo;

import java.util.regex.Pattern;

/** Widths on a terminal: Chinese, Japanese and Korean characters take two columns, colours and combining marks none. */
final class Columns {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final char ESCAPE = '\u001b';

    /** First and last character of what is wide: from Unicode's EastAsianWidth.txt, W and F, as far as such texts go. */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0x303E},
        {0x3041, 0x33FF},
        {0x3400, 0x4DBF},
        {0x4E00, 0x9FFF},
        {0xA000, 0xA4CF},
        {0xA960, 0xA97F},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F},
        {0x1F900, 0x1F9FF},
        {0x20000, 0x3FFFD},
    };

    private Columns() {}

    /** How many columns a text takes. */
    static int width(String text) {
        return COLOUR.matcher(text)
                .replaceAll("")
                .codePoints()
                .map(Columns::width)
                .sum();
    }

    /** Filled up with spaces on the right, or cut, to exactly this width. */
    static String left(String text, int width) {
        var cut = cut(text, width);
        return cut + " ".repeat(width - width(cut));
    }

    /** Filled up with spaces on the left; never cut, for these are numbers. */
    static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - width(text))) + text;
    }

    /** Cut to at most this width. A wide character that would stick out is dropped; colours stay whole, and so end. */
    static String cut(String text, int width) {
        var cut = new StringBuilder();
        int room = width;
        for (int at = 0; at < text.length(); ) {
            int end = text.charAt(at) == ESCAPE ? text.indexOf('m', at) + 1 : 0;
            if (end > 0) {
                cut.append(text, at, end);
                at = end;
                continue;
            }
            int character = text.codePointAt(at);
            room -= width(character);
            if (room >= 0) {
                cut.appendCodePoint(character);
            }
            at += Character.charCount(character);
        }
        return cut.toString();
    }

    private static int width(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            default -> wide(character) ? 2 : 1;
        };
    }

    private static boolean wide(int character) {
        for (var range : WIDE) {
            if (character <= range[1]) {
                return character >= range[0];
            }
        }
        return false;
    }
}
