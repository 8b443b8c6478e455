package io.herald.access;

import io.herald.platform.HubClock;
import io.herald.platform.Tx;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;

/**
 * Writes down who did what to whom, from where, in the transaction that does it: both happen or neither. Rows are chained by their
 * hashes, so they are written one after the other; a note is therefore the last statement of its transaction.
 */
@ApplicationScoped
public class Audit {
    private final AuditStore store;
    private final HubClock clock;
    private final Caller caller;
    private final CurrentVertxRequest request;

    Audit(AuditStore store, HubClock clock, Caller caller, CurrentVertxRequest request) {
        this.store = store;
        this.clock = clock;
        this.caller = caller;
        this.request = request;
    }

    /**
     * What the caller does.
     *
     * @param action a verb in the past, such as {@code key-revoked}
     * @param congress null for what is of none
     * @param target whom or what it was done to, by code or id; never a phone, a text or a secret
     * @param detail what else is worth knowing, empty for nothing
     */
    public void note(Tx tx, String action, String congress, String target, String detail) {
        note(tx, caller.known().name(), action, congress, target, detail);
    }

    /** What somebody does who is not known at the door: whoever signs in. */
    void note(Tx tx, String who, String action, String congress, String target, String detail) {
        var from = request.getCurrent().request().remoteAddress().hostAddress();
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        store.append(tx, new AuditLine(0, at, who, from, action, congress, target, detail, null));
    }
}
