package io.herald.desk;

import io.herald.access.Caller;
import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Page;
import io.herald.platform.Problem;
import io.herald.roster.CongressStore;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The duty desk: who holds it, and its book. */
@Path("/api/congresses/{congress}/desk")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class ShiftResource {
    private static final int MOST = 1000;
    private static final int LONGEST = 2000;

    private final Db db;
    private final HubClock clock;
    private final CongressStore congresses;
    private final ShiftStore entries;
    private final ShiftBook book;
    private final Caller caller;

    ShiftResource(Db db, HubClock clock, CongressStore congresses, ShiftStore entries, ShiftBook book, Caller caller) {
        this.caller = caller;
        this.db = db;
        this.clock = clock;
        this.congresses = congresses;
        this.entries = entries;
        this.book = book;
    }

    @GET
    @Needs(Right.READ)
    @Operation(summary = "Who holds the desk", description = "holder is null until somebody begins the first shift.")
    public ShiftStore.Holder holder(@PathParam("congress") String congress) {
        return db.read(tx -> {
            congresses.get(tx, congress);
            return entries.holder(tx, congress).orElse(new ShiftStore.Holder(null, null));
        });
    }

    @GET
    @Needs(Right.READ)
    @Path("/book")
    @Operation(summary = "The book, the newest first")
    public Page<ShiftEntry> page(
            @PathParam("congress") String congress,
            @QueryParam("after") Long after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int size = Math.max(1, Math.min(limit, MOST));
        var found = db.read(tx -> {
            congresses.get(tx, congress);
            return entries.page(tx, congress, after, size);
        });
        return new Page<>(
                found, found.size() == size ? Long.toString(found.get(size - 1).id()) : null);
    }

    /**
     * @param by code of the staff person who writes
     * @param to code of the duty officer who takes over
     * @param delivery the case it is about, null for none
     * @param text what is to be kept
     */
    record Writing(String by, String to, Long delivery, String text) {
        Writing {
            by = stripped(by);
            to = stripped(to);
            text = stripped(text);
        }

        private static String stripped(String value) {
            return value == null || value.isBlank() ? null : value.strip();
        }

        Writing by(Caller caller) {
            return new Writing(caller.by(by), to, delivery, text);
        }

        Writing with(String... needed) {
            for (var field : needed) {
                var value = field.equals("by") ? by : field.equals("to") ? to : text;
                if (value == null) {
                    throw Problem.invalid(field + " is missing.");
                }
            }
            if (text != null && text.length() > LONGEST) {
                throw Problem.invalid("text: at most " + LONGEST + " characters.");
            }
            return this;
        }
    }

    @POST
    @Needs(Right.DESK)
    @Path("/book")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Write something down",
            description = "About a case (`delivery`), or about nothing in particular.")
    public ShiftEntry note(@PathParam("congress") String congress, Writing writing) {
        var said = there(writing).by(caller).with("by", "text");
        return db.inTransaction(tx -> {
            congresses.get(tx, congress);
            return book.note(tx, congress, said.by(), said.delivery(), said.text(), clock.instant());
        });
    }

    @POST
    @Needs(Right.DESK)
    @Path("/begin")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Take the desk",
            description = "409 while somebody else holds it, unless `text` says why it is taken without a hand-over.")
    public ShiftEntry begin(@PathParam("congress") String congress, Writing writing) {
        var said = there(writing).by(caller).with("by");
        return db.inTransaction(tx -> {
            congresses.get(tx, congress);
            return book.begin(tx, congress, said.by(), said.text(), clock.instant());
        });
    }

    @POST
    @Needs(Right.DESK)
    @Path("/hand-over")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Hand the desk over",
            description = "Only who holds it can. The entry keeps what stood open at that moment.")
    public ShiftEntry handOver(@PathParam("congress") String congress, Writing writing) {
        var said = there(writing).by(caller).with("by", "to");
        return db.inTransaction(tx -> {
            congresses.get(tx, congress);
            return book.handOver(tx, congress, said.by(), said.to(), said.text(), clock.instant());
        });
    }

    private static Writing there(Writing writing) {
        if (writing == null) {
            throw Problem.unreadable("The body is missing.");
        }
        return writing;
    }
}
