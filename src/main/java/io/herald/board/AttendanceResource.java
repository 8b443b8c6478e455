package io.herald.board;

import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.agenda.AgendaStore;
import io.herald.platform.Db;
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
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who has signed in at an agenda item. */
@Path("/api/congresses/{congress}/agenda/{item}/attendance")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class AttendanceResource {
    private final Db db;
    private final CongressStore congresses;
    private final AgendaStore agenda;
    private final AttendanceRollStore roll;
    private final OwnPeople own;

    AttendanceResource(Db db, CongressStore congresses, AgendaStore agenda, AttendanceRollStore roll, OwnPeople own) {
        this.roll = roll;
        this.own = own;
        this.db = db;
        this.congresses = congresses;
        this.agenda = agenda;
    }

    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Operation(
            summary = "Attendance at an agenda item by delegation",
            description =
                    "Of those with a seat there, or of everyone where nobody has one: signed in, absent, unknown.")
    public Attendance of(@PathParam("congress") String congress, @PathParam("item") String item) {
        return db.read(tx -> {
            congresses.get(tx, congress);
            agenda.find(tx, congress, item).orElseThrow(() -> Problem.unknown("agenda item", item));
            return roll.of(tx, congress, item, own.of(tx, congress));
        });
    }

    @GET
    @Needs(Right.READ)
    @Path("/people")
    @Operation(
            summary = "Who is at an agenda item, by code, and who recorded it",
            description = "unknown=true: only those of whom nothing was recorded. delegation: only its delegates.")
    public Page<AttendanceRollStore.Line> people(
            @PathParam("congress") String congress,
            @PathParam("item") String item,
            @QueryParam("unknown") boolean unknown,
            @QueryParam("delegation") String delegation,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int size = Cursor.size(limit);
        var found = db.read(tx -> {
            congresses.get(tx, congress);
            agenda.find(tx, congress, item).orElseThrow(() -> Problem.unknown("agenda item", item));
            return roll.people(tx, congress, item, unknown, delegation, after, size);
        });
        return new Page<>(found, found.size() == size ? found.get(size - 1).person() : null);
    }
}
