package io.herald.notice;

import io.herald.plan.Channel;
import io.herald.platform.Db;
import io.herald.platform.Ids;
import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Turns the audiences of released notices into deliveries and batches, one page a transaction, resumable at any instant. */
@ApplicationScoped
public class PlanningCursor {
    private final Db db;
    private final NoticeStore notices;
    private final AudienceStore audiences;
    private final DeliveryStore deliveries;
    private final BatchStore batches;
    private final HeldNoticeStore held;

    PlanningCursor(
            Db db,
            NoticeStore notices,
            AudienceStore audiences,
            DeliveryStore deliveries,
            BatchStore batches,
            HeldNoticeStore held) {
        this.held = held;
        this.db = db;
        this.notices = notices;
        this.audiences = audiences;
        this.deliveries = deliveries;
        this.batches = batches;
    }

    /** Plans the most pressing page; false when there was none. */
    public boolean step(Instant now) {
        return db.inTransaction(tx -> planPage(tx, now)) >= 0;
    }

    /** Plans every page there is; answers how many deliveries are new. */
    public int runOnce(Instant now) {
        int planned = 0;
        while (true) {
            int page = db.inTransaction(tx -> planPage(tx, now));
            if (page < 0) {
                return planned;
            }
            planned += page;
        }
    }

    /** Answers the new deliveries of one page, or -1 when there was no page. */
    private int planPage(Tx tx, Instant now) {
        var page = audiences.take(tx).orElse(null);
        if (page == null) {
            return -1;
        }
        var notice = notices.find(tx, page.notice()).orElseThrow();
        boolean pushed = Notices.pushed(notice);
        var batchOf =
                pushed ? fill(tx, notice, page) : new UUID[page.recipients().size()];
        int rows = deliveries.insert(
                tx,
                notice,
                page.recipients(),
                batchOf,
                pushed ? DeliveryState.PLANNED : null,
                now,
                notice.channels().contains(Channel.CARD) ? page.due() : null);
        notices.addPlanned(tx, notice.id(), rows);
        return rows;
    }

    /** Makes the batches of a page and answers which batch each recipient is in. */
    private UUID[] fill(Tx tx, Notice notice, AudienceStore.Page page) {
        var ids = new ArrayList<UUID>();
        var batchOf = new UUID[page.recipients().size()];
        for (int index = 0; index < batchOf.length; index++) {
            if (index % Batch.MOST == 0) {
                ids.add(Ids.next());
            }
            batchOf[index] = ids.get(ids.size() - 1);
        }
        if (isHeld(tx, page)) {
            batches.insertHeld(tx, List.copyOf(ids), notice.id(), notice.lane(), page.due(), notice.avoidRoute());
        } else {
            batches.insert(tx, List.copyOf(ids), notice.id(), notice.lane(), page.due(), notice.avoidRoute(), 0);
        }
        return batchOf;
    }

    /** Those who hear before the quiet hours end, because their phones will be locked away then, wait for nothing. */
    private boolean isHeld(Tx tx, AudienceStore.Page page) {
        return held.until(tx, page.notice())
                .filter(until -> !page.due().isBefore(until))
                .isPresent();
    }
}
