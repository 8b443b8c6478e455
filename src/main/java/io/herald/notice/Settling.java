package io.herald.notice;

import io.herald.platform.Ids;
import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes down what became of attempts, and moves their deliveries accordingly: one place for calls, callbacks and questions. */
@ApplicationScoped
public class Settling {
    private static final String SILENT = "the node that made this call fell silent";

    private final AttemptStore attempts;
    private final DeliveryStore deliveries;
    private final BatchStore batches;
    private final OptOutStore optOuts;
    private final ReceiptStore receipts;
    private final AttemptStepStore steps;
    private final NoticeConfig config;

    Settling(
            AttemptStore attempts,
            DeliveryStore deliveries,
            BatchStore batches,
            OptOutStore optOuts,
            ReceiptStore receipts,
            AttemptStepStore steps,
            NoticeConfig config) {
        this.attempts = attempts;
        this.deliveries = deliveries;
        this.batches = batches;
        this.optOuts = optOuts;
        this.receipts = receipts;
        this.steps = steps;
        this.config = config;
    }

    /** When and how what may be tried again is tried again. */
    public record Again(Instant due, String avoidRoute, int tries) {}

    /**
     * Settles attempts of one notice. An attempt that a callback settled in the meantime is left as it is.
     *
     * @param again for those that go back to {@code PLANNED}; they share a new batch
     * @param how who found out: {@code answer}, {@code callback}, {@code asked}, {@code policy}
     * @return reports that came before this and named the provider's id alone, which is known from now on: to be merged next
     */
    public List<EarlyReport> settle(
            Tx tx, Notice notice, List<Settlement> settlements, Again again, Instant now, String how) {
        var inOrder = settlements.stream()
                .sorted(Comparator.comparing(Settlement::delivery))
                .toList();
        var settled = attempts.settle(tx, inOrder, now, how, config.askAfter(), config.unreportedAfter());
        var news = inOrder.stream()
                .filter(line -> settled.containsKey(line.attempt()))
                .toList();
        steps.add(
                tx,
                news.stream()
                        .filter(line -> settled.get(line.attempt()).doubted())
                        .map(line -> step(line, how))
                        .toList(),
                now);
        news.stream()
                .collect(Collectors.groupingBy(Settlement::then, TreeMap::new, Collectors.toList()))
                .forEach((state, lines) -> {
                    if (state == DeliveryState.PLANNED) {
                        planAgain(tx, notice, reasons(lines), again, now);
                    } else {
                        move(tx, reasons(lines), state, now);
                    }
                });
        heedOptOuts(
                tx,
                news.stream()
                        .filter(line -> line.reason() == Reason.OPTED_OUT)
                        .map(Settlement::attempt)
                        .toList(),
                now);
        return early(tx, settled.values());
    }

    private static AttemptStepStore.Step step(Settlement line, String how) {
        if (line.outcome() == AttemptOutcome.UNKNOWN) {
            return new AttemptStepStore.Step(line.attempt(), DoubtStep.IN_DOUBT, line.detail());
        }
        var what =
                line.reason() == Reason.POLICY ? "sent again, for urgent notices go out at least once" : line.outcome();
        return new AttemptStepStore.Step(line.attempt(), DoubtStep.SETTLED, how + ": " + what);
    }

    private List<EarlyReport> early(Tx tx, Collection<AttemptStore.Settled> settled) {
        var reported = settled.stream()
                .filter(AttemptStore.Settled::reported)
                .map(AttemptStore.Settled::attempt)
                .toList();
        return reported.isEmpty() ? List.of() : receipts.early(tx, reported);
    }

    /** Whoever opted out at the provider gets no SMS from us either. */
    void heedOptOuts(Tx tx, List<UUID> refused, Instant now) {
        if (!refused.isEmpty()) {
            optOuts.addPhonesOf(tx, refused, now);
        }
    }

    /** Puts deliveries that no attempt can reach any more into new batches, as few as will do, with the reason of each. */
    void planAgain(Tx tx, Notice notice, SortedMap<Long, Reason> reasons, Again again, Instant now) {
        var ids = deliveries.replannable(tx, reasons.keySet());
        for (int from = 0; from < ids.size(); from += Batch.MOST) {
            var some = ids.subList(from, Math.min(from + Batch.MOST, ids.size()));
            var batch = Ids.next();
            batches.insert(
                    tx,
                    List.of(batch),
                    notice.id(),
                    notice.lane(),
                    earlier(again.due(), notice.useBy()),
                    again.avoidRoute(),
                    again.tries());
            deliveries.planAgain(tx, some, some.stream().map(reasons::get).toList(), batch, now);
        }
    }

    /** The reason of each delivery, in the order of their ids; null where there is nothing to say. */
    private static SortedMap<Long, Reason> reasons(List<Settlement> lines) {
        var reasons = new TreeMap<Long, Reason>();
        lines.forEach(line -> reasons.put(line.delivery(), line.reason()));
        return reasons;
    }

    private void move(Tx tx, SortedMap<Long, Reason> reasons, DeliveryState to, Instant now) {
        deliveries.move(tx, List.copyOf(reasons.keySet()), new ArrayList<>(reasons.values()), to, now);
    }

    /** Deliveries that end: no number, a missing value, or given up after a report. */
    public void fail(Tx tx, Map<Long, Reason> reasons, Instant now) {
        if (!reasons.isEmpty()) {
            move(tx, new TreeMap<>(reasons), DeliveryState.FAILED, now);
        }
    }

    /**
     * Deliveries whose numbers have had all the SMS that fit for now wait in new batches. Where their use-by comes first they end,
     * stand on their people's cards, and are cases for the desk. Nothing happens to what is not this node's any more.
     */
    public void putOff(Tx tx, Notice notice, Batch batch, UUID node, List<Long> overBudget, Again again, Instant now) {
        if (batches.held(tx, node, List.of(batch.id()), List.of(batch.fence())).isEmpty()) {
            return;
        }
        var reasons = new TreeMap<Long, Reason>();
        overBudget.forEach(delivery -> reasons.put(delivery, Reason.OVER_BUDGET));
        if (again.due().isBefore(notice.useBy())) {
            planAgain(tx, notice, reasons, again, now);
        } else {
            fail(tx, reasons, now);
            deliveries.toCard(tx, List.copyOf(reasons.keySet()), now);
        }
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
        var doubtful = attempts.doubtOf(tx, abandoned, SILENT, now, config.askAfter());
        steps.add(
                tx,
                doubtful.stream()
                        .map(one -> new AttemptStepStore.Step(one.attempt(), DoubtStep.IN_DOUBT, SILENT))
                        .toList(),
                now);
        var doubted =
                doubtful.stream().map(AttemptStore.Doubted::delivery).sorted().toList();
        deliveries.move(tx, doubted, Collections.nCopies(doubted.size(), null), DeliveryState.IN_DOUBT, now);
        batches.rescue(tx, abandoned);
    }

    /** What would be tried again only after its use-by shows then that it expired. */
    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
