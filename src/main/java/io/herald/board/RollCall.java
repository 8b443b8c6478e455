package io.herald.board;

import io.herald.notice.NoticeStore;
import io.herald.platform.Page;
import io.herald.platform.Tx;
import io.herald.roster.People;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Who has a notice and who does not. */
@ApplicationScoped
class RollCall {
    private final NoticeStore notices;
    private final DeliveryListStore deliveries;
    private final TallyStore tallies;

    RollCall(NoticeStore notices, DeliveryListStore deliveries, TallyStore tallies) {
        this.notices = notices;
        this.deliveries = deliveries;
        this.tallies = tallies;
    }

    /** @param notice null for all notices of the congress */
    Page<DeliveryLine> people(
            Tx tx,
            String congress,
            UUID notice,
            DeliveryFilter filter,
            Long after,
            int limit,
            Instant now,
            People own) {
        if (notice == null) {
            return page(deliveries.ofCongress(tx, congress, filter, after, limit, now, own), limit);
        }
        notices.get(tx, congress, notice);
        return page(deliveries.ofNotice(tx, congress, notice, filter, after, limit, now, own), limit);
    }

    List<TallyStore.OfDelegation> delegations(Tx tx, String congress, UUID notice, People own) {
        notices.get(tx, congress, notice);
        return tallies.byDelegation(tx, congress, notice, own);
    }

    private static Page<DeliveryLine> page(List<DeliveryLine> lines, int limit) {
        return new Page<>(
                lines,
                lines.size() == limit ? Long.toString(lines.get(limit - 1).id()) : null);
    }
}
