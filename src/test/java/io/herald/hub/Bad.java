package io.herald.hub;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Something wrong that is sent to the hub.
 *
 * @param what its name; what begins with "congress:" is put to the congress itself
 * @param path below the congress, or absolute
 * @param says what the answer must contain: the row, the column, the value, the reason
 */
record Bad(String what, String path, String type, byte[] body, int status, List<String> says) {
    @Override
    public String toString() {
        return what;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
