package io.herald.access;

import io.herald.platform.HubClock;
import io.herald.platform.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The keys of machines. */
@Path("/api/keys")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class KeyResource {
    private static final int LONGEST_NAME = 100;

    private final Keys keys;
    private final Codes codes;
    private final Caller caller;
    private final HubClock clock;

    KeyResource(Keys keys, Codes codes, Caller caller, HubClock clock) {
        this.keys = keys;
        this.codes = codes;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * @param congress the only one it is for; null for every one
     * @param expires null for never
     */
    record Wanted(String name, Set<Right> rights, String congress, Instant expires) {
        void check(Instant now) {
            if (name == null || name.isBlank() || name.length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
                throw Problem.invalid("name: say whose key it is, in at most " + LONGEST_NAME + " characters.");
            }
            if (rights == null || rights.isEmpty() || rights.contains(null) || rights.contains(Right.SELF)) {
                throw Problem.invalid("rights: at least one of read, desk, events, security-events, import, release,"
                        + " approve, audit, admin.");
            }
            if (rights.contains(Right.ADMIN) && congress != null) {
                throw Problem.invalid("congress: who may do everything is not for one congress alone.");
            }
            if (expires != null && !expires.isAfter(now)) {
                throw Problem.invalid("expires: is over.");
            }
        }
    }

    @GET
    @Needs(Right.AUDIT)
    @Operation(summary = "Every key that was ever made, without the keys themselves")
    public List<AccessKey> list() {
        return keys.list();
    }

    @POST
    @Needs(Right.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make a key", description = "201 with `secret`, the key itself. It is shown this once.")
    public Response make(Wanted wanted) {
        if (wanted == null) {
            throw Problem.unreadable("The body is missing.");
        }
        wanted.check(clock.instant());
        codes.check(wanted.congress());
        var made = keys.make(
                wanted.name().strip(),
                wanted.rights(),
                wanted.congress(),
                wanted.expires(),
                caller.known().name());
        return Response.status(201).entity(made).build();
    }

    @DELETE
    @Path("{key}")
    @Needs(Right.ADMIN)
    @Operation(
            summary = "Revoke a key",
            description = "It opens nothing from now on; on other nodes from 5 seconds on.")
    public void revoke(@PathParam("key") UUID key) {
        keys.revoke(key);
    }
}
