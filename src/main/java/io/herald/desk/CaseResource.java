package io.herald.desk;

import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.plan.Lane;
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
import java.time.DateTimeException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What stands on the duty desk. */
@Path("/api/congresses/{congress}/cases")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class CaseResource {
    private static final int MOST = 1000;

    private final Db db;
    private final HubClock clock;
    private final CongressStore congresses;
    private final CaseStore cases;
    private final OwnPeople own;

    CaseResource(Db db, HubClock clock, CongressStore congresses, CaseStore cases, OwnPeople own) {
        this.db = db;
        this.clock = clock;
        this.congresses = congresses;
        this.cases = cases;
        this.own = own;
    }

    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Operation(
            summary = "What needs a person",
            description = "Urgent first, then by age. kind: FAILED, IN_DOUBT or UNANSWERED; all of them without it.")
    public Page<Case> page(
            @PathParam("congress") String congress,
            @QueryParam("kind") String kind,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int size = Math.max(1, Math.min(limit, MOST));
        var wanted = kind(kind);
        var place = place(after);
        var now = clock.instant();
        var found = db.read(tx -> {
            congresses.get(tx, congress);
            return cases.page(tx, congress, wanted, place, size, now, own.of(tx, congress));
        });
        return new Page<>(found, found.size() == size ? cursor(found.get(size - 1)) : null);
    }

    private static Case.Kind kind(String kind) {
        try {
            return kind == null ? null : Case.Kind.valueOf(kind);
        } catch (IllegalArgumentException unknown) {
            throw Problem.invalid("kind: must be FAILED, IN_DOUBT or UNANSWERED.");
        }
    }

    private static String cursor(Case last) {
        return last.lane() + "~" + last.since() + "~" + last.delivery();
    }

    private static CaseStore.Place place(String cursor) {
        if (cursor == null) {
            return null;
        }
        var parts = cursor.split("~");
        try {
            return new CaseStore.Place(Lane.valueOf(parts[0]), Instant.parse(parts[1]), Long.parseLong(parts[2]));
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException wrong) {
            throw Problem.invalid("after: \"" + cursor + "\" is no cursor of this list.");
        }
    }
}
