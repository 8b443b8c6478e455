package io.herald.board;

import java.util.SortedMap;

/**
 * Who is at an agenda item, by what was recorded of those it concerns.
 *
 * @param byDelegation the same by delegation; delegates without one under the empty text
 */
record Attendance(String item, Counts all, SortedMap<String, Counts> byDelegation) {
    /** @param unknown of people, those of whom nothing was recorded: neither here nor missing */
    record Counts(int people, int signedIn, int absent, int unknown) {
        static final Counts NONE = new Counts(0, 0, 0, 0);

        Counts with(Counts those) {
            return new Counts(
                    people + those.people, signedIn + those.signedIn, absent + those.absent, unknown + those.unknown);
        }
    }
}
