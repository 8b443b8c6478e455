package io.herald.hub;

import io.herald.access.Caller;
import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.dispatch.Loops;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Problem;
import io.herald.roster.CongressStore;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The door for who releases what another asked for. */
@Path("/api/congresses/{congress}/notices/{notice}")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ApprovalResource {
    private static final int LONGEST_REASON = 500;

    private final Db db;
    private final HubClock clock;
    private final CongressStore congresses;
    private final Approvals approvals;
    private final Loops loops;
    private final Caller caller;

    ApprovalResource(Db db, HubClock clock, CongressStore congresses, Approvals approvals, Loops loops, Caller caller) {
        this.caller = caller;
        this.db = db;
        this.clock = clock;
        this.congresses = congresses;
        this.approvals = approvals;
        this.loops = loops;
    }

    /**
     * @param basis of the look that is approved of
     * @param glass why the duty desk releases it alone; null for who is the second person
     */
    record Approval(String basis, String glass) {}

    record Rejection(String reason) {}

    @GET
    @Needs(Right.READ)
    @Path("/release")
    @Operation(
            summary = "A broadcast that needs a second person",
            description =
                    "What releasing it would do at this moment, how dangerous that is, and the `basis` to approve of.")
    public Held look(@PathParam("congress") String congress, @PathParam("notice") UUID notice) {
        return db.inTransaction(tx -> approvals.look(tx, congresses.get(tx, congress), notice, clock.instant()));
    }

    @POST
    @Needs(Right.APPROVE)
    @Path("/approve")
    @Operation(
            summary = "Release a broadcast that another person asked for",
            description =
                    "by: your staff code, of the secretariat or the duty desk. 409 with how it stands now when it would no longer"
                            + " do what its `basis` says. With `glass`, a reason, the duty desk releases it alone: that stands on"
                            + " the desk until somebody else has reviewed it.")
    public Held approve(
            @PathParam("congress") String congress,
            @PathParam("notice") UUID notice,
            @QueryParam("by") String by,
            Approval approval) {
        if (approval == null) {
            throw Problem.unreadable("The body is missing.");
        }
        var who = caller.by(by);
        var released = db.inTransaction(tx -> {
            var here = congresses.get(tx, congress);
            return approval.glass == null
                    ? approvals.approve(tx, here, notice, who, approval.basis, clock.instant())
                    : approvals.breakTheGlass(
                            tx, here, notice, who, approval.basis, reason("glass", approval.glass), clock.instant());
        });
        loops.wake();
        return released;
    }

    @POST
    @Needs(Right.APPROVE)
    @Path("/reject")
    @Operation(
            summary = "Reject a broadcast that waits",
            description =
                    "by: your staff code, of the secretariat, the duty desk, or whoever asked for it; with a `reason`.")
    public Held reject(
            @PathParam("congress") String congress,
            @PathParam("notice") UUID notice,
            @QueryParam("by") String by,
            Rejection rejection) {
        if (rejection == null) {
            throw Problem.unreadable("The body is missing.");
        }
        var reason = reason("reason", rejection.reason);
        var who = caller.by(by);
        return db.inTransaction(
                tx -> approvals.reject(tx, congresses.get(tx, congress), notice, who, reason, clock.instant()));
    }

    @POST
    @Needs(Right.APPROVE)
    @Path("/review")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Review that the glass was broken",
            description = "by: your staff code, another than theirs who broke it. It leaves the desk.")
    public Held review(
            @PathParam("congress") String congress, @PathParam("notice") UUID notice, @QueryParam("by") String by) {
        var who = caller.by(by);
        return db.inTransaction(tx -> approvals.review(tx, congresses.get(tx, congress), notice, who, clock.instant()));
    }

    private static String reason(String field, String reason) {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            throw Problem.invalid(field + ": say why, in at most " + LONGEST_REASON + " characters.");
        }
        return reason.strip();
    }
}
