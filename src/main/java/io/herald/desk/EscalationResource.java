package io.herald.desk;

import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.platform.Db;
import io.herald.platform.Page;
import io.herald.roster.CongressStore;
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

/** What is done, and will be, about acknowledgements that do not come. */
@Path("/api/congresses/{congress}/escalations")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class EscalationResource {
    private static final int MOST = 1000;

    private final Db db;
    private final CongressStore congresses;
    private final EscalationStore escalations;

    EscalationResource(Db db, CongressStore congresses, EscalationStore escalations) {
        this.db = db;
        this.congresses = congresses;
        this.escalations = escalations;
    }

    @GET
    @Needs(Right.READ)
    @Operation(
            summary = "Escalation steps",
            description = "The newest first: when each is due, whether it is done, and how many had not answered then.")
    public Page<EscalationStore.Line> page(
            @PathParam("congress") String congress,
            @QueryParam("notice") UUID notice,
            @QueryParam("after") Long after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int size = Math.max(1, Math.min(limit, MOST));
        var found = db.read(tx -> {
            congresses.get(tx, congress);
            return escalations.page(tx, congress, after, notice, size);
        });
        return new Page<>(
                found, found.size() == size ? Long.toString(found.get(size - 1).id()) : null);
    }
}
