package io.herald.dispatch;

import io.herald.dispatch.Load.Letter;
import io.herald.dispatch.Ways.Way;
import io.herald.notice.Attempt;
import io.herald.notice.AttemptStore;
import io.herald.notice.Batch;
import io.herald.notice.BatchStore;
import io.herald.notice.DeliveryState;
import io.herald.notice.Settlement;
import io.herald.notice.Settling;
import io.herald.plan.Lane;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Ids;
import io.herald.platform.Tx;
import io.herald.provider.Outcome;
import io.herald.provider.Routes;
import io.herald.provider.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends one batch: start it, load it, and window by window write down, fly and settle. */
@ApplicationScoped
class BatchWorker {
    private final Db db;
    private final HubClock clock;
    private final Node node;
    private final BatchStore batches;
    private final AttemptStore attempts;
    private final Settling settling;
    private final Loader loader;
    private final Ways ways;
    private final Flight flight;
    private final Routes routes;
    private final DispatchConfig config;

    BatchWorker(
            Db db,
            HubClock clock,
            Node node,
            BatchStore batches,
            AttemptStore attempts,
            Settling settling,
            Loader loader,
            Ways ways,
            Flight flight,
            Routes routes,
            DispatchConfig config) {
        this.db = db;
        this.clock = clock;
        this.node = node;
        this.batches = batches;
        this.attempts = attempts;
        this.settling = settling;
        this.loader = loader;
        this.ways = ways;
        this.flight = flight;
        this.routes = routes;
        this.config = config;
    }

    /** Makes the batch this node's. Empty when another has it, or a newer message for it is under way. */
    Optional<Batch> start(BatchRef ref) {
        return db.inTransaction(tx -> batches.start(tx, ref.batch(), ref.fence(), node.id(), clock.instant()));
    }

    /** Sends what the batch still has to send, then ends it or hands it back. */
    void send(Batch batch) {
        var load = db.inTransaction(tx -> load(tx, batch));
        var letters = load.letters();
        for (int from = 0; from < letters.size(); ) {
            var way = ways.choose(load.congress().sample(), batch.avoidRoute(), clock.instant())
                    .orElse(null);
            if (way == null) {
                handBack(batch);
                return;
            }
            var window = letters.subList(from, Math.min(from + way.window(), letters.size()));
            sendWindow(batch, load, way, window);
            from += window.size();
        }
        db.transact(tx -> settling.finish(tx, batch, node.id(), clock.instant()));
    }

    private Load load(Tx tx, Batch batch) {
        var load = loader.load(tx, batch, clock.instant());
        settling.fail(tx, load.unsendable(), clock.instant());
        return load;
    }

    private void sendWindow(Batch batch, Load load, Way way, List<Letter> letters) {
        var byAttempt = new LinkedHashMap<Attempt, Letter>();
        letters.forEach(letter -> byAttempt.put(attempt(way, letter), letter));
        var allowed = db.inTransaction(
                tx -> attempts.write(tx, batch, node.id(), List.copyOf(byAttempt.keySet()), clock.instant()));
        byAttempt.keySet().removeIf(attempt -> !allowed.contains(attempt.id()));
        if (byAttempt.isEmpty()) {
            return;
        }
        var outcomes = flight.fly(way, load.notice(), submissions(load, way, byAttempt));
        settle(batch, load, way, byAttempt, outcomes);
    }

    private void settle(
            Batch batch, Load load, Way way, Map<Attempt, Letter> byAttempt, List<Optional<Outcome>> outcomes) {
        var now = clock.instant();
        var done = new ArrayList<Settlement>();
        var again = new LinkedHashMap<Settling.Again, List<Settlement>>();
        int index = 0;
        for (var entry : byAttempt.entrySet()) {
            var delivery = entry.getValue().delivery();
            var outcome = outcomes.get(index++);
            var settlement = outcome.map(answer -> OutcomeTable.settlement(
                            entry.getKey().id(), delivery.id(), answer, delivery.tries(), config.mostTries()))
                    .orElseGet(() -> OutcomeTable.neverMade(entry.getKey().id(), delivery.id()));
            if (settlement.then() == DeliveryState.PLANNED) {
                again.computeIfAbsent(again(batch, way, outcome, now), when -> new ArrayList<>())
                        .add(settlement);
            } else {
                done.add(settlement);
            }
        }
        db.transact(tx -> {
            settling.settle(tx, load.notice(), done, null, now, "answer");
            again.forEach((when, lines) -> settling.settle(tx, load.notice(), lines, when, now, "answer"));
        });
    }

    /** When and how this outcome is tried again. One phone's long pause is not that of the others in its window. */
    private Settling.Again again(Batch batch, Way way, Optional<Outcome> outcome, Instant now) {
        var backoff = Backoff.after(batch.tries(), config.backoff(), config.longestBackoff());
        boolean ofTheRoute = false;
        if (outcome.orElse(null) instanceof Outcome.TryLater said) {
            ofTheRoute = said.why() != Outcome.Trouble.RATE && said.why() != Outcome.Trouble.HANDSET;
            backoff = said.after().compareTo(backoff) > 0 ? said.after() : backoff;
        }
        boolean another = ofTheRoute && ways.all().size() > 1;
        var pause = another && batch.lane() == Lane.URGENT ? Duration.ZERO : backoff;
        return new Settling.Again(now.plus(pause), another ? way.route().name() : null, batch.tries() + 1);
    }

    private List<Submission> submissions(Load load, Way way, Map<Attempt, Letter> byAttempt) {
        var submissions = new ArrayList<Submission>();
        byAttempt.forEach((attempt, letter) -> submissions.add(new Submission(
                attempt.id(),
                attempt.phone(),
                attempt.text(),
                attempt.parts().count(),
                load.notice().text().name(),
                attempt.variables(),
                letter.signature(),
                Duration.between(clock.instant(), load.notice().useBy()),
                routes.callback(way.route(), attempt.id()))));
        return submissions;
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

    /** No route can take it now: it waits, and is tried until its use-by. */
    private void handBack(Batch batch) {
        var due = clock.instant().plus(config.pause());
        db.transact(tx -> batches.handBack(tx, batch, node.id(), due));
    }
}
