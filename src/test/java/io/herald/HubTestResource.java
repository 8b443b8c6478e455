package io.herald;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a hub under {@code @QuarkusTest} a new database, which the hub migrates itself: {@code @QuarkusTestResource(HubTestResource.class)}. */
public final class HubTestResource implements QuarkusTestResourceLifecycleManager {
    private TestDatabase database;

    @Override
    public Map<String, String> start() {
        database = TestDatabase.empty();
        return Map.of(
                "herald.database.embedded", "false",
                "quarkus.datasource.reactive.url", database.url(),
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.username", database.username(),
                "quarkus.datasource.password", database.password());
    }

    /** The hub is gone by now, and with it what its reactive client needs to close anything in order. */
    @Override
    public void stop() {
        database.drop();
    }
}
