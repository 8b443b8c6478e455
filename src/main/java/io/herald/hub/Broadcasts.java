package io.herald.hub;

import io.herald.desk.EscalationStore;
import io.herald.dispatch.Loops;
import io.herald.notice.IdempotencyKey;
import io.herald.notice.NoticeStore;
import io.herald.notice.Notices;
import io.herald.plan.Member;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A broadcast is released: looked at for every recipient, then planned, all in one transaction. */
@ApplicationScoped
class Broadcasts {
    private final Db db;
    private final HubClock clock;
    private final CongressStore congresses;
    private final BroadcastReader reader;
    private final Assembly assembly;
    private final Releases releases;
    private final Notices notices;
    private final NoticeStore store;
    private final Texts texts;
    private final EscalationStore escalations;
    private final Loops loops;

    Broadcasts(
            Db db,
            HubClock clock,
            CongressStore congresses,
            BroadcastReader reader,
            Assembly assembly,
            Releases releases,
            Notices notices,
            NoticeStore store,
            Texts texts,
            EscalationStore escalations,
            Loops loops) {
        this.db = db;
        this.clock = clock;
        this.congresses = congresses;
        this.reader = reader;
        this.assembly = assembly;
        this.releases = releases;
        this.notices = notices;
        this.store = store;
        this.texts = texts;
        this.escalations = escalations;
        this.loops = loops;
    }

    /** What it would do, without doing it. */
    Preview preview(String congress, BroadcastRequest request) {
        return db.read(tx -> {
            var here = congresses.get(tx, congress);
            return preview(tx, here, reader.read(tx, here, request, clock.instant()), shown(request));
        });
    }

    /** A released notice; {@code again} when an earlier request with the same key had released it. */
    record Released(UUID notice, boolean again) {}

    /**
     * Releases it.
     *
     * @throws Problem 422 when somebody's text has a hole without a value and gaps are not accepted; 409 for a used key
     */
    Released release(String congress, BroadcastRequest request, Optional<IdempotencyKey> key, String by) {
        var released = db.inTransaction(tx -> release(tx, congresses.get(tx, congress), request, key, by));
        loops.wake();
        return released;
    }

    private Released release(
            Tx tx, Congress congress, BroadcastRequest request, Optional<IdempotencyKey> key, String by) {
        var earlier = key.flatMap(given -> store.madeBy(tx, congress.code(), given));
        if (earlier.isPresent()) {
            return new Released(earlier.get(), true);
        }
        var now = clock.instant();
        var broadcast = reader.read(tx, congress, request, now);
        refuseGaps(tx, congress, broadcast, request);
        var byDue = releases.recipientsByDue(
                tx, congress, broadcast.audience(), broadcast.lane(), broadcast.channels(), broadcast.due(), now);
        var notice = broadcast.notice(congress, null, heads(byDue), by, now);
        notices.release(tx, notice, byDue, key);
        escalations.begin(tx, notice, broadcast.escalation());
        return new Released(notice.id(), false);
    }

    /** Stops a notice; true when it was running until now. */
    boolean stop(String congress, UUID id, String by) {
        return db.inTransaction(tx -> {
            store.get(tx, congress, id);
            return notices.stop(tx, id, by, clock.instant());
        });
    }

    /** A correction that was released, or null and nobody when the wrong one had reached nobody. */
    record Corrected(UUID notice, int people, boolean again) {}

    /**
     * Stops a wrong notice and tells those who have it what is right, in one step; nobody else hears of either.
     *
     * @param request without an audience, for that is known
     * @throws Problem 404 when there is no such notice, 422 when the correction makes no sense, 409 for a used key
     */
    Corrected correct(String congress, UUID wrong, BroadcastRequest request, Optional<IdempotencyKey> key, String by) {
        var corrected = db.inTransaction(tx -> {
            var here = congresses.get(tx, congress);
            store.get(tx, congress, wrong);
            var earlier = key.flatMap(given -> store.madeBy(tx, congress, given));
            if (earlier.isPresent()) {
                return new Corrected(
                        earlier.get(), store.get(tx, congress, earlier.get()).heads(), true);
            }
            return correct(tx, here, wrong, request, key, by);
        });
        loops.wake();
        return corrected;
    }

    private Corrected correct(
            Tx tx, Congress congress, UUID wrong, BroadcastRequest request, Optional<IdempotencyKey> key, String by) {
        var now = clock.instant();
        var broadcast = reader.correction(tx, congress, request, now);
        var reached = notices.retract(tx, wrong, by, now);
        if (reached.isEmpty()) {
            return new Corrected(null, 0, false);
        }
        refuseGaps(texts.look(tx, congress, broadcast, List.of(reached)), request);
        var notice = broadcast.notice(congress, null, reached.size(), by, now);
        notices.release(tx, notice, Map.of(broadcast.due(), reached), key);
        escalations.begin(tx, notice, broadcast.escalation());
        store.corrects(tx, notice.id(), wrong);
        return new Corrected(notice.id(), reached.size(), false);
    }

    private void refuseGaps(Tx tx, Congress congress, Broadcast broadcast, BroadcastRequest request) {
        var preview = preview(tx, congress, broadcast, Set.of());
        if (preview.heads() == 0) {
            throw Problem.invalid("audience: nobody is in it.");
        }
        refuseGaps(preview, request);
    }

    private static void refuseGaps(Preview preview, BroadcastRequest request) {
        if (preview.gapCount() > 0 && !request.acceptGaps()) {
            throw Problem.invalid(
                    "The text has holes without a value for " + preview.gapCount()
                            + " people. Fill them, or accept that they go without it (accept-gaps).",
                    preview.gaps());
        }
    }

    private Preview preview(Tx tx, Congress congress, Broadcast broadcast, Set<String> wanted) {
        var preview = texts.preview(congress, wanted);
        var chunk = new ArrayList<Long>();
        assembly.members(tx, congress.code(), broadcast.audience())
                .map(Member::id)
                .forEach(id -> {
                    chunk.add(id);
                    if (chunk.size() == Texts.AT_ONCE) {
                        texts.write(tx, congress, broadcast, chunk, preview);
                        chunk.clear();
                    }
                });
        texts.write(tx, congress, broadcast, chunk, preview);
        return preview.done();
    }

    private static int heads(Map<Instant, List<Long>> byDue) {
        return byDue.values().stream().mapToInt(List::size).sum();
    }

    private static Set<String> shown(BroadcastRequest request) {
        return request.show() == null ? Set.of() : Set.copyOf(request.show());
    }
}
