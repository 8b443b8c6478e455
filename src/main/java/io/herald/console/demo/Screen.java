package io.herald.console.demo;

import java.io.PrintStream;
import java.util.List;

/**
 * What the demo prints. On a terminal a picture is drawn again in its place; elsewhere each change of it is one line, and the
 * picture itself stands there once, at its end.
 */
final class Screen {
    static final int WIDTH = 100;
    private static final String UP = "\u001b[%dA";
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final int rows;
    private final int width;
    private final Paint paint;
    private int drawn;
    private List<String> picture = List.of();
    private String change = "";

    /**
     * @param rows of the terminal, 0 when it is none: a higher picture cannot be drawn in place
     * @param columns of the terminal
     */
    Screen(PrintStream out, int rows, int columns, Paint paint) {
        this.out = out;
        this.rows = rows;
        this.width = rows > 0 ? Math.min(WIDTH, columns) : WIDTH;
        this.paint = paint;
    }

    Paint paint() {
        return paint;
    }

    void title(String text) {
        say(paint.bold(text));
    }

    /** Begins a part of the story. */
    void step(String title, String what) {
        out.println();
        say(paint.bold(Columns.left(title, 9)) + what);
    }

    void say(String line) {
        out.println(Columns.cut(line, width));
        out.flush();
    }

    /** A line to be copied, so never cut. */
    void whole(String line) {
        out.println(line);
        out.flush();
    }

    /** Below a step's title. */
    void note(String line) {
        say("         " + line);
    }

    /**
     * Shows where something stands.
     *
     * @param change the same in few words, with coarse figures: printed only when it differs from the last
     */
    void show(List<String> picture, String change) {
        this.picture = picture;
        if (inPlace(picture)) {
            draw(picture);
        } else if (!change.equals(this.change)) {
            note(change);
        }
        this.change = change;
    }

    /** Leaves the last picture where it is. */
    void settle() {
        if (drawn == 0 && picture.size() > 1) { // a line alone was said already
            picture.forEach(this::say);
        }
        drawn = 0;
        picture = List.of();
        change = "";
    }

    private boolean inPlace(List<String> lines) {
        return lines.size() < rows;
    }

    private void draw(List<String> lines) {
        var text = new StringBuilder(drawn == 0 ? "" : UP.formatted(drawn));
        lines.forEach(line ->
                text.append(CLEAR_LINE).append(Columns.cut(line, width - 1)).append('\n'));
        out.print(text);
        out.flush();
        drawn = lines.size();
    }
}
