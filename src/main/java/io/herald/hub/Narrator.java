package io.herald.hub;

import io.herald.agenda.AgendaItem;
import io.herald.agenda.AgendaStore;
import io.herald.dispatch.Loops;
import io.herald.event.Envelope;
import io.herald.event.Fate;
import io.herald.event.Inbox;
import io.herald.notice.Notices;
import io.herald.plan.Plan;
import io.herald.plan.Planner;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.roster.Congress;
import io.herald.roster.CongressStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An event comes in: what it changes, what is no longer true, and what must be told now, in one transaction. */
@ApplicationScoped
public class Narrator {
    private final Db db;
    private final HubClock clock;
    private final Inbox inbox;
    private final CongressStore congresses;
    private final Changes changes;
    private final PlaybookFile playbook;
    private final Notices notices;
    private final Releases releases;
    private final Loops loops;
    private final AgendaStore agenda;

    Narrator(
            Db db,
            HubClock clock,
            Inbox inbox,
            CongressStore congresses,
            Changes changes,
            PlaybookFile playbook,
            Notices notices,
            Releases releases,
            Loops loops,
            AgendaStore agenda) {
        this.db = db;
        this.clock = clock;
        this.inbox = inbox;
        this.congresses = congresses;
        this.changes = changes;
        this.playbook = playbook;
        this.notices = notices;
        this.releases = releases;
        this.loops = loops;
        this.agenda = agenda;
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
        var fates = new ArrayList<Fate>();
        for (var envelope : envelopes) {
            fates.add(tellOne(tx, envelope, now));
        }
        return fates;
    }

    /** Keeps every agenda item as it is until the transaction ends: what is read now is still so when it is told. */
    void holdAgenda(Tx tx, Congress congress) {
        var items =
                agenda.list(tx, congress.code()).stream().map(AgendaItem::code).toList();
        inbox.lockItems(tx, congress.code(), items);
    }

    private Fate tellOne(Tx tx, Envelope envelope, Instant now) {
        var congress = congresses
                .find(tx, envelope.congress())
                .orElseThrow(() -> Problem.invalid("congress: there is no congress " + envelope.congress() + "."));
        if (!inbox.admit(tx, envelope, now)) {
            return inbox.fate(tx, envelope.source(), envelope.id()).orElseThrow();
        }
        var fate = takeEffect(tx, congress, envelope, now);
        if (fate.fate() == Fate.Kind.APPLIED) {
            tellParked(tx, congress, envelope.subject(), now);
        }
        return fate;
    }

    private Fate takeEffect(Tx tx, Congress congress, Envelope envelope, Instant now) {
        inbox.lockSubject(tx, envelope);
        if (inbox.isStale(tx, envelope)) {
            return inbox.settle(tx, envelope, Fate.Kind.STALE, "Something newer about it had come before.", now);
        }
        var change = changes.apply(tx, congress, envelope, now);
        if (change instanceof Change.UnknownSubject unknown) {
            return inbox.settle(tx, envelope, Fate.Kind.PARKED, unknown.why(), now);
        }
        inbox.advance(tx, envelope);
        if (change instanceof Change.None none) {
            return inbox.settle(tx, envelope, Fate.Kind.APPLIED, "Nothing to tell: " + none.why() + ".", now);
        }
        var told = supersedeAndRelease(tx, congress, envelope, (Change.Made) change, now);
        return inbox.settle(tx, envelope, Fate.Kind.APPLIED, told, now);
    }

    /** First what is no longer true is withdrawn, then it is looked who was told it: in this order nobody is told in between. */
    private String supersedeAndRelease(Tx tx, Congress congress, Envelope envelope, Change.Made change, Instant now) {
        int withdrawn = notices.supersede(tx, congress.code(), change.subject(), change.version(), now);
        Plan plan = Planner.plan(playbook.inForce(), change.scene().get(), now);
        var lines = new ArrayList<String>();
        if (withdrawn > 0) {
            lines.add(withdrawn + " unsent withdrawn");
        }
        for (var draft : plan.drafts()) {
            lines.add(releases.release(tx, congress, envelope, draft, now));
        }
        plan.skipped().forEach(skipped -> lines.add(skipped.rule() + " skipped: " + skipped.reason()));
        return lines.isEmpty() ? "Nobody needs to hear of it." : lines.stream().collect(Collectors.joining("; "));
    }

    /** What had waited for this subject follows at once, in its order. */
    private void tellParked(Tx tx, Congress congress, String subject, Instant now) {
        for (var parked : inbox.parked(tx, congress.code(), subject)) {
            takeEffect(tx, congress, parked, now);
        }
    }

    /** Tries all parked events of a congress again; answers how many took effect. */
    int tellParked(String congress) {
        int applied = db.inTransaction(tx -> inbox.parked(tx, congress, null).stream()
                .map(parked -> takeEffect(tx, congresses.get(tx, congress), parked, clock.instant()))
                .filter(fate -> fate.fate() != Fate.Kind.PARKED)
                .toList()
                .size());
        if (applied > 0) {
            loops.wake();
        }
        return applied;
    }
}
