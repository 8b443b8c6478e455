package io.herald.board;

import io.herald.board.TallyStore.OfDelegation;
import io.herald.platform.Tx;
import io.herald.roster.People;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The counts of the board: from Redis where it can tell, as of a moment ago, or else counted in PostgreSQL. Redis counts
 * everybody; those of a liaison or chief are few, and are counted where they stand.
 */
@ApplicationScoped
class Tallies {
    private final LiveTallies live;
    private final TallyStore store;

    Tallies(LiveTallies live, TallyStore store) {
        this.live = live;
        this.store = store;
    }

    Tally ofCongress(Tx tx, String congress, People own) {
        if (!own.areEverybody()) {
            return store.ofCongress(tx, congress, own);
        }
        return live.read(List.of(TallySums.ofCongress(congress)))
                .map(found -> tally(found.get(0)))
                .orElseGet(() -> store.ofCongress(tx, congress, own));
    }

    List<OfDelegation> byDelegation(Tx tx, String congress, People own) {
        if (!own.areEverybody()) {
            return store.byDelegation(tx, congress, own);
        }
        return live.byDelegation(congress)
                .map(found -> store.named(tx, congress, found))
                .orElseGet(() -> store.byDelegation(tx, congress, own));
    }

    /** By notice; one without deliveries is missing. */
    Map<UUID, Tally> ofNotices(Tx tx, Collection<UUID> notices, People own) {
        var ids = List.copyOf(notices);
        if (ids.isEmpty()) {
            return Map.of();
        }
        if (!own.areEverybody()) {
            return store.ofNotices(tx, ids, own);
        }
        return live.read(ids.stream().map(TallySums::ofNotice).toList())
                .map(found -> byNotice(ids, found))
                .orElseGet(() -> store.ofNotices(tx, ids, own));
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
