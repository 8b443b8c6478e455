package io.herald.agenda;

import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.agenda.SeatStore.Seat;
import io.herald.platform.Db;
import io.herald.platform.Page;
import io.herald.platform.Problem;
import io.herald.roster.OwnPeople;
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
    private final OwnPeople own;

    SeatResource(Db db, AgendaStore agenda, SeatStore seats, OwnPeople own) {
        this.db = db;
        this.agenda = agenda;
        this.seats = seats;
        this.own = own;
    }

    /** By the delegates' codes; {@code after} is the last code of the part before. */
    @GET
    @Needs(value = Right.READ, ownPeople = true)
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
                    return seats.page(tx, congress, item, after, most, own.of(tx, congress));
                }));
    }
}
