package io.herald.agenda;

import io.herald.agenda.SeatStore.Seat;
import io.herald.platform.Db;
import io.herald.platform.Page;
import io.herald.platform.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestQuery;

/** Who sits where at an agenda item. */
@Path("/api/congresses/{congress}/seats")
@Blocking
class SeatResource {
    private final Db db;
    private final AgendaStore agenda;
    private final SeatStore seats;

    SeatResource(Db db, AgendaStore agenda, SeatStore seats) {
        this.db = db;
        this.agenda = agenda;
        this.seats = seats;
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
}
