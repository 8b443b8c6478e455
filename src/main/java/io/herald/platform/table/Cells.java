package io.herald.platform.table;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** What is done to every cell on its way in and out. */
final class Cells {
    private static final Pattern EDGES = Pattern.compile("^[\\s\\p{Z}\\uFEFF\\u200B]+|[\\s\\p{Z}\\uFEFF\\u200B]+$");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\t\\r\\n]]");
    private static final Pattern FORMULA = Pattern.compile("^'*[=+\\-@＝＋－＠].*", Pattern.DOTALL);

    private Cells() {}

    /** Without spaces at either end: also the full-width and the no-break ones, and a stray byte-order mark. */
    static String strip(String value) {
        return EDGES.matcher(value).replaceAll("");
    }

    /** Full-width letters, digits and signs as half-width ones. */
    static String narrow(String value) {
        return Normalizer.normalize(value, Normalizer.Form.NFKC);
    }

    static boolean hasControl(String value) {
        return CONTROL.matcher(value).find();
    }

    /**
     * A cell that a spreadsheet would run as a formula, with the apostrophe that makes it text; one that looks as if it had
     * been guarded before gets another, so that {@link #unguard} always gives back what was there.
     */
    static String guard(String value) {
        return FORMULA.matcher(value).matches() ? "'" + value : value;
    }

    static String unguard(String value) {
        return value.startsWith("'") && FORMULA.matcher(value).matches() ? value.substring(1) : value;
    }
}
