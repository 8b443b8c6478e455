package io.herald.provider.sandbox;

import io.herald.notice.Progress;
import io.herald.provider.SmsConfig.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What becomes of one submission, decided by seed, phone and its number among the submissions to that phone: the same three
 * always lead to the same fate.
 *
 * @param answer how long the network takes to answer
 * @param sent when the message is on its way, after acceptance
 * @param ended when it reached the phone, or failed
 * @param receipts those that will come, with their delay after acceptance
 */
record Fate(
        Duration answer, boolean refused, Duration sent, Duration ended, boolean arrives, List<DueReceipt> receipts) {
    record DueReceipt(Progress report, Duration after) {}

    static Fate of(Sandbox settings, String phone, long number) {
        var dice = new SplittableRandom((settings.seed() * 31 + phone.hashCode()) * 0x9E3779B97F4A7C15L + number);
        var answer = upTo(settings.answerDelay(), dice);
        var refused = dice.nextDouble() < settings.refused();
        var arrives = dice.nextDouble() >= settings.undelivered();
        var one = upTo(settings.receiptDelay(), dice);
        var other = upTo(settings.receiptDelay(), dice);
        var sent = shorter(one, other);
        var ended = sent.equals(one) ? other : one;
        var receipts = new ArrayList<DueReceipt>();
        add(receipts, Progress.SENT, settings.shuffledReceipts() ? one : sent, settings, dice);
        add(receipts, end(arrives), settings.shuffledReceipts() ? other : ended, settings, dice);
        return new Fate(answer, refused, sent, ended, arrives, List.copyOf(receipts));
    }

    Progress end() {
        return end(arrives);
    }

    private static Progress end(boolean arrives) {
        return arrives ? Progress.DELIVERED : Progress.FAILED;
    }

    /** Rolls the same dice whatever comes of it, so that changing one share leaves the other decisions as they were. */
    private static void add(
            List<DueReceipt> receipts, Progress report, Duration after, Sandbox settings, SplittableRandom dice) {
        var lost = dice.nextDouble() < settings.lostReceipts();
        var repeated = dice.nextDouble() < settings.repeatedReceipts();
        var later = upTo(settings.receiptDelay(), dice);
        if (lost) {
            return;
        }
        receipts.add(new DueReceipt(report, after));
        if (repeated) {
            receipts.add(new DueReceipt(report, after.plus(later)));
        }
    }

    private static Duration upTo(Duration most, SplittableRandom dice) {
        return Duration.ofMillis(dice.nextLong(most.toMillis() + 1));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
