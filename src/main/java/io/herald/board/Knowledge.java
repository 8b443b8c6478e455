package io.herald.board;

import java.util.SortedMap;

/**
 * Who knows an agenda item as it is now, by what the texts that left really told, and by what was seen on cards.
 *
 * @param byDelegation the same by delegation; delegates without one under the empty text
 */
record Knowledge(String item, int version, Counts all, SortedMap<String, Counts> byDelegation) {
    /**
     * Delegates whom the item concerns: those with a seat there, or everyone where nobody has one.
     *
     * @param current told what is true now; of them delivered by their provider's word
     * @param seen of the people, those who saw on their card what is true now
     * @param outdated told something else last, and have not seen the new on their card
     * @param untold told nothing yet
     */
    record Counts(int people, int current, int delivered, int seen, int outdated, int untold) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

        Counts with(Counts those) {
            return new Counts(
                    people + those.people,
                    current + those.current,
                    delivered + those.delivered,
                    seen + those.seen,
                    outdated + those.outdated,
                    untold + those.untold);
        }
    }
}
