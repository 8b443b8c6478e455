package io.herald.board;

import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.board.TallyStore.OfDelegation;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Page;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Notices as they stand, and whom they reached. */
@Path("/api/congresses/{congress}/notices")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class NoticeResource {
    private final Db db;
    private final HubClock clock;
    private final CongressStore congresses;
    private final Boards boards;
    private final RollCall rollCall;
    private final OwnPeople own;

    NoticeResource(Db db, HubClock clock, CongressStore congresses, Boards boards, RollCall rollCall, OwnPeople own) {
        this.db = db;
        this.clock = clock;
        this.congresses = congresses;
        this.boards = boards;
        this.rollCall = rollCall;
        this.own = own;
    }

    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Operation(
            summary = "Notices, the newest first, and how far they got",
            description =
                    "subject: only those about it, such as agenda/opening; waiting: only those that wait for a second person")
    public Page<NoticeLine> list(
            @PathParam("congress") String congress,
            @QueryParam("subject") String subject,
            @QueryParam("waiting") boolean waiting,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        return db.read(tx -> {
            congresses.get(tx, congress);
            return boards.notices(
                    tx, congress, Cursor.uuid(after), subject, waiting, Cursor.size(limit), own.of(tx, congress));
        });
    }

    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Path("/{notice}")
    @Operation(summary = "A notice with its texts, its facts and its counts")
    public NoticeDetail get(@PathParam("congress") String congress, @PathParam("notice") UUID notice) {
        return db.read(tx -> boards.notice(tx, congress, notice, own.of(tx, congress)));
    }

    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Path("/{notice}/deliveries")
    @Operation(
            summary = "The roll-call of a notice, person by person",
            description =
                    "state: a delivery state or CARD_ONLY; unreached: should have it, and nobody can say they have.")
    public Page<DeliveryLine> deliveries(
            @PathParam("congress") String congress,
            @PathParam("notice") UUID notice,
            @QueryParam("state") String state,
            @QueryParam("delegation") String delegation,
            @QueryParam("unreached") boolean unreached,
            @QueryParam("unconfirmed") boolean unconfirmed,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        var filter = new DeliveryFilter(state, delegation, unreached, unconfirmed);
        var now = clock.instant();
        return db.read(tx -> rollCall.people(
                tx, congress, notice, filter, Cursor.number(after), Cursor.size(limit), now, own.of(tx, congress)));
    }

    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Path("/{notice}/roll-call")
    @Operation(summary = "The roll-call of a notice, one line a delegation")
    public Page<OfDelegation> rollCall(@PathParam("congress") String congress, @PathParam("notice") UUID notice) {
        return db.read(tx -> new Page<>(rollCall.delegations(tx, congress, notice, own.of(tx, congress)), null));
    }
}
