package io.herald.platform;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What every answer tells a browser, refusals and files included: run nothing in it, put it in no frame, pass its address on to
 * nobody, and keep nothing of the API. An answer that says so in other words keeps its own.
 */
@ApplicationScoped
class SafeAnswers {
    private static final int FIRST_OF_ALL = 1_001;

    private final Map<String, String> headers = new LinkedHashMap<>();

    SafeAnswers(PlatformConfig config) {
        headers.put(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        if ("https".equals(config.publicUrl().getScheme())) {
            headers.put("Strict-Transport-Security", "max-age=31536000");
        }
    }

    void install(@Observes Filters filters) {
        filters.register(this::add, FIRST_OF_ALL);
    }

    private void add(RoutingContext call) {
        headers.forEach((name, value) -> call.response().putHeader(name, value));
        if (call.normalizedPath().startsWith("/api")) {
            call.response().putHeader("Cache-Control", "no-store");
        }
        call.next();
    }
}
