package io.herald.event;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads subjects such as {@code delegate/8/seat/opening} by their shape {@code delegate/{delegate}/seat/{item}}. */
final class Subject {
    private static final Set<String> GROUPS = Set.of("delegation", "residence");

    private Subject() {}

    /** The named parts, or nothing when the subject has another shape. */
    static Optional<Map<String, String>> read(String shape, String subject) {
        var wanted = shape.split("/");
        var given = subject.split("/", -1);
        if (wanted.length != given.length) {
            return Optional.empty();
        }
        var names = new LinkedHashMap<String, String>();
        for (int part = 0; part < wanted.length; part++) {
            boolean named = wanted[part].startsWith("{");
            if (given[part].isBlank() || (!named && !wanted[part].equals(given[part]))) {
                return Optional.empty();
            }
            if (named) {
                names.put(wanted[part].substring(1, wanted[part].length() - 1), given[part]);
            }
        }
        return GROUPS.contains(names.getOrDefault("group", "delegation")) ? Optional.of(names) : Optional.empty();
    }
}
