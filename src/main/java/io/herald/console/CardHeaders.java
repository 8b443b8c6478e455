package io.herald.console;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** A card's address is its secret: nothing keeps it, passes it on, lists it, or runs in it. Refusals included. */
public class CardHeaders {
    private static final Map<String, String> HEADERS = Map.of(
            "Cache-Control", "no-store",
            "Referrer-Policy", "no-referrer",
            "X-Robots-Tag", "noindex, nofollow",
            "X-Content-Type-Options", "nosniff",
            "Vary", "Accept",
            "Content-Security-Policy",
                    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
                            + " frame-ancestors 'none'");

    @ServerResponseFilter
    public void add(ContainerRequestContext request, ContainerResponseContext response) {
        var path = request.getUriInfo().getPath();
        if (path.matches("/?c(/.*)?")) {
            HEADERS.forEach((name, value) -> response.getHeaders().putSingle(name, value));
        }
    }
}
