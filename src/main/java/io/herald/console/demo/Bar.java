package io.herald.console.demo;

/** A bar of one line: what arrived, what is on its way, what has not left. */
final class Bar {
    private Bar() {}

    /** Never full before everybody has it: a part of a column does not count. */
    static String of(long total, long arrived, long left, int width, Paint paint) {
        int full = columns(arrived, total, width);
        int under = columns(left, total, width) - full;
        return paint.green("#".repeat(full))
                + paint.yellow("+".repeat(Math.max(0, under)))
                + paint.dim(".".repeat(width - Math.max(full, full + under)));
    }

    private static int columns(long part, long total, int width) {
        return total == 0 ? 0 : (int) (Math.min(part, total) * width / total);
    }
}
