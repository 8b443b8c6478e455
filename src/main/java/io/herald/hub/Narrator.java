package io.herald.hub;

import io.herald.dispatch.Loops;
import io.herald.event.Envelope;
import io.herald.event.EventType;
import io.herald.event.Fate;
import io.herald.event.Inbox;
import io.herald.notice.Notice;
import io.herald.notice.Notices;
import io.herald.notice.Notices.TakenBack;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.roster.Congress;
import io.herald.roster.CongressStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An event comes in: what it changes, what is no longer true, and what must be told now, in one transaction. */
@ApplicationScoped
public class Narrator {
    private final Db db;
    private final HubClock clock;
    private final Inbox inbox;
    private final CongressStore congresses;
    private final Changes changes;
    private final Notices notices;
    private final ChangeSets changeSets;
    private final Loops loops;

    Narrator(
            Db db,
            HubClock clock,
            Inbox inbox,
            CongressStore congresses,
            Changes changes,
            Notices notices,
            ChangeSets changeSets,
            Loops loops) {
        this.db = db;
        this.clock = clock;
        this.inbox = inbox;
        this.congresses = congresses;
        this.changes = changes;
        this.notices = notices;
        this.changeSets = changeSets;
        this.loops = loops;
    }

    /**
     * Lets events take effect, all of them or, when one is refused, none. Each takes effect once, however often it comes.
     *
     * @throws Problem 409 for the same source and id with other content, 422 for what the congress cannot make sense of
     */
    public List<Fate> tell(List<Envelope> envelopes) {
        var fates = db.inTransaction(tx -> tell(tx, envelopes, clock.instant()));
        loops.wake();
        return fates;
    }

    /** {@link #tell(List)} inside the caller's transaction, who wakes the loops after the commit. */
    List<Fate> tell(Tx tx, List<Envelope> envelopes, Instant now) {
        narrate(tx, envelopes, now);
        return fates(tx, envelopes);
    }

    /** What became of events that were taken in. */
    List<Fate> fates(Tx tx, List<Envelope> envelopes) {
        return envelopes.stream()
                .map(envelope ->
                        inbox.fate(tx, envelope.source(), envelope.id()).orElseThrow())
                .toList();
    }

    /** Takes events in and tells what they change together; answers what each congress is told. */
    Map<Congress, Narration> narrate(Tx tx, List<Envelope> envelopes, Instant now) {
        lockPlans(tx, envelopes);
        var sets = new LinkedHashMap<Congress, ChangeSet>();
        for (var envelope : envelopes) {
            var congress = congresses
                    .find(tx, envelope.congress())
                    .orElseThrow(() -> Problem.invalid("congress: there is no congress " + envelope.congress() + "."));
            takeIn(tx, congress, envelope, sets.computeIfAbsent(congress, first -> new ChangeSet()), now);
        }
        var narrations = new LinkedHashMap<Congress, Narration>();
        sets.forEach((congress, set) -> narrations.put(congress, tellOf(tx, congress, set, now)));
        return narrations;
    }

    /** Keeps the plan as it is until the transaction ends: what is read now is still so when it is told. */
    void holdPlan(Tx tx, Congress congress) {
        inbox.holdPlan(tx, congress.code());
    }

    /** In one order, so that two requests never wait for each other; an alert waits for nobody. */
    private void lockPlans(Tx tx, List<Envelope> envelopes) {
        var plans = new TreeMap<String, EventType.Plan>();
        envelopes.forEach(envelope -> plans.merge(
                envelope.congress(), envelope.type().plan(), (one, other) -> one.compareTo(other) < 0 ? one : other));
        plans.forEach((congress, plan) -> {
            switch (plan) {
                case CHANGES -> inbox.holdPlan(tx, congress);
                case TELLS -> inbox.keepPlan(tx, congress);
                case APART -> {}
            }
        });
    }

    private void takeIn(Tx tx, Congress congress, Envelope envelope, ChangeSet set, Instant now) {
        if (inbox.admit(tx, envelope, now) && takeEffect(tx, congress, envelope, set, now) == Fate.Kind.APPLIED) {
            takeInParked(tx, congress, envelope.subject(), set, now);
        }
    }

    private Fate.Kind takeEffect(Tx tx, Congress congress, Envelope envelope, ChangeSet set, Instant now) {
        inbox.lockSubject(tx, envelope);
        if (inbox.isStale(tx, envelope)) {
            return settle(tx, envelope, Fate.Kind.STALE, "Something newer about it had come before.", now);
        }
        var change = changes.apply(tx, congress, envelope, now);
        if (change instanceof Change.UnknownSubject unknown) {
            return settle(tx, envelope, Fate.Kind.PARKED, unknown.why(), now);
        }
        inbox.advance(tx, envelope);
        if (change instanceof Change.Made made) {
            Stream.concat(Stream.of(made), made.along().stream())
                    .forEach(each -> set.add(new ChangeSet.Step(envelope, each, takeBack(tx, congress, each, now))));
            return settle(tx, envelope, Fate.Kind.APPLIED, "", now);
        }
        var why = ((Change.None) change).why();
        return settle(tx, envelope, Fate.Kind.APPLIED, "Nothing to tell: " + why + ".", now);
    }

    /** Withdraws what is no longer true. Only then it is looked who was told it, and in this order nobody is told in between. */
    private TakenBack takeBack(Tx tx, Congress congress, Change.Made change, Instant now) {
        if (change.apart() != null) {
            var item = Notice.itemOf(change.subject()).orElseThrow();
            return notices.takeBackFrom(tx, congress.code(), item, change.apart(), now);
        }
        var own = notices.supersede(tx, congress.code(), change.subject(), change.version(), now);
        if (change.outdated() != null) {
            own = own.with(notices.supersedeBeside(tx, congress.code(), change.outdated(), now));
        }
        return own;
    }

    private Narration tellOf(Tx tx, Congress congress, ChangeSet set, Instant now) {
        var narration = changeSets.release(tx, congress, set, now);
        set.steps().stream()
                .map(ChangeSet.Step::envelope)
                .distinct()
                .forEach(envelope -> settle(tx, envelope, Fate.Kind.APPLIED, narration.said(envelope), now));
        return narration;
    }

    private Fate.Kind settle(Tx tx, Envelope envelope, Fate.Kind fate, String reason, Instant now) {
        inbox.settle(tx, envelope, fate, reason, now);
        return fate;
    }

    /** What had waited for this subject follows at once, in its order. */
    private void takeInParked(Tx tx, Congress congress, String subject, ChangeSet set, Instant now) {
        for (var parked : inbox.parked(tx, congress.code(), subject)) {
            takeEffect(tx, congress, parked, set, now);
        }
    }

    /** Tries all parked events of a congress again; answers how many took effect. */
    int tellParked(String congress) {
        int applied = db.inTransaction(tx -> {
            var here = congresses.get(tx, congress);
            inbox.holdPlan(tx, congress);
            var set = new ChangeSet();
            var now = clock.instant();
            long taken = inbox.parked(tx, congress, null).stream()
                    .filter(parked -> takeEffect(tx, here, parked, set, now) != Fate.Kind.PARKED)
                    .count();
            tellOf(tx, here, set, now);
            return (int) taken;
        });
        if (applied > 0) {
            loops.wake();
        }
        return applied;
    }
}
