package io.herald.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * How the phone network reports on a message.
 *
 * @param longestDelayMillis a report comes at a random time up to this after the message was taken
 * @param shuffled whether the later report may come first
 * @param mostCopies each report comes once, up to so many times
 * @param beforeTheAnswer share of messages whose reports come before the sender has its answer, from 0 to 1
 * @param unknown share of reports that come again for an attempt nobody made
 * @param lost share of reports that never come
 */
record Receipts(
        int longestDelayMillis, boolean shuffled, int mostCopies, double beforeTheAnswer, double unknown, double lost) {
    private static final int LATE_ANSWER_MILLIS = 400;

    /** One report: when, of what, how often, and whether one about an unknown attempt goes with it. */
    record Receipt(int afterMillis, String status, int copies, boolean alsoUnknown) {}

    static Receipts inOrder() {
        return new Receipts(500, false, 1, 0, 0, 0);
    }

    /** Late, doubled and tenfold, the last first, before the answer, and about things nobody sent. */
    static Receipts inDisorder() {
        return new Receipts(1_500, true, 10, 0.3, 0.2, 0);
    }

    static Receipts never() {
        return new Receipts(500, false, 1, 0, 0, 1);
    }

    /** By how much the answer to the sender waits, so that reports overtake it. */
    long answerLate(Random dice) {
        return dice.nextDouble() < beforeTheAnswer ? LATE_ANSWER_MILLIS : 0;
    }

    /** The reports on one message. A lost one is made, and told to nobody. */
    List<Receipt> of(Random dice) {
        var receipts = new ArrayList<Receipt>();
        int after = 0;
        for (var status : List.of("sent", "delivered")) {
            int delay = 1 + dice.nextInt(beforeTheAnswer > 0 && dice.nextBoolean() ? 100 : longestDelayMillis);
            after = shuffled ? delay : after + delay;
            int copies = dice.nextDouble() < lost ? 0 : 1 + dice.nextInt(mostCopies);
            receipts.add(new Receipt(after, status, copies, dice.nextDouble() < unknown));
        }
        return receipts;
    }
}
