package io.herald.console.demo;

/** Colours, where they are wanted. */
record Paint(boolean colours) {
    String bold(String text) {
        return painted("1", text);
    }

    String dim(String text) {
        return painted("2", text);
    }

    String green(String text) {
        return painted("32", text);
    }

    String yellow(String text) {
        return painted("33", text);
    }

    String red(String text) {
        return painted("31", text);
    }

    private String painted(String code, String text) {
        return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
