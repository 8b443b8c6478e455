package io.herald.hub;

import io.herald.access.Needs;
import io.herald.access.Right;
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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What came in for a congress. */
@Path("/api/congresses/{congress}/events")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class EventListResource {
    private static final String SEPARATOR = "\n";

    private final Inbox inbox;
    private final Db db;

    EventListResource(Inbox inbox, Db db) {
        this.inbox = inbox;
        this.db = db;
    }

    @GET
    @Needs(Right.READ)
    @Operation(summary = "The events of a congress, newest first", description = "fate: APPLIED, STALE or PARKED")
    public Page<Fate> list(
            @PathParam("congress") String congress,
            @QueryParam("fate") Fate.Kind fate,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        var size = Math.max(1, Math.min(limit, 1000));
        var found = db.read(tx -> inbox.list(tx, congress, fate, place(after), size));
        return new Page<>(found, found.size() == size ? cursor(found.get(size - 1)) : null);
    }

    /** Base64, for a source may have any character an address has. */
    private static String cursor(Fate last) {
        var place = String.join(SEPARATOR, last.receivedAt().toString(), last.source(), last.id());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private static Inbox.Place place(String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            var place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(SEPARATOR, 3);
            return new Inbox.Place(Instant.parse(place[0]), place[1], place[2]);
        } catch (DateTimeParseException | IllegalArgumentException | ArrayIndexOutOfBoundsException wrong) {
            throw Problem.invalid("after: \"" + cursor + "\" is no cursor of this list.");
        }
    }
}
