package io.herald.roster;

import io.herald.access.Caller;
import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.platform.Db;
import io.herald.platform.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;

@Path("/api/congresses")
@Blocking
class CongressResource {
    private final Db db;
    private final CongressStore congresses;
    private final Caller caller;

    CongressResource(Db db, CongressStore congresses, Caller caller) {
        this.db = db;
        this.congresses = congresses;
        this.caller = caller;
    }

    @GET
    @Needs(value = Right.READ, ownPeople = true, ownCongress = true)
    public List<Congress> list() {
        return db.read(congresses::list).stream()
                .filter(congress -> caller.isOf(congress.code()))
                .toList();
    }

    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Path("{congress}")
    public Congress get(String congress) {
        return db.read(tx -> congresses.get(tx, congress));
    }

    /** Creates it when it is not there yet. */
    @PUT
    @Needs(Right.ADMIN)
    @Path("{congress}")
    public Congress put(String congress, CongressForm form) {
        if (form == null) {
            throw Problem.unreadable("The congress is missing in the request.");
        }
        var checked = form.checked(congress);
        db.transact(tx -> congresses.save(tx, checked));
        return checked;
    }
}
