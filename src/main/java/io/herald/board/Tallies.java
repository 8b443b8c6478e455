package io.herald.board;

import io.herald.board.TallyStore.OfDelegation;
import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The counts of the board: from Redis where it can tell, as of a moment ago, or else counted in PostgreSQL. */
@ApplicationScoped
class Tallies {
    private final LiveTallies live;
    private final TallyStore store;

    Tallies(LiveTallies live, TallyStore store) {
        this.live = live;
        this.store = store;
    }

    Tally ofCongress(Tx tx, String congress) {
        return live.read(List.of(TallySums.ofCongress(congress)))
                .map(found -> tally(found.get(0)))
                .orElseGet(() -> store.ofCongress(tx, congress));
    }

    List<OfDelegation> byDelegation(Tx tx, String congress) {
        return live.byDelegation(congress)
                .map(found -> store.named(tx, congress, found))
                .orElseGet(() -> store.byDelegation(tx, congress));
    }

    /** By notice; one without deliveries is missing. */
    Map<UUID, Tally> ofNotices(Tx tx, Collection<UUID> notices) {
        var ids = List.copyOf(notices);
        if (ids.isEmpty()) {
            return Map.of();
        }
        return live.read(ids.stream().map(TallySums::ofNotice).toList())
                .map(found -> byNotice(ids, found))
                .orElseGet(() -> store.ofNotices(tx, ids));
    }

    private static Map<UUID, Tally> byNotice(List<UUID> ids, List<TallySum> found) {
        var tallies = new HashMap<UUID, Tally>();
        for (int i = 0; i < ids.size(); i++) {
            if (found.get(i) != null) {
                tallies.put(ids.get(i), found.get(i).tally());
            }
        }
        return tallies;
    }

    private static Tally tally(TallySum sum) {
        return sum == null ? Tally.NONE : sum.tally();
    }
}
