package io.herald.board;

import io.herald.desk.Waiting;
import java.time.Duration;
import java.time.Instant;

/**
 * A congress at one look: where its deliveries stand, and what needs a person.
 *
 * @param at when it was read
 * @param oldestInDoubtSeconds how long the oldest delivery in doubt has been so, null when none is
 */
record Board(String congress, Instant at, Tally deliveries, Waiting needsAPerson, Long oldestInDoubtSeconds) {
    static Board of(String congress, Instant at, Tally deliveries, Waiting waiting) {
        var since = waiting.inDoubtSince();
        return new Board(
                congress,
                at,
                deliveries,
                waiting,
                since == null ? null : Duration.between(since, at).toSeconds());
    }

    /** Whether it says the same as the other, however much time went by. */
    boolean sameAs(Board other) {
        return deliveries.equals(other.deliveries) && needsAPerson.equals(other.needsAPerson);
    }
}
