package io.herald.roster;

import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.platform.Db;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

@Path("/api/congresses/{congress}/delegates/export")
@Blocking
class DelegateExportResource {
    private final Db db;
    private final CongressStore congresses;
    private final DelegateExport export;
    private final OwnPeople own;

    DelegateExportResource(Db db, CongressStore congresses, DelegateExport export, OwnPeople own) {
        this.db = db;
        this.congresses = congresses;
        this.export = export;
        this.own = own;
    }

    /** The file that, imported again, changes nothing. */
    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Produces("text/csv; charset=UTF-8")
    public Response export(String congress) {
        var people = db.read(tx -> {
            congresses.get(tx, congress);
            return own.of(tx, congress);
        });
        StreamingOutput file = out -> export.write(congress, people, out);
        return Response.ok(file)
                .header("Content-Disposition", "attachment; filename=\"delegates-" + congress + ".csv\"")
                .build();
    }
}
