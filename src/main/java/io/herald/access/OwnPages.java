package io.herald.access;

import io.herald.platform.PlatformConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.Set;

/**
 * Whether a call that a cookie opens comes from a page of this hub, and not from one that a browser was lured to. The cookie is
 * {@code SameSite=Strict} already; this holds where a neighbour of the same site is hostile. Browsers say by themselves where a
 * call comes from, for forms and scripts alike, so no page has to carry a token.
 */
@ApplicationScoped
class OwnPages {
    /** They change nothing, and no page of another site can read their answers. */
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    private final String origin;

    OwnPages(PlatformConfig config) {
        this.origin = origin(config.publicUrl());
    }

    boolean sent(ContainerRequestContext request) {
        return HARMLESS.contains(request.getMethod())
                || sent(request.getHeaderString("Sec-Fetch-Site"), request.getHeaderString("Origin"));
    }

    /** Whether somebody may sign in so: a page of another site must not do it for them. Who says nothing is no browser. */
    boolean mayStart(String fetchSite, String from) {
        return fetchSite == null && from == null || sent(fetchSite, from);
    }

    /** Browsers that do not say {@code Sec-Fetch-Site}, and all of them over plain HTTP, say {@code Origin}. */
    private boolean sent(String fetchSite, String from) {
        return fetchSite == null ? origin.equals(from) : fetchSite.equals("same-origin");
    }

    private static String origin(URI url) {
        var port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port;
    }
}
