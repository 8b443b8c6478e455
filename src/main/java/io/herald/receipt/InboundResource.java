package io.herald.receipt;

import io.herald.access.Caller;
import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Page;
import io.herald.platform.Problem;
import io.herald.roster.OwnPeople;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What people answered by SMS. */
@Path("/api/congresses/{congress}/inbound")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class InboundResource {
    private static final int MOST = 1_000;

    private final Db db;
    private final HubClock clock;
    private final InboundStore inbound;
    private final Caller caller;
    private final OwnPeople own;

    InboundResource(Db db, HubClock clock, InboundStore inbound, Caller caller, OwnPeople own) {
        this.clock = clock;
        this.db = db;
        this.inbound = inbound;
        this.caller = caller;
        this.own = own;
    }

    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Operation(
            summary = "Messages from phones, the newest first",
            description =
                    "Of people this congress wrote to last, without the number. `open=true`: conversations that wait for a"
                            + " person.")
    public Page<InboundStore.Kept> list(
            @PathParam("congress") String congress,
            @QueryParam("open") boolean open,
            @QueryParam("delegation") String delegation,
            @QueryParam("after") Long after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int size = Math.max(1, Math.min(limit, MOST));
        var found = db.read(tx -> inbound.page(tx, congress, after, open, delegation, size, own.of(tx, congress)));
        return new Page<>(found, found.size() == size ? found.get(size - 1).id() + "" : null);
    }

    /** @param by who ends it, as staff know them */
    record Closing(String by) {}

    @POST
    @Needs(value = Right.DESK, ownPeople = true)
    @Path("{message}/close")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "End a conversation", description = "`closed` is false when it had ended before, or was none.")
    public Map<String, Boolean> close(
            @PathParam("congress") String congress, @PathParam("message") long message, Closing closing) {
        var by = caller.by(closing == null ? null : closing.by());
        if (by == null || by.isBlank()) {
            throw Problem.invalid("by: say who ends it.");
        }
        return Map.of(
                "closed",
                db.inTransaction(
                        tx -> inbound.close(tx, congress, message, clock.instant(), by.strip(), own.of(tx, congress))));
    }
}
