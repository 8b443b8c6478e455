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
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The board of a congress, once or as a stream. */
@Path("/api/congresses/{congress}/board")
class BoardResource {
    private final Db db;
    private final HubClock clock;
    private final CongressStore congresses;
    private final Boards boards;
    private final TallyStore tallies;
    private final BoardStream stream;
    private final OwnPeople own;

    BoardResource(
            Db db,
            HubClock clock,
            CongressStore congresses,
            Boards boards,
            TallyStore tallies,
            BoardStream stream,
            OwnPeople own) {
        this.db = db;
        this.clock = clock;
        this.congresses = congresses;
        this.boards = boards;
        this.tallies = tallies;
        this.stream = stream;
        this.own = own;
    }

    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Where the deliveries of a congress stand, and what needs a person",
            description =
                    "by=state, by=delegation or by=notice: a line each instead, in pages. delivered is a provider's receipt; what a card"
                            + " showed counts as seen alone.")
    public Object board(
            @PathParam("congress") String congress,
            @QueryParam("by") String by,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        return db.read(tx -> {
            congresses.get(tx, congress);
            var people = own.of(tx, congress);
            return switch (by == null ? "" : by) {
                case "" -> boards.board(tx, congress, clock.instant(), people);
                case "state" -> new Page<>(tallies.byState(tx, congress, people), null);
                case "notice" ->
                    boards.notices(tx, congress, Cursor.uuid(after), null, false, Cursor.size(limit), people);
                case "delegation" -> new Page<>(boards.byDelegation(tx, congress, people), null);
                default -> throw Problem.invalid("by: must be state, notice or delegation.");
            };
        });
    }

    @GET
    @Needs(Right.READ)
    @Path("/stream")
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "The board as it changes",
            description = "Server-sent events named board, at most one a second; a comment now and then keeps it open.")
    public Multi<OutboundSseEvent> stream(@PathParam("congress") String congress) {
        db.read(tx -> congresses.get(tx, congress));
        return stream.of(congress);
    }
}
