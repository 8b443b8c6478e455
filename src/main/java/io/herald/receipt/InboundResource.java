package io.herald.receipt;

import io.herald.platform.Db;
import io.herald.platform.Page;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What people answered by SMS. */
@Path("/api/congresses/{congress}/inbound")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class InboundResource {
    private static final int MOST = 1_000;

    private final Db db;
    private final InboundStore inbound;

    InboundResource(Db db, InboundStore inbound) {
        this.db = db;
        this.inbound = inbound;
    }

    @GET
    @Operation(
            summary = "Messages from phones, the newest first",
            description = "Of people this congress wrote to last, by recipient id and without the number.")
    public Page<InboundStore.Kept> list(
            @PathParam("congress") String congress,
            @QueryParam("after") Long after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int size = Math.max(1, Math.min(limit, MOST));
        var found = db.read(tx -> inbound.page(tx, congress, after, size));
        return new Page<>(found, found.size() == size ? found.get(size - 1).id() + "" : null);
    }
}
