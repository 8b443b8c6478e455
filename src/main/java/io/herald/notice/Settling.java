package io.herald.notice;

import io.herald.platform.Ids;
import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes down what became of attempts, and moves their deliveries accordingly: one place for calls, callbacks and questions. */
@ApplicationScoped
public class Settling {
    private final AttemptStore attempts;
    private final DeliveryStore deliveries;
    private final BatchStore batches;

    Settling(AttemptStore attempts, DeliveryStore deliveries, BatchStore batches) {
        this.attempts = attempts;
        this.deliveries = deliveries;
        this.batches = batches;
    }

    /** When and how what may be tried again is tried again. */
    public record Again(Instant due, String avoidRoute, int tries) {}

    /**
     * Settles attempts of one notice. An attempt that a callback settled in the meantime is left as it is.
     *
     * @param again for those that go back to {@code PLANNED}; they share one new batch
     * @param how who found out: {@code answer}, {@code callback}, {@code asked}, {@code policy}
     */
    public void settle(Tx tx, Notice notice, List<Settlement> settlements, Again again, Instant now, String how) {
        var inOrder = settlements.stream()
                .sorted(Comparator.comparing(Settlement::delivery))
                .toList();
        var settled = attempts.settle(tx, inOrder, now, how);
        var byState = inOrder.stream()
                .filter(line -> settled.contains(line.attempt()))
                .collect(Collectors.groupingBy(Settlement::then, TreeMap::new, Collectors.toList()));
        for (Map.Entry<DeliveryState, List<Settlement>> group : byState.entrySet()) {
            if (group.getKey() == DeliveryState.PLANNED) {
                planAgain(
                        tx,
                        notice,
                        group.getValue().stream().map(Settlement::delivery).toList(),
                        group.getValue().get(0).reason(),
                        again,
                        now);
            } else {
                deliveries.move(
                        tx,
                        group.getValue().stream().map(Settlement::delivery).toList(),
                        reasons(group.getValue()),
                        group.getKey(),
                        now);
            }
        }
    }

    /** Puts deliveries that no attempt can reach any more into one new batch. */
    void planAgain(Tx tx, Notice notice, List<Long> ids, Reason reason, Again again, Instant now) {
        var batch = Ids.next();
        batches.insert(tx, List.of(batch), notice.id(), notice.lane(), again.due(), again.avoidRoute(), again.tries());
        deliveries.planAgain(tx, ids, batch, reason, now);
    }

    /** A list that may hold nulls, which {@code toList} of a stream allows. */
    private static List<Reason> reasons(List<Settlement> lines) {
        return lines.stream().map(Settlement::reason).toList();
    }

    /** Deliveries that end without ever being handed over: no number, a missing value. */
    public void fail(Tx tx, Map<Long, Reason> reasons, Instant now) {
        var inOrder = new TreeMap<>(reasons);
        deliveries.move(tx, List.copyOf(inOrder.keySet()), List.copyOf(inOrder.values()), DeliveryState.FAILED, now);
    }

    /** Batches whose node has been silent for longer than {@code silence}, held until the transaction ends. */
    public List<UUID> orphans(Tx tx, Duration silence) {
        return batches.orphans(tx, silence);
    }

    /**
     * Those of a node's own batches that its worker could not go on with, held until the transaction ends. What another node
     * has taken meanwhile is not among them, and a window whose commit is still under way is waited for.
     */
    public List<UUID> brokenOff(Tx tx, UUID node, List<UUID> ids, List<Integer> fences) {
        return batches.held(tx, node, ids, fences);
    }

    /** Ends a batch, if it is still this node's. What its use-by kept from being written down ends with it. */
    public void finish(Tx tx, Batch batch, UUID node, Instant now) {
        deliveries.retire(tx, batch.id(), now);
        batches.finish(tx, batch, node);
    }

    /** Rescues batches that nobody works on: what was in the air is in doubt, the rest is still planned and waits again. */
    public void rescue(Tx tx, List<UUID> abandoned, Instant now) {
        if (abandoned.isEmpty()) {
            return;
        }
        var doubted = attempts.doubtOf(tx, abandoned).stream().sorted().toList();
        deliveries.move(tx, doubted, Collections.nCopies(doubted.size(), null), DeliveryState.IN_DOUBT, now);
        batches.rescue(tx, abandoned);
    }
}
