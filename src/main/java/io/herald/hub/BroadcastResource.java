package io.herald.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.herald.access.Caller;
import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.hub.Broadcasts.Released;
import io.herald.notice.IdempotencyKey;
import io.herald.platform.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The door for broadcasts. */
@Path("/api/congresses/{congress}/notices")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class BroadcastResource {
    /** Who is recorded where a machine calls. */
    private static final String MACHINE = "api";

    private final Broadcasts broadcasts;
    private final ObjectMapper json;
    private final Caller caller;

    BroadcastResource(Broadcasts broadcasts, ObjectMapper json, Caller caller) {
        this.broadcasts = broadcasts;
        this.json = json;
        this.caller = caller;
    }

    @POST
    @Needs(Right.RELEASE)
    @Path("/preview")
    @Operation(
            summary = "Look at a broadcast before it is released",
            description =
                    "Head-count, who is left out and why, missing values, forbidden words, parts, how dangerous it is, and exact texts"
                            + " for the delegates in `show`.")
    public Preview preview(@PathParam("congress") String congress, BroadcastRequest request) {
        return broadcasts.preview(congress, given(request));
    }

    @POST
    @Needs(Right.RELEASE)
    @Operation(
            summary = "Release a broadcast",
            description =
                    "201 with the notice; with an Idempotency-Key seen before, 200 with the notice of the first time. 202 when it waits"
                            + " for a second person to approve of it, with what that person sees; then `by`, the staff code of"
                            + " who asks, is needed.")
    public Response release(
            @PathParam("congress") String congress,
            @HeaderParam("Idempotency-Key") String key,
            @QueryParam("by") String by,
            BroadcastRequest request) {
        var released = broadcasts.release(congress, given(request), key(key, request), caller.by(by));
        var answer = new LinkedHashMap<String, Object>();
        answer.put("id", released.notice());
        return answer(released, answer);
    }

    private static Response answer(Released released, Map<String, Object> answer) {
        if (released.waiting() != null) {
            answer.put("waiting", released.waiting());
        }
        boolean nothingNew = released.again() || released.notice() == null;
        int fresh = released.waiting() == null ? 201 : 202;
        return Response.status(nothingNew ? 200 : fresh).entity(answer).build();
    }

    @POST
    @Needs(Right.RELEASE)
    @Path("/{notice}/stop")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Stop a notice",
            description =
                    "What has not left is withdrawn, what is not planned yet never will be. Stopping again changes nothing.")
    public Map<String, Boolean> stop(@PathParam("congress") String congress, @PathParam("notice") UUID notice) {
        return Map.of(
                "stopped", broadcasts.stop(congress, notice, caller.person().orElse(MACHINE)));
    }

    @POST
    @Needs(Right.RELEASE)
    @Path("/{notice}/correct")
    @Operation(
            summary = "Stop a wrong notice and put it right",
            description =
                    "The body is a broadcast without an audience: it goes to exactly those who have the wrong notice, or may"
                            + " have it. 201 with the correction and how many people get it; 200 with no id when the wrong one had reached"
                            + " nobody; 202 when the correction waits for a second person, while the wrong one is stopped.")
    public Response correct(
            @PathParam("congress") String congress,
            @PathParam("notice") UUID notice,
            @HeaderParam("Idempotency-Key") String key,
            @QueryParam("by") String by,
            BroadcastRequest request) {
        var corrected = broadcasts.correct(congress, notice, given(request), key(key, request), caller.by(by));
        var answer = new LinkedHashMap<String, Object>();
        answer.put("id", corrected.notice());
        answer.put("people", corrected.people());
        return answer(corrected, answer);
    }

    private Optional<IdempotencyKey> key(String key, BroadcastRequest request) {
        if (key == null) {
            return Optional.empty();
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(json.writeValueAsBytes(request));
            return Optional.of(new IdempotencyKey(key, HexFormat.of().formatHex(digest)));
        } catch (IllegalArgumentException wrong) {
            throw Problem.invalid(wrong.getMessage());
        } catch (JsonProcessingException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(
                    "what was read as JSON can be written, and every JVM has SHA-256", impossible);
        }
    }

    private static BroadcastRequest given(BroadcastRequest request) {
        if (request == null) {
            throw Problem.unreadable("The body is missing.");
        }
        return request;
    }
}
