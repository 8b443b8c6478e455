package io.herald.event;

import io.herald.platform.Problem;
import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes every event take effect exactly once: unique on (source, id), in the transaction of what it does. */
@ApplicationScoped
public class Inbox {
    private final InboxStore store;
    private final EventCodec codec;

    Inbox(InboxStore store, EventCodec codec) {
        this.store = store;
        this.codec = codec;
    }

    /**
     * Takes an event in. False when the same event is here already: then nothing more is to be done.
     *
     * @throws Problem 409 when an event of this source and id is here that says something else
     */
    public boolean admit(Tx tx, Envelope envelope, Instant now) {
        if (store.insert(tx, envelope, now)) {
            return true;
        }
        if (!store.fingerprint(tx, envelope.source(), envelope.id()).equals(envelope.fingerprint())) {
            throw Problem.conflict("An event " + envelope.id() + " of " + envelope.source()
                    + " has been received with other content.");
        }
        return false;
    }

    /** Lets narrations of one subject follow each other: held until the transaction ends. */
    public void lockSubject(Tx tx, Envelope envelope) {
        store.lockSubject(tx, envelope.congress(), envelope.subject());
    }

    /**
     * Lets changes of a congress's plan follow each other: held until the transaction ends. One lock for the whole plan, because
     * a change of one item takes back texts that tell of others, and tells those again as they are.
     */
    public void holdPlan(Tx tx, String congress) {
        store.holdPlan(tx, congress);
    }

    /** Keeps a congress's plan as it is until the transaction ends, for what is told of it. */
    public void keepPlan(Tx tx, String congress) {
        store.keepPlan(tx, congress);
    }

    /** Whether something with this sequence or a higher one was applied to the subject. Events without a sequence never are. */
    public boolean isStale(Tx tx, Envelope envelope) {
        return envelope.sequence() != null
                && store.sequence(tx, envelope.congress(), envelope.subject()) >= envelope.sequence();
    }

    /** From here on, older events of the subject are stale. */
    public void advance(Tx tx, Envelope envelope) {
        if (envelope.sequence() != null) {
            store.advance(tx, envelope.congress(), envelope.subject(), envelope.sequence());
        }
    }

    /** Writes the fate down. */
    public void settle(Tx tx, Envelope envelope, Fate.Kind fate, String reason, Instant now) {
        store.settle(tx, envelope.source(), envelope.id(), fate, reason, now);
    }

    /** Adds to the fate of an event what became of it later. */
    public void add(Tx tx, String source, String id, String reason) {
        store.add(tx, source, id, reason);
    }

    public Optional<Fate> fate(Tx tx, String source, String id) {
        return store.find(tx, source, id);
    }

    /** Parked events of a subject (of all subjects when null), in the order in which they should be applied. */
    public List<Envelope> parked(Tx tx, String congress, String subject) {
        return store.parked(tx, congress, subject).stream()
                .map(json -> codec.kept(json.getMap()))
                .toList();
    }

    public List<String> congressesWithParked(Tx tx) {
        return store.congressesWithParked(tx);
    }

    /** Where an event stands in the list of all; a batch has many of one time. */
    public record Place(Instant receivedAt, String source, String id) {}

    /** The events of a congress, the newest first, from behind {@code after}, or from the beginning when that is null. */
    public List<Fate> list(Tx tx, String congress, Fate.Kind fate, Place after, int limit) {
        return store.list(tx, congress, fate == null ? null : fate.name(), after, limit);
    }
}
