package io.herald.desk;

/** What comes from anywhere, made fit for a text in the database, which cannot hold NUL. */
final class Storable {
    private static final char UNREADABLE = '\uFFFD';

    private Storable() {}

    static String text(String anything) {
        return anything == null ? null : anything.replace('\0', UNREADABLE);
    }

    static String text(String anything, int longest) {
        var text = text(anything);
        return text == null || text.length() <= longest ? text : text.substring(0, longest) + "…";
    }
}
