package io.herald.hub;

import io.herald.access.Caller;
import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.dispatch.Loops;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Answers to what people wrote by SMS. */
@Path("/api/congresses/{congress}/inbound/{message}/answer")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ReplyResource {
    private static final int LONGEST = 300;

    private final Db db;
    private final HubClock clock;
    private final Replies replies;
    private final Loops loops;
    private final Caller caller;

    ReplyResource(Db db, HubClock clock, Replies replies, Loops loops, Caller caller) {
        this.caller = caller;
        this.db = db;
        this.clock = clock;
        this.replies = replies;
        this.loops = loops;
    }

    /** @param by code of the staff person who answers */
    record Answer(String by, String text) {}

    @POST
    @Needs(value = Right.DESK, ownPeople = true)
    @Operation(
            summary = "Answer what somebody wrote",
            description =
                    "One SMS to that person, and the conversation ends. 404: it is not of one of their people. 409: it"
                            + " waits for nobody any more.")
    public Map<String, UUID> answer(
            @PathParam("congress") String congress, @PathParam("message") long message, Answer answer) {
        if (answer == null) {
            throw Problem.unreadable("The body is missing.");
        }
        var by = said("by", caller.by(answer.by()));
        var text = said("text", answer.text());
        var notice = db.inTransaction(tx -> replies.answer(tx, congress, message, by, text, clock.instant()));
        loops.wake();
        return Map.of("notice", notice);
    }

    private static String said(String field, String value) {
        if (value == null || value.isBlank()) {
            throw Problem.invalid(field + " is missing.");
        }
        if (value.length() > LONGEST || value.indexOf('\0') >= 0) {
            throw Problem.invalid(field + ": at most " + LONGEST + " characters, and none of them NUL.");
        }
        return value.strip();
    }
}
