package io.herald.hub;

import io.herald.access.Caller;
import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.event.Envelope;
import io.herald.event.EventCodec;
import io.herald.event.Fate;
import io.herald.event.Inbox;
import io.herald.platform.Db;
import io.herald.platform.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The HTTP door for events: CloudEvents 1.0, structured, binary or in batches. */
@Path("/api/events")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class EventResource {
    private final EventCodec codec;
    private final Narrator narrator;
    private final Inbox inbox;
    private final Db db;
    private final Caller caller;

    EventResource(EventCodec codec, Narrator narrator, Inbox inbox, Db db, Caller caller) {
        this.codec = codec;
        this.narrator = narrator;
        this.inbox = inbox;
        this.db = db;
        this.caller = caller;
    }

    @POST
    @Needs(
            value = {Right.EVENTS, Right.SECURITY_EVENTS},
            ownCongress = true)
    @Operation(
            summary = "Take events in",
            description =
                    "Answered after the commit: 200 with the fate of each. A batch takes effect whole or not at all."
                            + " 400: no CloudEvent. 409: this source and id came with other content. 422: not understood, with the reason.")
    public Response take(@Context HttpHeaders headers, byte[] body) {
        var type = headers.getMediaType();
        var mode = type == null ? "" : type.getType() + "/" + type.getSubtype();
        if (mode.equals(EventCodec.BATCH)) {
            return Response.ok(narrator.tell(allowed(codec.batch(body)))).build();
        }
        return Response.ok(narrator.tell(allowed(List.of(single(mode, headers, body))))
                        .get(0))
                .build();
    }

    /** Every one of them, or none: a batch takes effect whole. */
    private List<Envelope> allowed(List<Envelope> events) {
        events.forEach(event ->
                caller.need(event.type().isSecurity() ? Right.SECURITY_EVENTS : Right.EVENTS, event.congress()));
        return events;
    }

    private Envelope single(String mode, HttpHeaders headers, byte[] body) {
        if (mode.equals(EventCodec.STRUCTURED)) {
            return codec.structured(body);
        }
        if (headers.getHeaderString("ce-specversion") == null) {
            throw Problem.unreadable("A CloudEvent comes as " + EventCodec.STRUCTURED + ", as " + EventCodec.BATCH
                    + ", or in binary mode with ce- headers (ce-specversion is missing).");
        }
        return codec.binary(lowerCase(headers), body);
    }

    private static Map<String, String> lowerCase(HttpHeaders headers) {
        return headers.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> header.getValue().get(0),
                        (first, second) -> first));
    }

    @GET
    @Needs(
            value = {Right.READ, Right.EVENTS, Right.SECURITY_EVENTS},
            ownCongress = true)
    @Operation(summary = "The fate of an event", description = "By its source and id exactly as they were sent.")
    public Fate named(@QueryParam("source") String source, @QueryParam("id") String id) {
        if (source == null || id == null) {
            throw Problem.invalid("source, id: both are needed.");
        }
        return fateOf(id, List.of(source));
    }

    @GET
    @Needs(
            value = {Right.READ, Right.EVENTS, Right.SECURITY_EVENTS},
            ownCongress = true)
    @Path("/{sourceAndId:.+}")
    @Operation(
            summary = "The fate of an event",
            description = "/api/events/{source}/{id}; encode the slashes of the source or leave them, both work.")
    public Fate fate(@PathParam("sourceAndId") String sourceAndId) {
        int slash = sourceAndId.lastIndexOf('/');
        if (slash < 0) {
            throw Problem.unknown("event", sourceAndId);
        }
        var source = sourceAndId.substring(0, slash);
        return fateOf(
                sourceAndId.substring(slash + 1), List.of(source, "/" + source, source.replaceFirst(":/", "://")));
    }

    /** Doubled slashes may be made one on their way through a path, so a source is looked for in each way it may have been. */
    private Fate fateOf(String id, List<String> sources) {
        return db.read(tx -> sources.stream()
                        .flatMap(source -> inbox.fate(tx, source, id).stream())
                        .findFirst())
                .filter(fate -> caller.isOf(fate.congress()))
                .orElseThrow(() -> Problem.unknown("event", id + " of " + sources.get(0)));
    }
}
