package io.herald.dispatch;

import io.herald.dispatch.Load.Letter;
import io.herald.dispatch.Ways.Turn;
import io.herald.dispatch.Ways.Way;
import io.herald.notice.Attempt;
import io.herald.notice.AttemptStore;
import io.herald.notice.Batch;
import io.herald.notice.DeliveryState;
import io.herald.notice.Settlement;
import io.herald.notice.Settling;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Ids;
import io.herald.provider.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One window: written down before it flies, flown, and settled in one statement for each way it can go on. */
@ApplicationScoped
class Windows {
    private final Db db;
    private final HubClock clock;
    private final Node node;
    private final AttemptStore attempts;
    private final Flight flight;
    private final Settling settling;
    private final Retries retries;
    private final EarlyReports early;
    private final Budgets budgets;

    Windows(
            Db db,
            HubClock clock,
            Node node,
            AttemptStore attempts,
            Flight flight,
            Settling settling,
            Retries retries,
            EarlyReports early,
            Budgets budgets) {
        this.budgets = budgets;
        this.db = db;
        this.clock = clock;
        this.node = node;
        this.attempts = attempts;
        this.flight = flight;
        this.settling = settling;
        this.retries = retries;
        this.early = early;
    }

    /**
     * Sends these letters once the pace allows all of them. What is written down flies at once: nothing waits between the look
     * at what is still wanted and the call.
     *
     * @return how many letters are dealt with; none when the route fell ill or the node stops while the
     *     pace was waited for
     * @throws InterruptedException when the hub stops while the pace is waited for; nothing was written then
     */
    int send(Batch batch, Load load, Turn turn, List<Letter> letters) throws InterruptedException {
        var way = turn.way();
        if (!way.pace().take(parts(letters), load.notice().lane()) || !turn.holds()) {
            return 0;
        }
        var window = writeDown(batch, load, way, letters);
        if (!window.isEmpty()) {
            var outcomes = flight.fly(turn, load.notice(), window);
            settle(batch, load, way, window, outcomes);
        }
        return letters.size();
    }

    private static int parts(List<Letter> letters) {
        return letters.stream()
                .mapToInt(letter -> letter.message().parts().count())
                .sum();
    }

    /** The attempts that may be made: what was withdrawn, expired or taken over meanwhile is not among them. */
    private Map<Attempt, Letter> writeDown(Batch batch, Load load, Way way, List<Letter> letters) {
        return db.inTransaction(tx -> {
            var now = clock.instant();
            var fitting = budgets.fitting(tx, way.route().name(), batch.lane(), letters, now);
            fitting.later()
                    .forEach((fits, deliveries) -> settling.putOff(
                            tx,
                            load.notice(),
                            batch,
                            node.id(),
                            deliveries,
                            retries.overBudget(batch, way, fits, now),
                            now));
            var window = new LinkedHashMap<Attempt, Letter>();
            fitting.now().forEach(letter -> window.put(attempt(way, letter), letter));
            var allowed = attempts.write(tx, batch, node.id(), List.copyOf(window.keySet()), now);
            window.keySet().removeIf(attempt -> !allowed.contains(attempt.id()));
            return window;
        });
    }

    private static Attempt attempt(Way way, Letter letter) {
        var message = letter.message();
        return new Attempt(
                Ids.next(),
                letter.delivery().id(),
                way.route().name(),
                letter.phone(),
                message.text(),
                message.parts(),
                message.told(),
                message.variables());
    }

    private void settle(
            Batch batch, Load load, Way way, Map<Attempt, Letter> window, List<Optional<Outcome>> outcomes) {
        var now = clock.instant();
        var done = new ArrayList<Settlement>();
        var again = new LinkedHashMap<Settling.Again, List<Settlement>>();
        int index = 0;
        for (var entry : window.entrySet()) {
            var outcome = outcomes.get(index++);
            var settlement = settlement(entry.getKey(), entry.getValue(), outcome);
            if (settlement.then() == DeliveryState.PLANNED) {
                again.computeIfAbsent(retries.again(batch, way, outcome, now), when -> new ArrayList<>())
                        .add(settlement);
            } else {
                done.add(settlement);
            }
        }
        db.transact(tx -> {
            early.merge(tx, settling.settle(tx, load.notice(), done, null, now, "answer"), now);
            again.forEach((when, lines) -> settling.settle(tx, load.notice(), lines, when, now, "answer"));
        });
    }

    private Settlement settlement(Attempt attempt, Letter letter, Optional<Outcome> outcome) {
        var delivery = letter.delivery();
        return outcome.map(answer ->
                        OutcomeTable.settlement(attempt.id(), delivery.id(), answer, delivery.tries(), retries.most()))
                .orElseGet(() -> OutcomeTable.neverMade(attempt.id(), delivery.id()));
    }
}
