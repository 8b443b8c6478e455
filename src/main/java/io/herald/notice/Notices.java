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
        int page = 0;
        for (var group : recipientsByDue.entrySet()) {
            for (var recipients : chunks(group.getValue())) {
                audiences.insert(tx, new AudienceStore.Page(notice.id(), page++, recipients, group.getKey()));
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
     * @param unsaid by notice that summed up several changes, who will not hear it: the others of its changes are still to be told
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

    private TakenBack takeBack(Tx tx, List<UUID> outdated, Instant now) {
        var older = notices.withRepeats(tx, outdated);
        var unplanned = audiences.drop(tx, older);
        notices.supersede(tx, older, now);
        var withdrawn = deliveries.withdraw(tx, older, Reason.SUPERSEDED, now);
        return new TakenBack(withdrawn.size(), unsaid(tx, older, unplanned, withdrawn));
    }

    private Map<Notice, List<Long>> unsaid(
            Tx tx, List<UUID> takenBack, List<AudienceStore.Page> unplanned, List<Withdrawn> withdrawn) {
        var summaries = notices.load(tx, takenBack).values().stream()
                .filter(notice -> !notice.facts().changes().isEmpty())
                .collect(Collectors.toMap(Notice::id, notice -> notice));
        var unsaid = new LinkedHashMap<Notice, List<Long>>();
        unplanned.stream()
                .filter(page -> summaries.containsKey(page.notice()))
                .forEach(page -> add(unsaid, summaries.get(page.notice()), page.recipients()));
        var unsent = withdrawn.stream()
                .filter(delivery -> summaries.containsKey(delivery.notice()))
                .toList();
        var mayArrive =
                attempts.mayArrive(tx, unsent.stream().map(Withdrawn::id).toList());
        unsent.stream()
                .filter(delivery -> !mayArrive.contains(delivery.id()))
                .forEach(delivery -> add(unsaid, summaries.get(delivery.notice()), List.of(delivery.recipient())));
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
        return deliveries.reached(tx, wrong);
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
