package io.herald.agenda;

import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Page;
import io.herald.platform.Problem;
import io.herald.roster.CongressStore;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestQuery;

/** The agenda as it stands. It is changed by events and by the import, whose doors are the hub's. */
@Path("/api/congresses/{congress}/agenda")
@Blocking
class AgendaResource {
    private final Db db;
    private final CongressStore congresses;
    private final AgendaStore agenda;
    private final HubClock clock;

    AgendaResource(Db db, CongressStore congresses, AgendaStore agenda, HubClock clock) {
        this.db = db;
        this.congresses = congresses;
        this.agenda = agenda;
        this.clock = clock;
    }

    /** By start, cancelled items included; {@code after} is the code of the last item of the part before. */
    @GET
    @Needs(value = Right.READ, ownPeople = true)
    public Page<AgendaItem> list(String congress, @RestQuery @DefaultValue("100") int limit, @RestQuery String after) {
        return Pages.of(
                limit,
                AgendaItem::code,
                most -> db.read(tx -> {
                    congresses.get(tx, congress);
                    return agenda.page(tx, congress, after, most);
                }));
    }

    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Path("{item}")
    public AgendaItem get(String congress, String item) {
        return db.read(tx -> agenda.find(tx, congress, item)).orElseThrow(() -> Problem.unknown("agenda item", item));
    }

    /** The whole agenda as a file that the import reads back. */
    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Path("export")
    public Response export(String congress, @RestQuery @DefaultValue("ics") String format) {
        var known = db.read(tx -> congresses.get(tx, congress));
        var items = db.read(tx -> agenda.list(tx, congress));
        return switch (format) {
            case "ics" ->
                file(AgendaExport.ics(known, items, clock.instant()), "text/calendar", congress + "-agenda.ics");
            case "csv" -> file(AgendaExport.csv(known, items), "text/csv", congress + "-agenda.csv");
            default -> throw Problem.invalid("The format is ics or csv, not " + format + ".");
        };
    }

    private static Response file(String content, String type, String name) {
        return Response.ok(content, type + ";charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .build();
    }
}
