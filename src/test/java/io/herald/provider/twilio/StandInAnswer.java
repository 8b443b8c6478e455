package io.herald.provider.twilio;

import java.util.Map;

/**
 * What the stand-in does with the next POST.
 *
 * @param keeps whether the message counts as taken, and will be listed
 * @param body null for the JSON of the message kept
 */
public record StandInAnswer(boolean keeps, int status, Map<String, String> headers, String body, Ending ending) {
    public enum Ending {
        /** The whole answer. */
        ANSWERS,
        /** No answer; the connection is reset. */
        RESETS,
        /** No answer; the connection stays open. */
        STAYS_SILENT,
        /** An answer that comes byte by byte without end. */
        DRIPS
    }

    public static StandInAnswer created() {
        return new StandInAnswer(true, 201, Map.of(), null, Ending.ANSWERS);
    }

    /** Taken, but the answer cannot be read. */
    public static StandInAnswer createdButSays(String body) {
        return new StandInAnswer(true, 201, Map.of(), body, Ending.ANSWERS);
    }

    /** Refused in Twilio's own form. */
    public static StandInAnswer refused(int status, int code) {
        return new StandInAnswer(false, status, Map.of(), """
                {"code": %d, "message": "no", "more_info": "https://www.twilio.com/docs/errors/%d", "status": %d}
                """.formatted(code, code, status), Ending.ANSWERS);
    }

    /** A 429; without Retry-After when it is null. */
    public static StandInAnswer tooMany(String retryAfter) {
        var headers = retryAfter == null ? Map.<String, String>of() : Map.of("Retry-After", retryAfter);
        return new StandInAnswer(false, 429, headers, refused(429, 20429).body(), Ending.ANSWERS);
    }

    /** An answer of something in between, or of a broken Twilio: nobody knows whether the message was taken. */
    public static StandInAnswer page(int status) {
        return new StandInAnswer(true, status, Map.of("Location", "/elsewhere"), "<html>oops</html>", Ending.ANSWERS);
    }

    public static StandInAnswer takenThenReset() {
        return new StandInAnswer(true, 0, Map.of(), "", Ending.RESETS);
    }

    public static StandInAnswer takenThenSilent() {
        return new StandInAnswer(true, 0, Map.of(), "", Ending.STAYS_SILENT);
    }

    /** Never taken, and never answered. */
    public static StandInAnswer silent() {
        return new StandInAnswer(false, 0, Map.of(), "", Ending.STAYS_SILENT);
    }

    public static StandInAnswer takenThenDripping() {
        return new StandInAnswer(true, 201, Map.of(), "", Ending.DRIPS);
    }
}
