package io.herald.hub;

import io.herald.access.Keys;
import io.herald.platform.StartRefused;
import io.herald.provider.Route;
import io.herald.provider.Routes;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What must hold before anything is taken in or sent. */
@ApplicationScoped
class StartupChecks {
    /** Before the first key is made, and before anything turns by itself. */
    private static final int FIRST_OF_ALL = -1_000;

    private final Routes routes;
    private final Keys keys;

    StartupChecks(Routes routes, Keys keys) {
        this.routes = routes;
        this.keys = keys;
    }

    /** @throws StartRefused when real phones could be reached and nobody was ever given a key */
    void look(@Observes @Priority(FIRST_OF_ALL) StartupEvent start) {
        var live = routes.inOrder().stream()
                .filter(route -> route.abilities().live())
                .map(Route::name)
                .findFirst();
        if (live.isPresent() && !keys.any()) {
            throw new StartRefused("The route " + live.get() + " reaches real phones, and this hub has no key yet:"
                    + " start it once without " + live.get() + " in herald.sms.order and keep the key it shows,"
                    + " or set herald.bootstrap-key.");
        }
    }
}
