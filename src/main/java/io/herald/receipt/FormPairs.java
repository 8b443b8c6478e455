package io.herald.receipt;

import io.herald.platform.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A form, or a query, in the encoding of {@code application/x-www-form-urlencoded}. */
final class FormPairs {
    private FormPairs() {}

    /**
     * Names with all their values, in order, untrimmed: signatures cover them as they are.
     *
     * @param encoded null or empty for none
     * @throws Problem 400 for broken percent encoding
     */
    static Map<String, List<String>> read(String encoded) {
        var pairs = new LinkedHashMap<String, List<String>>();
        if (encoded == null) {
            return pairs;
        }
        for (var pair : encoded.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            var value = equals < 0 ? "" : pair.substring(equals + 1);
            pairs.computeIfAbsent(decoded(name), any -> new ArrayList<>()).add(decoded(value));
        }
        return pairs;
    }

    private static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw Problem.unreadable("The form is not encoded as a form should be.");
        }
    }
}
