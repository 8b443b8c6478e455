package io.herald.plan;

import io.herald.roster.Bilingual;
import java.time.Instant;
import java.util.List;

/** One thing a notice tells, as data. */
public sealed interface Fact {
    /** A name or text in both languages: a title, a place. */
    record Text(Bilingual text) implements Fact {}

    /** A time, shown in the congress's zone. */
    record Moment(Instant at) implements Fact {}

    /** A plain value: a seat, a room, a vehicle's code. */
    record Value(String value) implements Fact {}

    /** Several changes at once, in the order they are told. */
    record Changes(List<Changed> changes) implements Fact {
        public Changes {
            changes = List.copyOf(changes);
        }
    }

    /** One of them: what a version of a subject says. */
    record Changed(String subject, int version, Facts facts) {}
}
