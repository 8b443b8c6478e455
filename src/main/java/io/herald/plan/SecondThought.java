package io.herald.plan;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What becomes of the messages that waited for one person until the quiet hours ended.
 *
 * @param needless those that tell nothing the person does not know, or nothing that is so any more
 * @param together those whose place a digest takes; the others go out as they are
 */
public record SecondThought(Set<Long> needless, Set<Long> together) {
    /**
     * A message that waited.
     *
     * @param changes how many changes it tells; {@code worth} how many of them are still worth telling
     */
    public record Waiting(long delivery, int changes, int worth) {
        public Waiting {
            if (worth < 0 || changes < worth) {
                throw new IllegalArgumentException("of " + changes + " changes " + worth + " cannot be worth telling");
            }
        }

        private boolean isWhole() {
            return worth == changes;
        }
    }

    /** @param digests whether several may be told as one */
    public static SecondThought of(List<Waiting> waiting, boolean digests) {
        var needless = new TreeSet<Long>();
        waiting.stream().filter(one -> one.worth() == 0).forEach(one -> needless.add(one.delivery()));
        var rest = waiting.stream().filter(one -> one.worth() > 0).toList();
        boolean asTheyAre = rest.size() < 2 && rest.stream().allMatch(Waiting::isWhole);
        var together = new TreeSet<Long>();
        if (digests && !asTheyAre) {
            rest.forEach(one -> together.add(one.delivery()));
        }
        return new SecondThought(needless, together);
    }
}
