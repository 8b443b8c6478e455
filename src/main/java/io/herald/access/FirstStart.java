package io.herald.access;

/** What is shown once, when the hub starts for the first time: on the console and not in the log, for logs are kept and copied. */
final class FirstStart {
    private FirstStart() {}

    static void show(String what, String secret, String use) {
        var line = "─".repeat(78);
        System.out.printf("┌%s┐%n│ %-76s │%n│ %-76s │%n│ %-76s │%n└%s┘%n", line, what, secret, use, line);
    }
}
