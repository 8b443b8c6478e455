package io.herald.hub;

import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.agenda.AgendaItem;
import io.herald.agenda.AgendaStore;
import io.herald.agenda.SeatImport;
import io.herald.agenda.SeatStore.Seat;
import io.herald.dispatch.Loops;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.platform.table.TableFile;
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
import java.io.InputStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The door for seats. Where somebody comes to an item, leaves it or sits elsewhere, the item is planned again: reminders go to whom it
 * concerns now, and who was told another seat is corrected, each person once however many of their seats are others.
 */
@Path("/api/congresses/{congress}/seats/import")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class SeatDoor {
    private final Db db;
    private final HubClock clock;
    private final CongressStore congresses;
    private final SeatImport seats;
    private final AgendaStore agenda;
    private final AgendaEvents events;
    private final Narrator narrator;
    private final Loops loops;

    SeatDoor(
            Db db,
            HubClock clock,
            CongressStore congresses,
            SeatImport seats,
            AgendaStore agenda,
            AgendaEvents events,
            Narrator narrator,
            Loops loops) {
        this.db = db;
        this.clock = clock;
        this.congresses = congresses;
        this.seats = seats;
        this.agenda = agenda;
        this.events = events;
        this.narrator = narrator;
        this.loops = loops;
    }

    @POST
    @Needs(Right.IMPORT)
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Import seats",
            description =
                    "CSV or XLSX with the columns item, delegate and seat; the whole truth for the items it names."
                            + " `dry-run=true` changes nothing. 422 with every bad row when something is wrong: then nothing is changed.")
    public SeatImport.Report run(
            @PathParam("congress") String congress, @QueryParam("dry-run") boolean dryRun, InputStream body) {
        try (var file = TableFile.spool(body)) {
            var report = db.inTransaction(tx -> apply(tx, congresses.get(tx, congress), file, dryRun));
            loops.wake();
            return report;
        }
    }

    private SeatImport.Report apply(Tx tx, Congress congress, TableFile file, boolean dryRun) {
        congresses.lock(tx, congress.code());
        narrator.holdPlan(tx, congress);
        var report = seats.run(tx, congress, file, dryRun);
        if (!report.bad().isEmpty() && !dryRun) {
            throw Problem.invalid("The seats were not imported: nothing was changed.", report.bad());
        }
        if (report.applied()) {
            planAgain(tx, congress, report);
        }
        return report;
    }

    private void planAgain(Tx tx, Congress congress, SeatImport.Report report) {
        var changed = report.changed().stream().map(SeatImport.Changed::after);
        var again = Stream.of(report.added().stream(), changed, report.removed().stream())
                .flatMap(seats -> seats)
                .map(Seat::item)
                .distinct()
                .sorted()
                .flatMap(code -> agenda.find(tx, congress.code(), code).stream())
                .filter(item -> !item.cancelled() && item.end().isAfter(clock.instant()))
                .map((AgendaItem item) -> events.again(congress, item))
                .toList();
        narrator.tell(tx, again, clock.instant());
    }
}
