package io.herald.desk;

import io.herald.access.Caller;
import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.plan.Lane;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Page;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.roster.CongressStore;
import io.herald.roster.OwnPeople;
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
import java.time.DateTimeException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What needs a person, and what people do about it. */
@Path("/api/congresses/{congress}/cases")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class CaseResource {
    private static final int MOST = 1000;

    private static final int LONGEST_TEXT = 1000;
    private static final String DESK = "desk";

    private final Db db;
    private final HubClock clock;
    private final CongressStore congresses;
    private final CaseStore cases;
    private final CaseBook book;
    private final OwnPeople own;
    private final Caller caller;

    CaseResource(
            Db db,
            HubClock clock,
            CongressStore congresses,
            CaseStore cases,
            CaseBook book,
            OwnPeople own,
            Caller caller) {
        this.caller = caller;
        this.db = db;
        this.clock = clock;
        this.congresses = congresses;
        this.cases = cases;
        this.book = book;
        this.own = own;
    }

    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Operation(
            summary = "What needs a person",
            description =
                    "Urgent first, then by age. kind: FAILED, IN_DOUBT, UNANSWERED, NOT_RETURNED or BROKEN_GLASS; all of them without it."
                            + " liaison: only what a staff person (by code) has to see to: their own people, and what was handed to"
                            + " them. desk=true: only what the duty desk has. closed=true: what somebody closed.")
    public Page<Case> page(
            @PathParam("congress") String congress,
            @QueryParam("kind") String kind,
            @QueryParam("liaison") String liaison,
            @QueryParam("desk") boolean desk,
            @QueryParam("closed") boolean closed,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int size = Math.max(1, Math.min(limit, MOST));
        var wanted = kind(kind);
        var place = place(after);
        var now = clock.instant();
        var found = db.read(tx -> {
            congresses.get(tx, congress);
            var whose = liaison == null ? null : book.person(tx, congress, "liaison", liaison);
            var filter = new CaseStore.Filter(wanted, whose, desk, closed);
            return cases.page(
                    tx,
                    congress,
                    filter,
                    place,
                    size,
                    now,
                    own.of(tx, congress),
                    caller.person().orElse(null));
        });
        return new Page<>(found, found.size() == size ? cursor(found.get(size - 1)) : null);
    }

    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Path("/{delivery}")
    @Operation(summary = "A case with all that was done about it")
    public CaseFile file(@PathParam("congress") String congress, @PathParam("delivery") long delivery) {
        return db.read(tx -> {
            refuseOthers(tx, congress, delivery);
            return book.file(tx, congress, delivery, clock.instant());
        });
    }

    private boolean isInMyHands(Tx tx, String congress, long delivery) {
        var me = caller.person().orElse("");
        return cases.find(tx, congress, delivery, clock.instant())
                .filter(standing -> me.equals(standing.now().holder()))
                .isPresent();
    }

    private void refuseOthers(Tx tx, String congress, long delivery) {
        cases.about(tx, congress, delivery)
                .filter(about -> own.of(tx, congress).have(about.recipient()) || isInMyHands(tx, congress, delivery))
                .orElseThrow(() -> Problem.unknown("case", delivery));
    }

    /**
     * @param by code of the staff person who acts
     * @param outcome of a call: NO_ANSWER or REACHED
     * @param to for a hand-over: the code of a staff person, or {@code desk}
     * @param text what they note, or why they close it
     */
    record Act(String by, String outcome, String to, String text) {}

    @POST
    @Needs(value = Right.DESK, ownPeople = true)
    @Path("/{delivery}/{action}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Do something about a case",
            description =
                    "action: take, note, called, confirm, hand-over, close or reopen. 404: the case is none of theirs."
                            + " 409: it is closed, has settled itself, or another has it in hand.")
    public CaseFile act(
            @PathParam("congress") String congress,
            @PathParam("delivery") long delivery,
            @PathParam("action") String action,
            Act act) {
        var deed = deed(action, act);
        return db.inTransaction(tx -> {
            congresses.get(tx, congress);
            refuseOthers(tx, congress, delivery);
            return book.act(tx, congress, delivery, deed, clock.instant());
        });
    }

    private CaseBook.Deed deed(String action, Act act) {
        if (act == null) {
            throw Problem.unreadable("The body is missing.");
        }
        var by = said("by", caller.by(act.by()), true);
        return switch (action) {
            case "take" -> deed(CaseStep.Action.TAKEN, by, said("text", act.text(), false));
            case "note" -> deed(CaseStep.Action.NOTED, by, said("text", act.text(), true));
            case "called" ->
                new CaseBook.Deed(
                        CaseStep.Action.CALLED, by, outcome(act.outcome()), null, said("text", act.text(), false));
            case "confirm" -> deed(CaseStep.Action.CONFIRMED, by, said("text", act.text(), false));
            case "hand-over" -> {
                var to = said("to", act.to(), true);
                yield new CaseBook.Deed(
                        CaseStep.Action.HANDED_OVER,
                        by,
                        null,
                        to.equals(DESK) ? null : to,
                        said("text", act.text(), false));
            }
            case "close" -> deed(CaseStep.Action.CLOSED, by, said("text", act.text(), true));
            case "reopen" -> deed(CaseStep.Action.REOPENED, by, said("text", act.text(), false));
            default -> throw Problem.unknown("action", action);
        };
    }

    private static CaseBook.Deed deed(CaseStep.Action action, String by, String text) {
        return new CaseBook.Deed(action, by, null, null, text);
    }

    private static String said(String field, String value, boolean needed) {
        if (value != null && value.length() > LONGEST_TEXT) {
            throw Problem.invalid(field + ": at most " + LONGEST_TEXT + " characters.");
        }
        if (value == null || value.isBlank()) {
            if (needed) {
                throw Problem.invalid(field + " is missing.");
            }
            return null;
        }
        return value.strip();
    }

    private static CaseStep.Outcome outcome(String outcome) {
        try {
            return CaseStep.Outcome.valueOf(String.valueOf(outcome));
        } catch (IllegalArgumentException unknown) {
            throw Problem.invalid("outcome: must be NO_ANSWER or REACHED.");
        }
    }

    private static Case.Kind kind(String kind) {
        try {
            return kind == null ? null : Case.Kind.valueOf(kind);
        } catch (IllegalArgumentException unknown) {
            throw Problem.invalid("kind: must be FAILED, IN_DOUBT, UNANSWERED, NOT_RETURNED or BROKEN_GLASS.");
        }
    }

    private static String cursor(Case last) {
        return last.lane() + "~" + last.since() + "~"
                + (last.delivery() == null ? CaseStore.NO_DELIVERY : last.delivery());
    }

    private static CaseStore.Place place(String cursor) {
        if (cursor == null) {
            return null;
        }
        var parts = cursor.split("~");
        try {
            return new CaseStore.Place(Lane.valueOf(parts[0]), Instant.parse(parts[1]), Long.parseLong(parts[2]));
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException wrong) {
            throw Problem.invalid("after: \"" + cursor + "\" is no cursor of this list.");
        }
    }
}
