package io.herald.hub;

import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.dispatch.Loops;
import io.herald.event.Envelope;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.roster.Congress;
import io.herald.roster.CongressStore;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The door for one agenda item that moves or falls away: first what that would do, then doing just that. */
@Path("/api/congresses/{congress}/agenda/{item}")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ItemChangeResource {
    private final Db db;
    private final HubClock clock;
    private final CongressStore congresses;
    private final AgendaEvents events;
    private final Impacts impacts;
    private final Loops loops;

    ItemChangeResource(
            Db db, HubClock clock, CongressStore congresses, AgendaEvents events, Impacts impacts, Loops loops) {
        this.db = db;
        this.clock = clock;
        this.congresses = congresses;
        this.events = events;
        this.impacts = impacts;
        this.loops = loops;
    }

    @POST
    @Needs(Right.EVENTS)
    @Path("/impact")
    @Operation(
            summary = "What moving or cancelling an item would do",
            description =
                    "Who knows the old, who is corrected and how, which reminders move, what clashes. Nothing is done.")
    public Impact look(@PathParam("congress") String congress, @PathParam("item") String item, ItemChange change) {
        return db.rehearse(tx -> tell(tx, congresses.get(tx, congress), item, change, null));
    }

    @POST
    @Needs(Right.EVENTS)
    @Path("/change")
    @Operation(
            summary = "Move or cancel an item",
            description =
                    "`basis` is the impact's that was looked at: 409 with the impact of now when it would no longer be that.")
    public Impact change(
            @PathParam("congress") String congress,
            @PathParam("item") String item,
            @QueryParam("basis") String basis,
            ItemChange change) {
        var impact = db.inTransaction(tx -> tell(tx, congresses.get(tx, congress), item, change, basis));
        loops.wake();
        return impact;
    }

    private Impact tell(Tx tx, Congress congress, String item, ItemChange change, String basis) {
        if (change == null) {
            throw Problem.unreadable("The body is missing.");
        }
        return impacts.tell(tx, congress, List.of(event(tx, congress, item, change)), basis, clock.instant());
    }

    private Envelope event(Tx tx, Congress congress, String item, ItemChange change) {
        try {
            return events.change(tx, congress, item, change.event());
        } catch (IllegalArgumentException wrong) {
            throw Problem.invalid(wrong.getMessage());
        }
    }
}
