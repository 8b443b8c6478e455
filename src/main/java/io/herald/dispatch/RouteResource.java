package io.herald.dispatch;

import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.dispatch.Ways.Way;
import io.herald.platform.HubClock;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How the routes are, as the node that answers sees them. */
@Path("/api/routes")
@Produces(MediaType.APPLICATION_JSON)
class RouteResource {
    private final Node node;
    private final HubClock clock;
    private final Ways ways;

    RouteResource(Node node, HubClock clock, Ways ways) {
        this.node = node;
        this.clock = clock;
        this.ways = ways;
    }

    /** What one node sees. */
    record View(UUID node, Instant at, List<Line> routes) {}

    /**
     * One route, in failover order.
     *
     * @param window how many calls a returning route gets at once, null for a route that is well
     * @param pausedUntil null unless it is paused
     * @param recentCalls calls that came back in the last 30 s, or are in the air for too long
     * @param heldUntil until when it is slowed because its provider said "too fast", null when it is not
     */
    record Line(
            String name,
            String kind,
            boolean live,
            double perSecond,
            RouteHealth.State state,
            Integer window,
            Instant pausedUntil,
            int recentCalls,
            int recentFailures,
            Instant heldUntil) {}

    @GET
    @Needs(value = Right.READ, ownPeople = true, ownCongress = true)
    @Operation(
            summary = "How the SMS routes are",
            description = "As this node sees them: each node has its own view of their health.")
    public View routes() {
        var now = clock.instant();
        return new View(
                node.id(), now, ways.all().stream().map(way -> line(way, now)).toList());
    }

    private static Line line(Way way, Instant now) {
        var standing = way.health().standing(way.window());
        return new Line(
                way.route().name(),
                way.route().kind(),
                way.route().abilities().live(),
                way.perSecond(),
                standing.state(),
                standing.window(),
                from(now, standing.pause()),
                standing.recentCalls(),
                standing.recentFailures(),
                from(now, way.throttle().held()));
    }

    private static Instant from(Instant now, Duration ahead) {
        return ahead.isZero() ? null : now.plus(ahead);
    }
}
