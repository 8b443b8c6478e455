package io.herald.plan;

import io.herald.roster.Bilingual;
import java.time.Instant;

/** One thing a notice tells, as data. */
public sealed interface Fact {
    /** A name or text in both languages: a title, a place. */
    record Text(Bilingual text) implements Fact {}

    /** A time, shown in the congress's zone. */
    record Moment(Instant at) implements Fact {}

    /** A plain value: a seat, a room, a vehicle's code. */
    record Value(String value) implements Fact {}
}
