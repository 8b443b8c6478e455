package io.herald.provider;

import io.herald.platform.PlatformConfig;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import java.util.UUID;

/** The configured ways out, in failover order. A mistake in the configuration ends the start with a sentence naming the setting. */
@ApplicationScoped
public class Routes {
    private final SmsConfig config;
    private final String publicUrl;
    private final Map<String, ProviderKind> kinds = new LinkedHashMap<>();
    private final Map<String, Route> routes = new LinkedHashMap<>();

    /** @throws ConfigurationException when a route cannot be made as configured */
    Routes(SmsConfig config, PlatformConfig platform, @All List<ProviderKind> kinds) {
        this.config = config;
        this.publicUrl = platform.publicUrl().toString();
        kinds.forEach(kind -> this.kinds.put(kind.kind(), kind));
        for (var name : config.order()) {
            if (routes.put(name, make(name)) != null) {
                throw new ConfigurationException("herald.sms.order names the route " + name + " twice.");
            }
        }
        if (routes.isEmpty()) {
            throw new ConfigurationException("herald.sms.order names no route.");
        }
    }

    /** Makes the routes while the hub starts, not at the first SMS. */
    void start(@Observes StartupEvent event) {
        inOrder();
    }

    /** Every route, the preferred first. */
    public List<Route> inOrder() {
        return List.copyOf(routes.values());
    }

    /**
     * The routes a congress may use, in order: a sample congress only those that reach no real phone; any other only live ones
     * once there is one, for a simulated phone would report as delivered what nobody read.
     */
    public List<Route> usableBy(boolean sampleCongress) {
        boolean live = !sampleCongress
                && routes.values().stream().anyMatch(route -> route.abilities().live());
        return routes.values().stream()
                .filter(route -> route.abilities().live() == live)
                .toList();
    }

    /** @throws NoSuchElementException when no such route is configured any more */
    public Route get(String name) {
        var route = routes.get(name);
        if (route == null) {
            throw new NoSuchElementException("there is no SMS route " + name);
        }
        return route;
    }

    /** Whether a route of this name is configured: attempts may name one that no longer is. */
    public boolean has(String name) {
        return routes.containsKey(name);
    }

    /** The settings of a route: its pace and how many calls it takes at once. */
    public SmsConfig.RouteConfig settings(String name) {
        get(name);
        return config.routes().get(name);
    }

    /** @throws NoSuchElementException when no provider of that kind is known: a callback to a wrong address */
    public ProviderKind kind(String kind) {
        var found = kinds.get(kind);
        if (found == null) {
            throw new NoSuchElementException("there is no kind of SMS provider " + kind);
        }
        return found;
    }

    /** Where this route's provider reports what became of an attempt. */
    public URI callback(Route route, UUID attempt) {
        return URI.create(publicUrl + "/hooks/" + route.kind() + "/status?attempt=" + attempt);
    }

    private Route make(String name) {
        var settings = config.routes().get(name);
        var setting = "herald.sms.routes." + name + ".";
        if (settings == null) {
            throw new ConfigurationException(
                    "herald.sms.order names the route " + name + ", but " + setting + "kind is not set.");
        }
        var kind = settings.kind().orElse(name);
        if (!kinds.containsKey(kind)) {
            throw new ConfigurationException(
                    setting + "kind is " + kind + ", but only " + new TreeSet<>(kinds.keySet()) + " are known.");
        }
        demand(settings.perSecond() > 0, setting + "per-second");
        demand(settings.concurrency() > 0, setting + "concurrency");
        demand(settings.perNumberMinute().orElse(1) > 0, setting + "per-number-minute");
        demand(settings.perNumberHour().orElse(1) > 0, setting + "per-number-hour");
        demand(settings.perNumberDay().orElse(1) > 0, setting + "per-number-day");
        if (!(settings.perNumberUrgent() >= 0 && settings.perNumberUrgent() <= 1)) {
            throw new ConfigurationException(setting + "per-number-urgent must be between 0 and 1.");
        }
        demand(settings.connectTimeout().compareTo(Duration.ZERO) > 0, setting + "connect-timeout");
        demand(settings.requestTimeout().compareTo(Duration.ZERO) > 0, setting + "request-timeout");
        try {
            return kinds.get(kind).route(name, settings);
        } catch (IllegalArgumentException mistake) {
            throw new ConfigurationException(setting + mistake.getMessage(), mistake);
        }
    }

    private static void demand(boolean positive, String setting) {
        if (!positive) {
            throw new ConfigurationException(setting + " must be above zero.");
        }
    }
}
