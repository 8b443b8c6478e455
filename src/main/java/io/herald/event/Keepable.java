package io.herald.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.herald.platform.Problem;

/** JSON can spell characters that no text in a database can hold: NUL, and half of a surrogate pair. */
final class Keepable {
    private Keepable() {}

    /** @throws Problem 422 when a text somewhere in it cannot be kept */
    static void check(String where, JsonNode json) {
        if (json.isTextual()) {
            check(where, json.textValue());
        }
        json.forEach(part -> check(where, part));
    }

    static void check(String where, String text) {
        if (text.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
            throw Problem.invalid(
                    where + ": a text has characters that cannot be kept (NUL or half a surrogate pair).");
        }
    }
}
