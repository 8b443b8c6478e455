package io.herald.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Until when a notice is worth sending. {@link #text()} is what {@link #parse} reads. */
public sealed interface UseBy {
    /**
     * What a rule gets that says nothing: {@code until} where the event has it, else the end of the item, else twelve hours
     * after it was due.
     */
    record Usual() implements UseBy {}

    /** {@code start}, {@code end}, {@code start+30m}, {@code until}. */
    record From(Anchor anchor, Shift shift) implements UseBy {}

    /** {@code due+2h}. */
    record AfterDue(Shift shift) implements UseBy {}

    Pattern FORM = Pattern.compile("(start|end|until|due)([+-].*)?");
    Duration USUAL = Duration.ofHours(12);

    /** @throws IllegalArgumentException for any other text */
    static UseBy parse(String text) {
        var form = FORM.matcher(text);
        if (text.equals("usual")) {
            return new Usual();
        } else if (!form.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no use-by time (usual, start, end, start+30m, until, due+2h)");
        }
        var shift = Shift.parse(form.group(2) == null ? "" : form.group(2));
        if (!form.group(1).equals("due")) {
            return new From(Anchor.valueOf(form.group(1).toUpperCase(Locale.ROOT)), shift);
        } else if (shift.days() <= 0 && shift.exact().compareTo(Duration.ZERO) <= 0) {
            throw new IllegalArgumentException("\"" + text + "\" is not after the due time");
        }
        return new AfterDue(shift);
    }

    default String text() {
        if (this instanceof From from) {
            return from.anchor.name().toLowerCase(Locale.ROOT) + from.shift.text();
        }
        return this instanceof AfterDue after ? "due" + after.shift.text() : "usual";
    }

    /** What it hangs on, if anything. */
    default Optional<Anchor> hangsOn() {
        return this instanceof From from ? Optional.of(from.anchor) : Optional.empty();
    }

    /** The instant from which the notice is of no use any more. */
    default Instant in(Scene scene, Instant due) {
        var zone = scene.congress().zone();
        if (this instanceof From from) {
            return from.shift.from(from.anchor.in(scene), zone);
        } else if (this instanceof AfterDue after) {
            return after.shift.from(due, zone);
        } else if (scene.facts().byName().get("until") instanceof Fact.Moment until) {
            return until.at();
        } else if (scene.item() == null) {
            return due.plus(USUAL);
        }
        return scene.item().end();
    }
}
