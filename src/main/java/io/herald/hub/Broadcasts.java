package io.herald.hub;

import io.herald.desk.EscalationStore;
import io.herald.dispatch.Loops;
import io.herald.notice.IdempotencyKey;
import io.herald.notice.Notice;
import io.herald.notice.NoticeStore;
import io.herald.notice.Notices;
import io.herald.plan.Lane;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.roster.Congress;
import io.herald.roster.CongressStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A broadcast is released: looked at for every recipient, then planned, all in one transaction; or kept until a second person
 * releases it.
 */
@ApplicationScoped
class Broadcasts {
    private final Db db;
    private final HubClock clock;
    private final CongressStore congresses;
    private final BroadcastReader reader;
    private final Releases releases;
    private final Notices notices;
    private final NoticeStore store;
    private final Texts texts;
    private final EscalationStore escalations;
    private final Approvals approvals;
    private final Loops loops;

    Broadcasts(
            Db db,
            HubClock clock,
            CongressStore congresses,
            BroadcastReader reader,
            Releases releases,
            Notices notices,
            NoticeStore store,
            Texts texts,
            EscalationStore escalations,
            Approvals approvals,
            Loops loops) {
        this.db = db;
        this.clock = clock;
        this.congresses = congresses;
        this.reader = reader;
        this.releases = releases;
        this.notices = notices;
        this.store = store;
        this.texts = texts;
        this.escalations = escalations;
        this.approvals = approvals;
        this.loops = loops;
    }

    /** What it would do, without doing it. */
    Preview preview(String congress, BroadcastRequest request) {
        return db.read(tx -> {
            var here = congresses.get(tx, congress);
            var now = clock.instant();
            var broadcast = reader.read(tx, here, request, now);
            return texts.weigh(tx, here, broadcast, releases.dues(tx, here, broadcast, now), shown(request));
        });
    }

    /**
     * A notice that was released or waits for a second person.
     *
     * @param people who get it
     * @param again when an earlier request with the same key had made it
     * @param waiting what the second person sees, null when none is needed
     */
    record Released(UUID notice, int people, boolean again, Held waiting) {}

    /**
     * Releases it, or keeps it until a second person does.
     *
     * @param by the staff person's code, null where one person is enough and nobody is named
     * @throws Problem 422 when somebody's text has a hole without a value and gaps are not accepted, or says a forbidden word; 409
     *     for a used key
     */
    Released release(String congress, BroadcastRequest request, Optional<IdempotencyKey> key, String by) {
        var released = db.inTransaction(tx -> release(tx, congresses.get(tx, congress), request, key, by));
        loops.wake();
        return released;
    }

    private Released release(
            Tx tx, Congress congress, BroadcastRequest request, Optional<IdempotencyKey> key, String by) {
        var earlier = madeBy(tx, congress, key);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        var now = clock.instant();
        var broadcast = reader.read(tx, congress, request, now);
        var dues = releases.dues(tx, congress, broadcast, now);
        return release(tx, congress, broadcast, dues, null, request, key, by, now);
    }

    private Optional<Released> madeBy(Tx tx, Congress congress, Optional<IdempotencyKey> key) {
        return key.flatMap(given -> store.madeBy(tx, congress.code(), given))
                .map(id -> store.get(tx, congress.code(), id))
                .map(made -> new Released(
                        made.id(),
                        made.heads(),
                        true,
                        made.waiting() ? approvals.look(tx, congress, made.id(), clock.instant()) : null));
    }

    private Released release(
            Tx tx,
            Congress congress,
            Broadcast broadcast,
            Dues dues,
            UUID corrects,
            BroadcastRequest request,
            Optional<IdempotencyKey> key,
            String by,
            Instant now) {
        texts.weigh(tx, congress, broadcast, dues, Set.of()).refuse(request.acceptGaps());
        var asker = by == null ? null : approvals.staff(tx, congress, by);
        var why = congress.settings().twoPersons().why(dues.heads(), broadcast.lane() == Lane.URGENT);
        if (!why.isEmpty() && asker == null) {
            throw Problem.invalid("by: this needs two persons " + why + ". Say who asks for it, by their staff code.");
        }
        var name = asker == null ? "api" : asker.code();
        var notice = why.isEmpty()
                ? broadcast.notice(congress, null, dues.heads(), name, now)
                : broadcast.waiting(congress, dues.heads(), name, now);
        notices.release(tx, notice, why.isEmpty() ? dues.byDue() : Map.of(), key);
        if (corrects != null) {
            store.corrects(tx, notice.id(), corrects);
        }
        if (why.isEmpty()) {
            escalations.begin(tx, notice, broadcast.escalation());
            return new Released(notice.id(), dues.heads(), false, null);
        }
        approvals.keep(tx, notice, why, broadcast, request.acceptGaps());
        return new Released(notice.id(), dues.heads(), false, approvals.look(tx, congress, notice.id(), now));
    }

    /** Stops a notice; true when it was running until now. */
    boolean stop(String congress, UUID id, String by) {
        return db.inTransaction(tx -> {
            store.get(tx, congress, id);
            return notices.stop(tx, id, by, clock.instant());
        });
    }

    /**
     * Stops a wrong notice and tells those who have it what is right, in one step; nobody else hears of either. Where the correction
     * needs a second person, the wrong one is stopped all the same.
     *
     * @param request without an audience, for that is known
     * @return no notice and nobody when the wrong one had reached nobody
     * @throws Problem 404 when there is no such notice, 422 when the correction makes no sense, 409 for a used key
     */
    Released correct(String congress, UUID wrong, BroadcastRequest request, Optional<IdempotencyKey> key, String by) {
        var corrected = db.inTransaction(tx -> {
            var here = congresses.get(tx, congress);
            var there = store.get(tx, congress, wrong);
            return madeBy(tx, here, key).orElseGet(() -> correct(tx, here, there, request, key, by));
        });
        loops.wake();
        return corrected;
    }

    private Released correct(
            Tx tx, Congress congress, Notice wrong, BroadcastRequest request, Optional<IdempotencyKey> key, String by) {
        var now = clock.instant();
        var broadcast = reader.correction(tx, congress, wrong, request, now);
        var reached = notices.retract(tx, wrong.id(), by == null ? "api" : by, now);
        if (reached.isEmpty()) {
            return new Released(null, 0, false, null);
        }
        var dues = new Dues(Map.of(broadcast.due(), reached), 0, 0);
        return release(tx, congress, broadcast, dues, wrong.id(), request, key, by, now);
    }

    private static Set<String> shown(BroadcastRequest request) {
        return request.show() == null ? Set.of() : Set.copyOf(request.show());
    }
}
