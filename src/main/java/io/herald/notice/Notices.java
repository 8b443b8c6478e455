package io.herald.notice;

import io.herald.plan.Channel;
import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

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

    Notices(NoticeStore notices, AudienceStore audiences, DeliveryStore deliveries) {
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

    /** Stops a notice: what has not left is withdrawn, what is not planned never will be. False when it was stopped already. */
    public boolean stop(Tx tx, UUID notice, String by, Instant now) {
        audiences.drop(tx, List.of(notice));
        if (!notices.stop(tx, notice, now, by)) {
            return false;
        }
        deliveries.withdraw(tx, List.of(notice), Reason.STOPPED, now);
        return true;
    }

    /** Withdraws the unsent of every notice about an older version of the subject. */
    public int supersede(Tx tx, String congress, String subject, int version, Instant now) {
        return takeBack(tx, notices.olderThan(tx, congress, subject, version), now);
    }

    /** Withdraws the unsent of what tells an item's time or place without being about it alone: seats, confidentiality. */
    public void supersedeBeside(Tx tx, String congress, String item, Instant now) {
        takeBack(tx, notices.beside(tx, congress, item), now);
    }

    private int takeBack(Tx tx, List<UUID> older, Instant now) {
        audiences.drop(tx, older);
        notices.supersede(tx, older, now);
        return deliveries.withdraw(tx, older, Reason.SUPERSEDED, now);
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
