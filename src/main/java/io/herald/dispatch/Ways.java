package io.herald.dispatch;

import io.herald.notice.Batch;
import io.herald.plan.Lane;
import io.herald.provider.Route;
import io.herald.provider.Routes;
import io.herald.provider.SmsConfig;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes as this node uses them: each with its pace, its health and its bounded threads. */
@ApplicationScoped
class Ways {
    /**
     * A route in use.
     *
     * @param window how many calls fly at once: the route's concurrency, and no more than a second's worth of its pace, so that
     *     a stop holds within a second
     */
    record Way(
            Route route, Pace pace, Throttle throttle, RouteHealth health, Calls calls, int window, double perSecond) {
        /** Whether calls may go out over it now, or soon. */
        boolean open() {
            return !health.isPaused() && !throttle.heldForLong();
        }
    }

    /** A worker's leave to send one window over a route; given back when the window is settled. */
    record Turn(Way way, RouteHealth.Leave leave) implements AutoCloseable {
        int calls() {
            return leave.calls();
        }

        /** Whether calls that were not made yet should still be made. */
        boolean holds() {
            return way.health().holds(leave) && !way.throttle().heldForLong();
        }

        @Override
        public void close() {
            way.health().giveBack(leave);
        }
    }

    private static final Duration SOON = Duration.ofMillis(250);

    private final Routes routes;
    private final Map<String, Way> ways = new LinkedHashMap<>();

    Ways(Routes routes, Pacing pacing, Node node, DispatchConfig config) {
        this.routes = routes;
        for (var route : routes.inOrder()) {
            var settings = routes.settings(route.name());
            ways.put(
                    route.name(),
                    new Way(
                            route,
                            pacing.of(route.name(), settings.perSecond(), node::redisFailed),
                            new Throttle(),
                            new RouteHealth(limits(config, settings)),
                            new Calls(route.name(), settings.concurrency()),
                            window(settings),
                            settings.perSecond()));
        }
    }

    /**
     * The next window's way out: the first route in good health that a congress may use, the one to avoid last. A route that
     * returns takes a little; what it does not take yet goes on over the next one.
     */
    Optional<Turn> choose(boolean sampleCongress, Batch batch) {
        var usable = usableBy(sampleCongress);
        var inOrder = usable.stream()
                .filter(way -> !way.throttle().heldForLong())
                .sorted(Comparator.comparing(way -> way.route().name().equals(batch.avoidRoute())))
                .toList();
        for (var way : inOrder) {
            var turn = turn(way, batch.lane(), usable);
            if (turn.isPresent()) {
                return turn;
            }
        }
        return Optional.empty();
    }

    private static Optional<Turn> turn(Way way, Lane lane, List<Way> usable) {
        boolean urgentElsewhere = lane == Lane.URGENT
                && usable.stream()
                        .anyMatch(other ->
                                other != way && other.open() && other.health().isWell());
        return way.health().admit(way.window(), urgentElsewhere).map(leave -> new Turn(way, leave));
    }

    /** How long a batch that found no way out should wait before it asks again. */
    Duration pause(boolean sampleCongress) {
        return usableBy(sampleCongress).stream()
                .map(way -> way.throttle().heldForLong()
                        ? Throttle.LONGEST
                        : longer(way.health().untilWorthAsking(way.window()), SOON))
                .min(Comparator.naturalOrder())
                .orElse(Throttle.LONGEST);
    }

    private List<Way> usableBy(boolean sampleCongress) {
        return routes.usableBy(sampleCongress).stream()
                .map(route -> ways.get(route.name()))
                .toList();
    }

    /** Whether another route could carry now what this one cannot. */
    boolean another(Way way) {
        boolean live = way.route().abilities().live();
        return ways.values().stream()
                .anyMatch(other -> other != way && other.route().abilities().live() == live && other.open());
    }

    /** Parts a second over all routes. */
    double perSecond() {
        return ways.values().stream().mapToDouble(Way::perSecond).sum();
    }

    List<Way> all() {
        return List.copyOf(ways.values());
    }

    private static int window(SmsConfig.RouteConfig settings) {
        return (int) Math.max(1, Math.min(settings.concurrency(), settings.perSecond()));
    }

    /** Half its time-out is long for a call: the other half is left to take another route before urgent notices are late. */
    private static RouteHealth.Limits limits(DispatchConfig config, SmsConfig.RouteConfig settings) {
        return new RouteHealth.Limits(
                config.failuresBeforePause(),
                config.pause(),
                config.longestPause(),
                settings.requestTimeout().dividedBy(2));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    void stop(@Observes ShutdownEvent event) {
        ways.values().forEach(way -> way.calls().shutdown());
    }
}
