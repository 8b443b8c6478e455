package io.herald.console.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether every delivery is accounted for and reached the state it should, from four sources: the board by delegation, the
 * notices, the list of what failed, and the phone network's own log.
 *
 * @param now what was due until then must have ended, what is due later must not have begun
 */
record Accounting(
        List<DelegationLine> delegations,
        List<NoticeLine> notices,
        List<DeliveryLine> failed,
        Witness witness,
        Instant now) {
    private static final String NO_NUMBER = "no_number";

    Counts sum() {
        return DelegationLine.sum(delegations);
    }

    /** Whether all that was due has ended, so that the rest may be judged. */
    boolean settled() {
        return notices.stream().filter(this::wasDue).allMatch(notice -> notice.deliveries()
                .settled());
    }

    /** What is wrong, a sentence each; nothing when all is as it should be. */
    List<String> faults() {
        var faults = new ArrayList<String>();
        delegations.forEach(line -> check(
                line.tally().sum() == line.tally().total(),
                "The states of delegation %s add up to %,d of %,d deliveries."
                        .formatted(
                                line.delegation(),
                                line.tally().sum(),
                                line.tally().total()),
                faults));
        notices.forEach(notice -> check(notice, faults));
        checkTogether(faults);
        checkWitness(faults);
        return faults;
    }

    private void check(NoticeLine notice, List<String> faults) {
        var counts = notice.deliveries();
        check(
                counts.total() == notice.planned(),
                "%s: %,d deliveries, %,d planned.".formatted(named(notice), counts.total(), notice.planned()),
                faults);
        check(
                !notice.inForce() || notice.planned() == notice.heads(),
                "%s: planned for %,d of %,d.".formatted(named(notice), notice.planned(), notice.heads()),
                faults);
        if (wasDue(notice)) {
            check(
                    counts.settled(),
                    "%s: %,d not sent and %,d without an end."
                            .formatted(named(notice), counts.planned(), counts.underWay()),
                    faults);
        } else {
            check(
                    counts.planned() + counts.cardOnly() == counts.total(),
                    "%s: begun before it was due.".formatted(named(notice)),
                    faults);
        }
    }

    private void checkTogether(List<String> faults) {
        var sum = sum();
        long ofNotices = notices.stream().mapToLong(NoticeLine::planned).sum();
        check(
                sum.total() == ofNotices,
                "The delegations have %,d deliveries, the notices %,d.".formatted(sum.total(), ofNotices),
                faults);
        check(sum.expired() == 0, "%,d expired before they left.".formatted(sum.expired()), faults);
        var otherwise = failed.stream()
                .filter(delivery -> !NO_NUMBER.equals(delivery.reason()))
                .count();
        check(otherwise == 0, "%,d failed although there is a number.".formatted(otherwise), faults);
        check(
                sum.failed() == failed.size(),
                "The board counts %,d failed deliveries, the list %,d.".formatted(sum.failed(), failed.size()),
                faults);
    }

    private void checkWitness(List<String> faults) {
        check(witness.doubledPhones() == 0, "%,d phones got a text twice.".formatted(witness.doubledPhones()), faults);
        check(
                witness.copies() == witness.messages(),
                "%,d messages were submitted %,d times.".formatted(witness.messages(), witness.copies()),
                faults);
        check(
                witness.arrived() == sum().arrived(),
                "%,d messages reached phones, the hub knows of %,d.".formatted(witness.arrived(), sum().arrived()),
                faults);
    }

    /** What was replaced is over, whenever it had been due. */
    private boolean wasDue(NoticeLine notice) {
        return !notice.inForce() || !notice.due().isAfter(now);
    }

    private static String named(NoticeLine notice) {
        return notice.name() + (notice.subject() == null ? "" : " of " + notice.subject());
    }

    private static void check(boolean fine, String fault, List<String> faults) {
        if (!fine) {
            faults.add(fault);
        }
    }
}
