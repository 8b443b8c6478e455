package io.herald.notice;

import io.herald.access.Caller;
import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Problem;
import io.herald.roster.OwnPeople;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Confirmations by who speaks for a delegate: a liaison who rang them up, the duty desk. */
@Path("/api/congresses/{congress}/deliveries/{delivery}/confirm")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ConfirmationResource {
    private static final int LONGEST_NAME = 200;

    private final Db db;
    private final HubClock clock;
    private final Confirmations confirmations;
    private final Caller caller;
    private final OwnPeople own;

    ConfirmationResource(Db db, HubClock clock, Confirmations confirmations, Caller caller, OwnPeople own) {
        this.db = db;
        this.clock = clock;
        this.confirmations = confirmations;
        this.caller = caller;
        this.own = own;
    }

    /** @param by who confirms, as staff know them; {@code way} is LIAISON or DESK */
    record OnBehalf(String by, String way) {
        Confirmation checked(String by) {
            if (by == null || by.isBlank() || by.length() > LONGEST_NAME) {
                throw Problem.invalid("by: say who confirms, in at most " + LONGEST_NAME + " characters.");
            }
            return new Confirmation(by.strip(), checkedWay());
        }

        private Confirmation.Way checkedWay() {
            if ("LIAISON".equals(way)) {
                return Confirmation.Way.LIAISON;
            } else if ("DESK".equals(way)) {
                return Confirmation.Way.DESK;
            }
            throw Problem.invalid("way: must be LIAISON or DESK; the other ways are the delegate's own.");
        }
    }

    /** @param first false when somebody had confirmed before, whose confirmation stands */
    record Confirmed(long delivery, boolean first) {}

    @POST
    @Needs(value = Right.DESK, ownPeople = true)
    @Operation(
            summary = "Confirm on a delegate's behalf",
            description = "Once is enough: the first confirmation stands. 409: its notice was stopped or superseded.")
    public Confirmed confirm(
            @PathParam("congress") String congress, @PathParam("delivery") long delivery, OnBehalf request) {
        if (request == null) {
            throw Problem.unreadable("The body is missing.");
        }
        var confirmation = request.checked(caller.by(request.by()));
        var now = clock.instant();
        return new Confirmed(delivery, db.inTransaction(tx -> {
            var people = own.of(tx, congress);
            return confirmations.confirm(
                    tx,
                    delivery,
                    found -> found.congress().equals(congress) && people.have(found.recipient()),
                    confirmation,
                    now);
        }));
    }
}
