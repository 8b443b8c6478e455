package io.herald.hub;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Who is told when.
 *
 * @param byDue the ids of an audience by the time each is due
 * @param early how many are due earlier than the others, before their phones are locked away
 * @param lockedAway how many are due while their phones are
 */
record Dues(Map<Instant, List<Long>> byDue, int early, int lockedAway) {
    int heads() {
        return byDue.values().stream().mapToInt(List::size).sum();
    }
}
