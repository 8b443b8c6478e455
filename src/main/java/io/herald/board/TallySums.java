package io.herald.board;

import io.herald.board.TallyDeltaStore.Move;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What is counted for each congress, delegation and notice, under the names that Redis keeps it by. */
final class TallySums {
    private final Map<String, TallySum> byName = new TreeMap<>();

    static String ofCongress(String congress) {
        return "c/" + congress;
    }

    /** @param delegation null for staff; a code holds no slash */
    static String ofDelegation(String congress, String delegation) {
        return "d/" + congress + "/" + (delegation == null ? "" : delegation);
    }

    static String ofNotice(UUID notice) {
        return "n/" + notice;
    }

    /** Adds a move wherever it counts; where it does not say the congress or the notice, it does not count there. */
    void add(Move move) {
        if (move.congress() != null) {
            add(ofCongress(move.congress()), move);
            add(ofDelegation(move.congress(), move.delegation()), move);
        }
        if (move.notice() != null) {
            add(ofNotice(move.notice()), move);
        }
    }

    void addAll(Collection<Move> moves) {
        moves.forEach(this::add);
    }

    private void add(String name, Move move) {
        var sum = byName.computeIfAbsent(name, key -> new TallySum());
        if (!move.isNew()) {
            sum.add(move.was(), move.wasSeen(), move.wasConfirmed(), -move.deliveries());
        }
        sum.add(move.state(), move.seen(), move.confirmed(), move.deliveries());
        sum.confirmedAt(move.confirmedAt());
    }

    Map<String, TallySum> byName() {
        return byName;
    }
}
