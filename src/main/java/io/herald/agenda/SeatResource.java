package io.herald.agenda;

import io.herald.agenda.SeatStore.Seat;
import io.herald.platform.Db;
import io.herald.platform.Page;
import io.herald.platform.Problem;
import io.herald.platform.table.TableFile;
import io.herald.roster.CongressStore;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.jboss.resteasy.reactive.RestQuery;

/** Who sits where at an agenda item. */
@Path("/api/congresses/{congress}/seats")
@Blocking
class SeatResource {
    private final Db db;
    private final CongressStore congresses;
    private final AgendaStore agenda;
    private final SeatStore seats;
    private final SeatImport seatImport;

    SeatResource(Db db, CongressStore congresses, AgendaStore agenda, SeatStore seats, SeatImport seatImport) {
        this.db = db;
        this.congresses = congresses;
        this.agenda = agenda;
        this.seats = seats;
        this.seatImport = seatImport;
    }

    /** By the delegates' codes; {@code after} is the last code of the part before. */
    @GET
    public Page<Seat> list(
            String congress,
            @RestQuery String item,
            @RestQuery @DefaultValue("100") int limit,
            @RestQuery String after) {
        if (item == null) {
            throw Problem.invalid("item is missing: the code of an agenda item.");
        }
        return Pages.of(
                limit,
                Seat::code,
                most -> db.read(tx -> {
                    agenda.find(tx, congress, item).orElseThrow(() -> Problem.unknown("agenda item", item));
                    return seats.page(tx, congress, item, after, most);
                }));
    }

    /** Takes a CSV or XLSX table with the columns item, delegate and seat, whole or not at all; 422 names every bad row. */
    @POST
    @Path("import")
    @Consumes(MediaType.WILDCARD)
    public SeatImport.Report take(String congress, @RestQuery @DefaultValue("false") boolean dryRun, InputStream body) {
        try (var file = TableFile.spool(body)) {
            return db.inTransaction(tx -> {
                var report = seatImport.run(tx, congresses.get(tx, congress), file, dryRun);
                if (!report.bad().isEmpty()) {
                    throw Problem.invalid("The seats were not imported: nothing was changed.", report.bad());
                }
                return report;
            });
        }
    }
}
