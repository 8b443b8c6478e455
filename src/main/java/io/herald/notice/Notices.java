package io.herald.notice;

import io.herald.notice.DeliveryStore.Withdrawn;
import io.herald.plan.Channel;
import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Releasing notices and taking them back, always inside the transaction of the narration that wants it.
 *
 * <p>Taking back drops the pages of the audience first: that waits for a planning step under way, so its deliveries are seen
 * and withdrawn too, and the two never wait for each other.
 */
@ApplicationScoped
public class Notices {
    /** Recipients a planning step takes at once: big enough to be cheap, small enough that progress shows. */
    private static final int PAGE = 2_000;

    private final NoticeStore notices;
    private final AudienceStore audiences;
    private final DeliveryStore deliveries;
    private final AttemptStore attempts;
    private final BatchStore batches;
    private final HeldNoticeStore held;

    Notices(
            NoticeStore notices,
            AudienceStore audiences,
            DeliveryStore deliveries,
            AttemptStore attempts,
            BatchStore batches,
            HeldNoticeStore held) {
        this.held = held;
        this.batches = batches;
        this.attempts = attempts;
        this.notices = notices;
        this.audiences = audiences;
        this.deliveries = deliveries;
    }

    /**
     * Releases a notice to an audience that is fixed here; its deliveries are planned afterwards, page by page.
     *
     * @param recipientsByDue recipient ids by the time each is due, which may be before the notice's own due time
     */
    public void release(Tx tx, Notice notice, Map<Instant, List<Long>> recipientsByDue, Optional<IdempotencyKey> key) {
        notices.insert(tx, notice, key.orElse(null));
        plan(tx, notice.id(), recipientsByDue);
    }

    /**
     * Releases a notice that waited, to an audience that is fixed here.
     *
     * @return false when it does not wait any more, and nobody hears of it
     */
    public boolean approve(Tx tx, UUID waiting, Instant due, Map<Instant, List<Long>> recipientsByDue) {
        int heads = recipientsByDue.values().stream().mapToInt(List::size).sum();
        if (!notices.approve(tx, waiting, due, heads)) {
            return false;
        }
        plan(tx, waiting, recipientsByDue);
        return true;
    }

    private void plan(Tx tx, UUID notice, Map<Instant, List<Long>> recipientsByDue) {
        int page = 0;
        for (var group : recipientsByDue.entrySet()) {
            for (var recipients : chunks(group.getValue())) {
                audiences.insert(tx, new AudienceStore.Page(notice, page++, recipients, group.getKey()));
            }
        }
    }

    /** Releases a notice that waits for the end of the quiet hours: it goes out once it was thought about again. */
    public void releaseHeld(Tx tx, Notice notice, Map<Instant, List<Long>> recipientsByDue, Instant until) {
        release(tx, notice, recipientsByDue, Optional.empty());
        held.insert(tx, notice, until);
    }

    /** Takes back deliveries that wait, each for its reason; what a digest tells instead leaves the card too. Callers lock them. */
    public void unneeded(Tx tx, SortedMap<Long, Reason> reasons, Instant now) {
        deliveries.unneeded(tx, reasons, now);
    }

    /** Lets go what was to wait until then; answers how many notices. */
    public int letGo(Tx tx, String congress, Instant until, Instant now) {
        var done = held.done(tx, congress, until, now);
        batches.letGo(tx, done);
        return done.size();
    }

    /** Stops a notice: what has not left is withdrawn, what is not planned never will be. False when it was stopped already. */
    public boolean stop(Tx tx, UUID notice, String by, Instant now) {
        var all = notices.withRepeats(tx, List.of(notice));
        audiences.drop(tx, all);
        if (!notices.stop(tx, notice, now, by)) {
            return false;
        }
        all.stream().filter(repeat -> !repeat.equals(notice)).forEach(repeat -> notices.stop(tx, repeat, now, by));
        deliveries.withdraw(tx, all, Reason.STOPPED, now);
        return true;
    }

    /**
     * What was taken back.
     *
     * @param withdrawn how many deliveries that had not left
     * @param unsaid by notice whose {@link Notice#changes} may be told with other things, who will not hear it: as far as they hold,
     *     they are still to be told
     */
    public record TakenBack(int withdrawn, Map<Notice, List<Long>> unsaid) {
        public TakenBack with(TakenBack those) {
            var both = new LinkedHashMap<>(unsaid);
            both.putAll(those.unsaid);
            return new TakenBack(withdrawn + those.withdrawn, both);
        }
    }

    /** Withdraws the unsent of every notice about an older version of the subject. */
    public TakenBack supersede(Tx tx, String congress, String subject, int version, Instant now) {
        return takeBack(tx, notices.olderThan(tx, congress, subject, version), now);
    }

    /** Withdraws the unsent of what tells an item's time or place without being about it alone: seats, confidentiality. */
    public TakenBack supersedeBeside(Tx tx, String congress, String item, Instant now) {
        return takeBack(tx, notices.beside(tx, congress, item), now);
    }

    /** Takes back what is unsent about an item for one person, due until then, who hears of it with something else. */
    public void spare(Tx tx, String congress, String item, long recipient, Instant until, Instant now) {
        audiences.spare(tx, congress, "agenda/" + item, recipient, until);
        deliveries.spare(tx, congress, "agenda/" + item, recipient, Reason.DIGESTED, until, now);
    }

    /** Takes back what is unsent about a subject for one person, for whom it is not so any more. */
    public void leaveOut(Tx tx, String congress, String subject, long recipient, Instant now) {
        takeBackFrom(tx, notices.olderThan(tx, congress, subject, Integer.MAX_VALUE), Set.of(recipient), now);
    }

    private TakenBack takeBack(Tx tx, List<UUID> outdated, Instant now) {
        var older = notices.withRepeats(tx, outdated);
        var unplanned = audiences.drop(tx, older);
        notices.supersede(tx, older, now);
        var withdrawn = deliveries.withdraw(tx, older, Reason.SUPERSEDED, now);
        return new TakenBack(withdrawn.size(), unsaid(tx, older, unplanned, withdrawn));
    }

    /**
     * Withdraws from these people (ids) what is unsent and tells an item's time or place, because it is otherwise for them; all
     * others hear it as before.
     */
    public TakenBack takeBackFrom(Tx tx, String congress, String item, Set<Long> people, Instant now) {
        return takeBackFrom(tx, notices.tellingOf(tx, congress, item), people, now);
    }

    private TakenBack takeBackFrom(Tx tx, List<UUID> untrue, Set<Long> people, Instant now) {
        var telling = notices.withRepeats(tx, untrue);
        var unplanned = audiences.leaveOut(tx, telling, people);
        unplanned.forEach(
                page -> notices.leaveOut(tx, page.notice(), page.recipients().size()));
        var withdrawn = deliveries.withdraw(tx, telling, Reason.SUPERSEDED, now, people);
        return new TakenBack(withdrawn.size(), unsaid(tx, telling, unplanned, withdrawn));
    }

    private Map<Notice, List<Long>> unsaid(
            Tx tx, List<UUID> takenBack, List<AudienceStore.Page> unplanned, List<Withdrawn> withdrawn) {
        var retold = notices.load(tx, takenBack).values().stream()
                .filter(notice -> pushed(notice) && !notice.changes().isEmpty())
                .collect(Collectors.toMap(Notice::id, notice -> notice));
        var unsaid = new LinkedHashMap<Notice, List<Long>>();
        unplanned.stream()
                .filter(page -> retold.containsKey(page.notice()))
                .forEach(page -> add(unsaid, retold.get(page.notice()), page.recipients()));
        var unsent = withdrawn.stream()
                .filter(delivery -> retold.containsKey(delivery.notice()))
                .toList();
        var mayArrive =
                attempts.mayArrive(tx, unsent.stream().map(Withdrawn::id).toList());
        unsent.stream()
                .filter(delivery -> !mayArrive.contains(delivery.id()))
                .forEach(delivery -> add(unsaid, retold.get(delivery.notice()), List.of(delivery.recipient())));
        return unsaid;
    }

    private static void add(Map<Notice, List<Long>> unsaid, Notice notice, List<Long> recipients) {
        unsaid.computeIfAbsent(notice, first -> new ArrayList<>()).addAll(recipients);
    }

    /**
     * Stops a notice that was wrong and answers exactly those who have it or may have it: by SMS, even only in the air, or seen on
     * their card.
     */
    public List<Long> retract(Tx tx, UUID wrong, String by, Instant now) {
        stop(tx, wrong, by, now);
        return reached(tx, wrong);
    }

    /** Those who have a notice or may have it. */
    public List<Long> reached(Tx tx, UUID notice) {
        return deliveries.reached(tx, notice);
    }

    /** Whether a notice is pushed to phones; otherwise it is for cards alone. */
    static boolean pushed(Notice notice) {
        return notice.channels().contains(Channel.SMS);
    }

    private static List<List<Long>> chunks(List<Long> recipients) {
        var chunks = new ArrayList<List<Long>>();
        for (int from = 0; from < recipients.size(); from += PAGE) {
            chunks.add(recipients.subList(from, Math.min(from + PAGE, recipients.size())));
        }
        return chunks;
    }
}
