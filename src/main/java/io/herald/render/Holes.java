package io.herald.render;

import io.herald.plan.Facts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every hole a message may have. The list is closed: a name that is not on it is a mistake, found when the text is read and not
 * when a thousand people wait for it.
 */
final class Holes {
    /** Facts that are words or plain values: their name is the hole. */
    static final Set<String> WORDS = Set.of(
            "title",
            "place",
            "bring",
            "oldPlace",
            "why",
            "note",
            "text",
            "instructions",
            "residence",
            "departs",
            "where",
            "who",
            "group",
            "seat",
            "vehicle",
            "plate",
            "document",
            "copy",
            "notice",
            "count",
            "names",
            "next",
            "nextPlace",
            Facts.CANCELLED,
            Facts.CHANGES,
            "more");

    /** Facts that are times: {@code start.date}, {@code start.weekday}, {@code start.time}. */
    static final Set<String> MOMENTS = Set.of("start", "end", "until", "oldStart", "nextStart");

    static final Set<String> OF_A_MOMENT = Set.of("date", "weekday", "time");

    /** What is known of the person, their liaison and the congress at the moment of rendering. */
    static final Set<String> STANDING = Set.of(
            "delegate.name",
            "delegate.delegation",
            "delegate.residence",
            "delegate.room",
            "delegate.vehicle",
            "delegate.plate",
            "delegate.seat",
            "liaison.name",
            "liaison.phone",
            "congress.name",
            "congress.desk");

    /** A free attribute of the import follows, as it is written there. */
    static final String ATTRIBUTE = "delegate.attributes.";

    private Holes() {}

    /** The reason why a message may not have this hole; empty when it may. */
    static Optional<String> refusal(List<String> parts) {
        return known(parts) ? Optional.empty() : Optional.of(reason(parts));
    }

    private static boolean known(List<String> parts) {
        return switch (parts.size()) {
            case 1 -> WORDS.contains(parts.get(0));
            case 2 ->
                (MOMENTS.contains(parts.get(0)) && OF_A_MOMENT.contains(parts.get(1)))
                        || STANDING.contains(String.join(".", parts));
            case 3 -> ATTRIBUTE.equals(parts.get(0) + "." + parts.get(1) + ".");
            default -> false;
        };
    }

    private static String reason(List<String> parts) {
        var hole = "{" + String.join(".", parts) + "} is not a hole a message may have";
        if (MOMENTS.contains(parts.get(0))) {
            return hole + ": a time has " + sorted(OF_A_MOMENT, parts.get(0) + ".");
        }
        var first = parts.get(0) + ".";
        var kin = STANDING.stream()
                .filter(name -> name.startsWith(first))
                .sorted()
                .collect(Collectors.joining(", "));
        return kin.isEmpty() ? hole : hole + ": there is " + kin;
    }

    private static String sorted(Set<String> names, String prefix) {
        return names.stream().sorted().map(prefix::concat).collect(Collectors.joining(", "));
    }
}
