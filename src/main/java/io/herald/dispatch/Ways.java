package io.herald.dispatch;

import io.herald.plan.Lane;
import io.herald.provider.Route;
import io.herald.provider.Routes;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** The routes as this node uses them: each with its pace, its health and its bounded threads. */
@ApplicationScoped
class Ways {
    /**
     * A route in use. Each lane has threads of its own: routine calls that wait for the pace must not keep an urgent one from
     * even asking for it. Both share {@code open}, the calls the route takes at once.
     *
     * @param window how many calls fly at once: the route's concurrency
     */
    record Way(
            Route route,
            Pace pace,
            RouteHealth health,
            Map<Lane, ExecutorService> threads,
            Semaphore open,
            int window,
            double perSecond) {
        static Way of(Route route, Pace pace, RouteHealth health, int concurrency, double perSecond) {
            var threads = new EnumMap<Lane, ExecutorService>(Lane.class);
            for (var lane : Lane.values()) {
                threads.put(lane, Executors.newFixedThreadPool(concurrency, named(route.name(), lane)));
            }
            return new Way(route, pace, health, threads, new Semaphore(concurrency, true), concurrency, perSecond);
        }
    }

    private final Routes routes;
    private final Map<String, Way> ways = new LinkedHashMap<>();

    Ways(Routes routes, DispatchConfig config) {
        this.routes = routes;
        for (var route : routes.inOrder()) {
            var settings = routes.settings(route.name());
            ways.put(
                    route.name(),
                    Way.of(
                            route,
                            new Pace(settings.perSecond()),
                            new RouteHealth(config.failuresBeforePause(), config.pause()),
                            settings.concurrency(),
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

    /** Parts a second over all routes. */
    double perSecond() {
        return ways.values().stream().mapToDouble(Way::perSecond).sum();
    }

    List<Way> all() {
        return List.copyOf(ways.values());
    }

    void stop(@Observes ShutdownEvent event) {
        ways.values().forEach(way -> way.threads().values().forEach(ExecutorService::shutdown));
    }

    private static ThreadFactory named(String route, Lane lane) {
        var count = new AtomicInteger();
        return task -> {
            var thread = new Thread(
                    task, "sms-" + route + "-" + lane.name().toLowerCase(Locale.ROOT) + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
