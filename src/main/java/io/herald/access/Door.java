package io.herald.access;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * The one place that says who comes in. Every call to the API is a machine's with its key or a person's with their session, and
 * passes if the method it is for {@link Needs} no more than they have. Provider callbacks are signed, and cards are secret
 * addresses: they are not below {@code /api} and pass.
 */
public class Door {
    private static final String BEARER = "bearer ";

    private final Keys keys;
    private final Sessions sessions;
    private final OwnPages pages;
    private final Caller caller;

    Door(Keys keys, Sessions sessions, OwnPages pages, Caller caller) {
        this.keys = keys;
        this.sessions = sessions;
        this.pages = pages;
        this.caller = caller;
    }

    @ServerRequestFilter
    public void check(ContainerRequestContext request, ResourceInfo resource) {
        var method = resource.getResourceMethod();
        if (!guarded(resource.getResourceClass()) || method.isAnnotationPresent(Open.class)) {
            return;
        }
        var identity = identify(request).orElseThrow(Refusals::unknown);
        var congress = request.getUriInfo().getPathParameters().getFirst("congress");
        admit(identity, method.getAnnotation(Needs.class), congress);
        caller.is(identity);
    }

    /** By where the method is declared, and not by how its address was written in this call. */
    private static boolean guarded(Class<?> resource) {
        var path = resource.getAnnotation(Path.class);
        return path == null || path.value().startsWith("/api");
    }

    /** A key comes before a cookie: no page of another site can make a browser send one. */
    private Optional<Identity> identify(ContainerRequestContext request) {
        var header = request.getHeaderString("Authorization");
        if (header != null) {
            return header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                    ? keys.identify(header.substring(BEARER.length()).strip())
                    : Optional.empty();
        }
        var identity = sessions.identify(request.getCookies());
        if (identity.isPresent() && !pages.sent(request)) {
            throw Refusals.crossSite();
        }
        return identity;
    }

    /** @param congress the path's, null where it has none */
    static void admit(Identity identity, Needs needs, String congress) {
        var rights = needs == null ? new Right[] {Right.ADMIN} : needs.value();
        admitOnly(identity, rights);
        if (Arrays.equals(rights, new Right[] {Right.SELF})) {
            return;
        }
        identity.owes().stream().sorted().findFirst().ifPresent(duty -> {
            throw Refusals.duty(duty);
        });
        boolean ownCongress = congress == null ? needs != null && needs.ownCongress() : identity.isOf(congress);
        if (identity.congress() != null && !ownCongress) {
            throw Refusals.congress(identity.congress());
        }
        if (!identity.scope().everybody() && (needs == null || !needs.ownPeople())) {
            throw Refusals.scope();
        }
    }

    private static void admitOnly(Identity identity, Right... oneOf) {
        if (Arrays.stream(oneOf).noneMatch(identity::may)) {
            throw Refusals.right(oneOf);
        }
    }
}
