package io.herald.access;

import io.herald.platform.Db;
import io.herald.platform.Page;
import io.herald.platform.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who did what. */
@Path("/api/audit")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class AuditResource {
    private static final int MOST = 1_000;

    private final Db db;
    private final AuditStore audit;

    AuditResource(Db db, AuditStore audit) {
        this.db = db;
        this.audit = audit;
    }

    @GET
    @Needs(Right.AUDIT)
    @Operation(
            summary = "What was done, the oldest first",
            description = "Each line with the hash that chains it to the one before.")
    public Page<AuditLine> list(
            @QueryParam("after") @DefaultValue("0") long after, @QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.invalid("limit must be from 1 to " + MOST + ".");
        }
        var found = db.read(tx -> audit.page(tx, after, limit));
        return new Page<>(
                found,
                found.size() == limit ? Long.toString(found.get(limit - 1).id()) : null);
    }

    @GET
    @Path("verify")
    @Needs(Right.AUDIT)
    @Operation(
            summary = "Whether the audit is as it was written",
            description =
                    "A line that was changed or removed breaks the chain. Keep `hash` elsewhere to see a missing end too.")
    public AuditStore.Verdict verify() {
        return db.inSnapshot(audit::verify);
    }
}
