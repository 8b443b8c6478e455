package io.herald.provider.sandbox;

import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.notice.Progress;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Page;
import io.herald.platform.Problem;
import io.herald.provider.Inbound;
import io.herald.provider.ReportSink;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The simulated phones, as somebody holding them would see them. */
@Path("/api/sandbox")
@Blocking
public class SandboxResource {
    private static final int MOST = 1000;

    private final Db db;
    private final SandboxMessageStore messages;
    private final List<ReportSink> sinks;
    private final HubClock clock;

    SandboxResource(Db db, SandboxMessageStore messages, @All List<ReportSink> sinks, HubClock clock) {
        this.db = db;
        this.messages = messages;
        this.sinks = sinks;
        this.clock = clock;
    }

    /** @param progress how far the message is now */
    public record OnPhone(
            UUID attempt, String route, String text, int parts, Instant acceptedAt, Progress progress, int copies) {}

    public record Reply(String text) {}

    public record Replied(String ref) {}

    @GET
    @Needs(Right.READ)
    @Path("summary")
    public SandboxSummary summary() {
        return db.read(messages::summary);
    }

    @GET
    @Needs(Right.READ)
    @Path("phones")
    public Page<SandboxPhone> phones(
            @QueryParam("after") @DefaultValue("") String after, @QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.invalid("limit must be between 1 and " + MOST + ".");
        }
        var phones = db.read(tx -> messages.phones(tx, after, limit));
        return new Page<>(
                phones, phones.size() < limit ? null : phones.get(limit - 1).phone());
    }

    @GET
    @Needs(Right.READ)
    @Path("phones/{phone}")
    public List<OnPhone> messages(@PathParam("phone") String phone) {
        var now = clock.instant();
        return held(phone).stream().map(message -> onPhone(message, now)).toList();
    }

    /** Answers from a simulated phone, as its owner would. */
    @POST
    @Needs(Right.DESK)
    @Path("phones/{phone}/reply")
    public Replied reply(@PathParam("phone") String phone, Reply reply) {
        if (reply == null || reply.text() == null || reply.text().isBlank()) {
            throw Problem.invalid("text must be set.");
        }
        if (sinks.isEmpty()) {
            throw new Problem(503, "Not ready", "Nothing in this hub takes messages from phones.");
        }
        var held = held(phone);
        var inbound = new Inbound(
                held.get(held.size() - 1).route(),
                "SB" + UUID.randomUUID(),
                phone,
                SandboxKind.KIND,
                reply.text(),
                Inbound.Wish.UNSAID);
        sinks.forEach(sink -> sink.receive(inbound));
        return new Replied(inbound.ref());
    }

    private List<SandboxMessage> held(String phone) {
        var held = db.read(tx -> messages.ofPhone(tx, phone));
        if (held.isEmpty()) {
            throw new Problem(404, "Not found", "No message was ever accepted for this phone.");
        }
        return held;
    }

    private static OnPhone onPhone(SandboxMessage message, Instant now) {
        return new OnPhone(
                message.attempt(),
                message.route(),
                message.text(),
                message.parts(),
                message.acceptedAt(),
                message.at(now),
                message.copies());
    }
}
