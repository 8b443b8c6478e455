package io.herald.board;

import io.herald.platform.Problem;
import java.util.UUID;

/** Reads where a list goes on and how long a piece of it may be. */
final class Cursor {
    private static final int MOST = 1000;

    private Cursor() {}

    static int size(int limit) {
        return Math.max(1, Math.min(limit, MOST));
    }

    static UUID uuid(String cursor) {
        try {
            return cursor == null ? null : UUID.fromString(cursor);
        } catch (IllegalArgumentException wrong) {
            throw wrong(cursor);
        }
    }

    static Long number(String cursor) {
        try {
            return cursor == null ? null : Long.valueOf(cursor);
        } catch (NumberFormatException wrong) {
            throw wrong(cursor);
        }
    }

    private static Problem wrong(String cursor) {
        return Problem.invalid("after: \"" + cursor + "\" is no cursor of this list.");
    }
}
