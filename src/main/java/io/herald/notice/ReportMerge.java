package io.herald.notice;

import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Merges a group of reports, in any order and however often they come: knowledge about an attempt only rises, and its delivery
 * follows. Reports about attempts the hub does not know are kept and change nothing.
 */
@ApplicationScoped
public class ReportMerge {
    private final ReceiptStore receipts;
    private final DeliveryStore deliveries;
    private final NoticeStore notices;
    private final Settling settling;
    private final AttemptStepStore steps;
    private final NoticeConfig config;

    ReportMerge(
            ReceiptStore receipts,
            DeliveryStore deliveries,
            NoticeStore notices,
            Settling settling,
            AttemptStepStore steps,
            NoticeConfig config) {
        this.receipts = receipts;
        this.deliveries = deliveries;
        this.notices = notices;
        this.settling = settling;
        this.steps = steps;
        this.config = config;
    }

    /** Keeps and applies the reports; answers how many deliveries learnt something new. */
    public int merge(Tx tx, List<Reported> reports, Instant now) {
        return merge(tx, reports, now, "callback");
    }

    /** @param how who found out: {@code callback} or {@code asked} */
    public int merge(Tx tx, List<Reported> reports, Instant now, String how) {
        receipts.keep(tx, reports, now);
        var best = bestOfEach(tx, reports);
        var risen = receipts.raise(tx, best, now, how, config.unreportedAfter());
        steps.add(tx, settled(risen, how), now);
        lift(tx, risen, now);
        giveUpOrTryAgain(tx, risen, best, now);
        return risen.size();
    }

    private Map<UUID, Reported> bestOfEach(Tx tx, List<Reported> reports) {
        var byRef = receipts.attemptsByRef(
                tx, reports.stream().filter(report -> report.attempt() == null).toList());
        var best = new HashMap<UUID, Reported>();
        for (var report : reports) {
            var attempt = report.attempt() != null
                    ? report.attempt()
                    : byRef.get(ReceiptStore.key(report.route(), report.ref()));
            if (attempt != null) {
                best.merge(attempt, report, (a, b) -> a.progress().compareTo(b.progress()) >= 0 ? a : b);
            }
        }
        return best;
    }

    private static List<AttemptStepStore.Step> settled(List<ReceiptStore.Risen> risen, String how) {
        return risen.stream()
                .filter(ReceiptStore.Risen::outOfDoubt)
                .map(attempt -> new AttemptStepStore.Step(
                        attempt.attempt(), DoubtStep.SETTLED, how + ": " + attempt.progress()))
                .toList();
    }

    private void lift(Tx tx, List<ReceiptStore.Risen> risen, Instant now) {
        var byState = new TreeMap<DeliveryState, List<Long>>();
        for (var attempt : risen) {
            if (attempt.progress() != Progress.FAILED) {
                byState.computeIfAbsent(stateFor(attempt.progress()), state -> new ArrayList<>())
                        .add(attempt.delivery());
            }
        }
        byState.forEach((state, ids) -> {
            var inOrder = ids.stream().sorted().distinct().toList();
            deliveries.move(tx, inOrder, Collections.nCopies(inOrder.size(), null), state, now);
        });
    }

    private static DeliveryState stateFor(Progress progress) {
        return switch (progress) {
            case QUEUED -> DeliveryState.ACCEPTED;
            case SENT -> DeliveryState.SENT;
            case FAILED -> DeliveryState.FAILED;
            case DELIVERED -> DeliveryState.DELIVERED;
            case READ -> DeliveryState.READ;
        };
    }

    /** What tries again together: one notice, away from one route, at one time. */
    private record Cause(UUID notice, String route, Instant due) {}

    private void giveUpOrTryAgain(Tx tx, List<ReceiptStore.Risen> risen, Map<UUID, Reported> best, Instant now) {
        var givenUp = new HashMap<Long, Reason>();
        var again = new LinkedHashMap<Cause, List<ReceiptStore.Risen>>();
        for (var attempt : risen) {
            var report = best.get(attempt.attempt());
            if (attempt.progress() != Progress.FAILED || !attempt.mayArrive()) {
                continue;
            }
            if (report.tryAgainAfter() != null && attempt.tries() + 1 < config.mostTries()) {
                var due = now.plus(pause(report.tryAgainAfter(), attempt.tries()));
                again.computeIfAbsent(new Cause(attempt.notice(), report.route(), due), cause -> new ArrayList<>())
                        .add(attempt);
            } else {
                givenUp.put(attempt.delivery(), report.reason());
            }
        }
        again.forEach((cause, attempts) -> tryAgain(tx, cause, attempts, best, givenUp, now));
        settling.fail(tx, givenUp, now);
        settling.heedOptOuts(
                tx,
                best.entrySet().stream()
                        .filter(entry -> entry.getValue().reason() == Reason.OPTED_OUT)
                        .map(Map.Entry::getKey)
                        .toList(),
                now);
    }

    /** As long as the provider says, for a handset is not back sooner; longer with each try. */
    private Duration pause(Duration asked, int tries) {
        var backoff = Backoff.after(tries, config.backoff(), config.longestBackoff());
        return asked.compareTo(backoff) > 0 ? asked : backoff;
    }

    /** Another try comes too late for a notice that is not wanted any more by then: that one is given up as well. */
    private void tryAgain(
            Tx tx,
            Cause cause,
            List<ReceiptStore.Risen> attempts,
            Map<UUID, Reported> best,
            Map<Long, Reason> givenUp,
            Instant now) {
        var reasons = new TreeMap<Long, Reason>();
        attempts.forEach(attempt ->
                reasons.put(attempt.delivery(), best.get(attempt.attempt()).reason()));
        var notice = notices.find(tx, cause.notice()).orElseThrow();
        if (!notice.isWantedAt(cause.due())) {
            givenUp.putAll(reasons);
            return;
        }
        receipts.bounce(tx, attempts.stream().map(ReceiptStore.Risen::attempt).toList());
        int tries = attempts.stream().mapToInt(ReceiptStore.Risen::tries).max().orElse(0) + 1;
        settling.planAgain(tx, notice, reasons, new Settling.Again(cause.due(), cause.route(), tries), now);
    }
}
