package io.herald.access;

import io.herald.platform.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Every call to the API needs a key. Provider callbacks are signed, and cards are secret addresses: they pass. */
public class Door {
    private static final String BEARER = "bearer ";

    private final Keys keys;

    Door(Keys keys) {
        this.keys = keys;
    }

    @ServerRequestFilter
    public void check(ContainerRequestContext request) {
        var path = request.getUriInfo().getPath();
        if (guarded(path.startsWith("/") ? path : "/" + path) && !opened(request.getHeaderString("Authorization"))) {
            throw new Problem(401, "Key needed", "Send a key of this hub as Authorization: Bearer <key>.");
        }
    }

    private static boolean guarded(String path) {
        return path.equals("/api") || path.startsWith("/api/");
    }

    private boolean opened(String header) {
        return header != null
                && header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                && keys.opens(header.substring(BEARER.length()).strip());
    }
}
