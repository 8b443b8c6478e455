package io.herald.board;

import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Page;
import io.herald.platform.Problem;
import io.herald.roster.CongressStore;
import io.herald.roster.OwnPeople;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Deliveries of a whole congress, and all that one delegate was told. */
@Path("/api/congresses/{congress}")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class DeliveryResource {
    private final Db db;
    private final HubClock clock;
    private final CongressStore congresses;
    private final RollCall rollCall;
    private final HistoryStore histories;
    private final OwnPeople own;

    DeliveryResource(
            Db db, HubClock clock, CongressStore congresses, RollCall rollCall, HistoryStore histories, OwnPeople own) {
        this.db = db;
        this.clock = clock;
        this.congresses = congresses;
        this.rollCall = rollCall;
        this.histories = histories;
        this.own = own;
    }

    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Path("/deliveries")
    @Operation(summary = "Deliveries of every notice", description = "Filters as in the roll-call of a notice.")
    public Page<DeliveryLine> deliveries(
            @PathParam("congress") String congress,
            @QueryParam("state") String state,
            @QueryParam("delegation") String delegation,
            @QueryParam("unreached") boolean unreached,
            @QueryParam("unconfirmed") boolean unconfirmed,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        var filter = new DeliveryFilter(state, delegation, unreached, unconfirmed);
        var now = clock.instant();
        return db.read(tx -> {
            congresses.get(tx, congress);
            return rollCall.people(
                    tx, congress, null, filter, Cursor.number(after), Cursor.size(limit), now, own.of(tx, congress));
        });
    }

    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Path("/delegates/{delegate}/deliveries")
    @Operation(
            summary = "All that a delegate was told, the newest first",
            description =
                    "With the texts that were really sent, every attempt, every receipt, and each step of what was in doubt.")
    public Page<Told> history(
            @PathParam("congress") String congress,
            @PathParam("delegate") String delegate,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int size = Cursor.size(limit);
        var told = db.read(tx -> {
            var id = histories
                    .delegate(tx, congress, delegate)
                    .filter(own.of(tx, congress)::have)
                    .orElseThrow(() -> Problem.unknown("delegate", delegate));
            return histories.page(tx, id, Cursor.number(after), size);
        });
        return new Page<>(
                told, told.size() == size ? Long.toString(told.get(size - 1).delivery()) : null);
    }
}
