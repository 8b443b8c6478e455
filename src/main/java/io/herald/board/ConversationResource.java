package io.herald.board;

import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.platform.Db;
import io.herald.platform.Page;
import io.herald.platform.Problem;
import io.herald.roster.OwnPeople;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** One delegate's conversation by SMS, in both directions. */
@Path("/api/congresses/{congress}/delegates/{delegate}/conversation")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class ConversationResource {
    private final Db db;
    private final HistoryStore histories;
    private final ConversationStore conversations;
    private final OwnPeople own;

    ConversationResource(Db db, HistoryStore histories, ConversationStore conversations, OwnPeople own) {
        this.own = own;
        this.db = db;
        this.histories = histories;
        this.conversations = conversations;
    }

    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Operation(
            summary = "What was written to a delegate and what they wrote, the newest first",
            description = "SMS that left, and messages from the number at which this congress wrote to them last.")
    public Page<ConversationStore.Line> page(
            @PathParam("congress") String congress,
            @PathParam("delegate") String delegate,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int size = Cursor.size(limit);
        var place = place(after);
        var lines = db.read(tx -> {
            var id = histories
                    .delegate(tx, congress, delegate)
                    .filter(own.of(tx, congress)::have)
                    .orElseThrow(() -> Problem.unknown("delegate", delegate));
            return conversations.page(tx, congress, id, place, size);
        });
        return new Page<>(lines, lines.size() == size ? cursor(lines.get(size - 1)) : null);
    }

    private static String cursor(ConversationStore.Line last) {
        return last.at() + "~" + last.key();
    }

    private static ConversationStore.Place place(String cursor) {
        if (cursor == null) {
            return null;
        }
        var parts = cursor.split("~", 2);
        try {
            return new ConversationStore.Place(Instant.parse(parts[0]), parts[1]);
        } catch (DateTimeException | ArrayIndexOutOfBoundsException wrong) {
            throw Problem.invalid("after: \"" + cursor + "\" is no cursor of this list.");
        }
    }
}
