package io.herald.dispatch;

import io.herald.provider.Route;
import io.herald.provider.Routes;
import io.herald.provider.SmsConfig;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
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
    record Way(Route route, Pace pace, RouteHealth health, Calls calls, int window, double perSecond) {}

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
                            new RouteHealth(config.failuresBeforePause(), config.pause()),
                            new Calls(route.name(), settings.concurrency()),
                            window(settings),
                            settings.perSecond()));
        }
    }

    /** The first healthy route that a congress may use, {@code avoided} only when there is no other. */
    Optional<Way> choose(boolean sampleCongress, String avoided, Instant now) {
        var usable = routes.usableBy(sampleCongress).stream()
                .map(route -> ways.get(route.name()))
                .filter(way -> way.health().usable(now))
                .toList();
        return usable.stream()
                .filter(way -> !way.route().name().equals(avoided))
                .findFirst()
                .or(() -> usable.stream().findFirst());
    }

    /** Whether another route could carry what this one cannot. */
    boolean another(Way way) {
        boolean live = way.route().abilities().live();
        return ways.values().stream()
                .anyMatch(other -> other != way && other.route().abilities().live() == live);
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

    void stop(@Observes ShutdownEvent event) {
        ways.values().forEach(way -> way.calls().shutdown());
    }
}
