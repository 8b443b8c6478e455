package io.herald.agenda;

import io.herald.platform.Page;
import io.herald.platform.Problem;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Cuts lists into parts: one more row than asked for tells whether there is a next part. */
final class Pages {
    private static final int MOST = 1000;

    private Pages() {}

    /** @throws Problem 422 when the limit is out of range */
    static <T> Page<T> of(int limit, Function<T, String> cursor, IntFunction<List<T>> read) {
        if (limit < 1 || limit > MOST) {
            throw Problem.invalid("limit must be from 1 to " + MOST + ".");
        }
        var found = read.apply(limit + 1);
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        var part = found.subList(0, limit);
        return new Page<>(part, cursor.apply(part.get(limit - 1)));
    }
}
