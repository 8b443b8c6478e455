package io.herald.hub;

import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.agenda.AgendaDifference;
import io.herald.agenda.AgendaImport;
import io.herald.dispatch.Loops;
import io.herald.event.Fate;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.roster.Congress;
import io.herald.roster.CongressStore;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The door for whole agendas: what a file says otherwise becomes events, all of them or none. */
@Path("/api/congresses/{congress}/agenda/import")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class AgendaDoor {
    private final Db db;
    private final HubClock clock;
    private final CongressStore congresses;
    private final AgendaImport agenda;
    private final AgendaEvents events;
    private final Narrator narrator;
    private final Impacts impacts;
    private final Loops loops;

    AgendaDoor(
            Db db,
            HubClock clock,
            CongressStore congresses,
            AgendaImport agenda,
            AgendaEvents events,
            Narrator narrator,
            Impacts impacts,
            Loops loops) {
        this.db = db;
        this.clock = clock;
        this.congresses = congresses;
        this.agenda = agenda;
        this.events = events;
        this.narrator = narrator;
        this.impacts = impacts;
        this.loops = loops;
    }

    /**
     * @param applied whether it took effect; fates then holds what followed from each event
     * @param impact what it does, or would do; null while the file has mistakes
     */
    record Answer(boolean applied, AgendaDifference difference, Impact impact, List<Fate> fates) {}

    @POST
    @Needs(Right.IMPORT)
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Import an agenda",
            description =
                    "iCalendar, CSV or XLSX in the body. `dry-run=true` answers the difference and its impact, and applies"
                            + " nothing; with the impact's `basis` the import does just that, or is refused with 409. 422 with every bad row when something in the file is wrong: then nothing is applied.")
    public Answer run(
            @PathParam("congress") String congress,
            @QueryParam("dry-run") boolean dryRun,
            @QueryParam("filename") String filename,
            @QueryParam("basis") String basis,
            byte[] body) {
        if (dryRun) {
            return db.rehearse(tx -> apply(tx, congresses.get(tx, congress), body, filename, null, true));
        }
        var answer = db.inTransaction(tx -> apply(tx, congresses.get(tx, congress), body, filename, basis, false));
        loops.wake();
        return answer;
    }

    private Answer apply(Tx tx, Congress congress, byte[] body, String filename, String basis, boolean dryRun) {
        congresses.lock(tx, congress.code());
        narrator.holdPlan(tx, congress);
        var now = clock.instant();
        var difference = agenda.read(tx, congress, new ByteArrayInputStream(body), filename, now);
        if (!difference.bad().isEmpty() && !dryRun) {
            throw new Problem(
                    422,
                    "Invalid content",
                    "The file has " + difference.bad().size() + " mistakes; nothing was applied.",
                    Map.of("errors", difference.bad(), "notes", difference.notes()));
        }
        if (!difference.bad().isEmpty()) {
            return new Answer(false, difference, null, List.of());
        }
        var changes = events.of(congress, difference);
        var impact = impacts.tell(tx, congress, changes, basis, now);
        return new Answer(!dryRun, difference, impact, dryRun ? List.of() : narrator.fates(tx, changes));
    }
}
