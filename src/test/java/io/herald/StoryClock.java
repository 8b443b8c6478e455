package io.herald;

import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A hub on a database whose clock a story sets: {@code @QuarkusTestResource(StoryClock.class)}. The hub's clock is PostgreSQL's, so it
 * is enough that the database's own functions for the time, found before PostgreSQL's in the search path, say what the story says.
 */
public final class StoryClock implements QuarkusTestResourceLifecycleManager {
    private static final String CLOCK = """
            create schema story;
            create table story.clock (ahead interval not null);
            insert into story.clock values (interval '0');
            create function story.clock_timestamp() returns timestamptz language sql volatile
                as 'select pg_catalog.clock_timestamp() + ahead from story.clock';
            create function story.now() returns timestamptz language sql stable
                as 'select pg_catalog.now() + ahead from story.clock';
            """;

    private final HubTestResource hub = new HubTestResource();

    @Override
    public Map<String, String> start() {
        var settings = hub.start();
        var url = settings.get("quarkus.datasource.jdbc.url");
        try (var connection = DriverManager.getConnection(
                url, settings.get("quarkus.datasource.username"), settings.get("quarkus.datasource.password"))) {
            var statement = connection.createStatement();
            statement.execute(CLOCK);
            statement.execute("alter database " + url.substring(url.lastIndexOf('/') + 1)
                    + " set search_path = public, story, pg_catalog");
        } catch (SQLException failure) {
            throw new IllegalStateException("the database got no clock of its own", failure);
        }
        return settings;
    }

    @Override
    public void stop() {
        hub.stop();
    }

    /** It is this moment, and time goes on from there. Only ever later: what has happened has happened. */
    public static void itIs(Instant moment, Db db, HubClock clock) {
        var ahead = Duration.between(Instant.now(), moment);
        if (moment.isBefore(clock.instant())) {
            throw new IllegalArgumentException("it is later already than " + moment);
        }
        db.transact(
                tx -> tx.update("update story.clock set ahead = make_interval(secs => $1)", ahead.toMillis() / 1000.0));
        clock.follow(moment);
    }
}
