package io.herald.hub;

import io.herald.event.Fate;
import io.herald.event.Inbox;
import io.herald.platform.Db;
import io.herald.platform.Page;
import io.herald.platform.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What came in for a congress. */
@Path("/api/congresses/{congress}/events")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class EventListResource {
    private final Inbox inbox;
    private final Db db;

    EventListResource(Inbox inbox, Db db) {
        this.inbox = inbox;
        this.db = db;
    }

    @GET
    @Operation(summary = "The events of a congress, newest first", description = "fate: APPLIED, STALE or PARKED")
    public Page<Fate> list(
            @PathParam("congress") String congress,
            @QueryParam("fate") Fate.Kind fate,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        var size = Math.max(1, Math.min(limit, 1000));
        var found = db.read(tx -> inbox.list(tx, congress, fate, before(after), size));
        var next =
                found.size() == size ? found.get(found.size() - 1).receivedAt().toString() : null;
        return new Page<>(found, next);
    }

    private static Instant before(String cursor) {
        try {
            return cursor == null ? null : Instant.parse(cursor);
        } catch (DateTimeParseException wrong) {
            throw Problem.invalid("after: \"" + cursor + "\" is no cursor of this list.");
        }
    }
}
