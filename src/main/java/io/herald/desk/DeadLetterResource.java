package io.herald.desk;

import io.herald.access.Caller;
import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.platform.Db;
import io.herald.platform.Page;
import io.herald.platform.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What the broker or the hub gave up on, of all congresses: an event that cannot be read names none. */
@Path("/api/dead-letters")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class DeadLetterResource {
    private static final int MOST = 1000;
    private static final int LONGEST_NAME = 200;

    private final Db db;
    private final DeadLetterStore store;
    private final DeadLetters letters;
    private final Caller caller;

    DeadLetterResource(Db db, DeadLetterStore store, DeadLetters letters, Caller caller) {
        this.db = db;
        this.store = store;
        this.letters = letters;
        this.caller = caller;
    }

    @GET
    @Needs({Right.AUDIT, Right.DESK})
    @Operation(
            summary = "Messages nobody took, the newest first",
            description = "settled=false: those that wait for a person. Without their bodies.")
    public Page<DeadLetter> list(
            @QueryParam("settled") Boolean settled,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int size = Math.max(1, Math.min(limit, MOST));
        var before = after == null ? null : id(after, Problem.invalid("after: is no cursor of this list."));
        var found = db.read(tx -> store.page(tx, before, settled, size));
        return new Page<>(found, found.size() == size ? found.get(size - 1).id().toString() : null);
    }

    /** @param body its text, or null when it is none; then {@code base64} holds its bytes */
    record Opened(
            DeadLetter letter,
            String contentType,
            String messageId,
            Map<String, Object> headers,
            String body,
            String base64) {
        static Opened of(DeadLetter letter, Undelivered content) {
            var text = text(content.body());
            return new Opened(
                    letter,
                    content.contentType(),
                    content.messageId(),
                    content.headers().getMap(),
                    text,
                    text == null ? Base64.getEncoder().encodeToString(content.body()) : null);
        }

        private static String text(byte[] body) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(body))
                        .toString();
            } catch (CharacterCodingException noText) {
                return null;
            }
        }
    }

    @GET
    @Needs({Right.AUDIT, Right.DESK})
    @Path("/{id}")
    @Operation(summary = "One of them with all it held")
    public Opened open(@PathParam("id") String name) {
        var id = id(name, Problem.unknown("dead letter", name));
        return db.read(tx -> store.find(tx, id)
                        .flatMap(letter -> store.content(tx, id).map(content -> Opened.of(letter, content))))
                .orElseThrow(() -> Problem.unknown("dead letter", id));
    }

    @POST
    @Needs(Right.DESK)
    @Path("/{id}/retry")
    @Operation(
            summary = "Publish it again where it was published",
            description =
                    "Once: 409 when it was settled before. 503: the broker does not take it, and it waits as before."
                            + " Refused again, it comes back as a new one.")
    public DeadLetter retry(@PathParam("id") String name, @QueryParam("by") @DefaultValue("") String by) {
        var id = id(name, Problem.unknown("dead letter", name));
        letters.retry(id, named(by));
        return line(id);
    }

    @POST
    @Needs(Right.DESK)
    @Path("/{id}/discard")
    @Operation(
            summary = "Let it go",
            description = "by: who decides. It stays in the list as discarded. 409 when it was settled before.")
    public DeadLetter discard(@PathParam("id") String name, @QueryParam("by") @DefaultValue("") String by) {
        var id = id(name, Problem.unknown("dead letter", name));
        letters.discard(id, named(by));
        return line(id);
    }

    private String named(String by) {
        if (by.length() > LONGEST_NAME || by.indexOf('\0') >= 0) {
            throw Problem.invalid("by: at most " + LONGEST_NAME + " characters, none of them NUL.");
        }
        return caller.by(by.strip());
    }

    private DeadLetter line(UUID id) {
        return db.read(tx -> store.find(tx, id)).orElseThrow(() -> Problem.unknown("dead letter", id));
    }

    private static UUID id(String text, Problem otherwise) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw otherwise;
        }
    }
}
