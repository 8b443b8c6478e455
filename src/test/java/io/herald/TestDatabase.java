package io.herald;

import io.herald.platform.Db;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.Flyway;

/**
 * A database of its own for one test class, migrated, on a real PostgreSQL with fsync on, in a session zone that is not UTC:
 *
 * <pre>
 * private static final TestDatabase DATABASE = TestDatabase.fresh();
 * private final Db db = DATABASE.db();
 *
 * &#64;AfterAll
 * static void close() {
 *     DATABASE.close();
 * }
 * </pre>
 */
public final class TestDatabase implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestServer server;
    private final String name;
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;

    private TestDatabase(TestServer server, String name) {
        this.server = server;
        this.name = name;
        this.pool = PgBuilder.pool()
                .connectingTo(PgConnectOptions.fromUri(server.url(name))
                        .setUser(server.username())
                        .setPassword(server.password()))
                .with(new PoolOptions().setMaxSize(10))
                .using(vertx)
                .build();
    }

    /** Creates and migrates a new database. */
    public static TestDatabase fresh() {
        var database = empty();
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.username(), database.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return database;
    }

    /** Creates a new database without any table. */
    public static TestDatabase empty() {
        var server = TestServer.get();
        var name = "test_" + ProcessHandle.current().pid() + "_" + Long.toString(System.nanoTime(), 36);
        try (Connection connection =
                DriverManager.getConnection("jdbc:" + server.url("postgres"), server.username(), server.password())) {
            var statement = connection.createStatement();
            statement.execute("create database " + name);
            statement.execute("alter database " + name + " set timezone to 'America/New_York'");
        } catch (SQLException failure) {
            throw new IllegalStateException("a test database could not be created", failure);
        }
        return new TestDatabase(server, name);
    }

    public Db db() {
        return Db.over(pool, PATIENCE);
    }

    /** As {@code postgresql://host:port/name}, for the reactive client. */
    public String url() {
        return server.url(name);
    }

    public String jdbcUrl() {
        return "jdbc:" + url();
    }

    public String username() {
        return server.username();
    }

    public String password() {
        return server.password();
    }

    /** Empties every table but Flyway's own and the audit, which cannot be emptied, and starts their numbers anew. */
    public void clear() {
        db().transact(tx -> tx.query("""
                do $$ begin
                  execute (select 'truncate ' || string_agg(quote_ident(tablename), ', ') || ' restart identity cascade'
                             from pg_tables where schemaname = 'public' and tablename not in ('flyway_schema_history', 'audit'));
                end $$
                """));
    }

    /** Closes the connections and drops the database. */
    @Override
    public void close() {
        pool.close().await().atMost(PATIENCE);
        vertx.close().await().atMost(PATIENCE);
        drop();
    }

    /** Drops the database, whoever is connected. */
    void drop() {
        try (Connection connection =
                DriverManager.getConnection("jdbc:" + server.url("postgres"), server.username(), server.password())) {
            connection.createStatement().execute("drop database if exists " + name + " with (force)");
        } catch (SQLException failure) {
            throw new IllegalStateException("the test database could not be dropped", failure);
        }
    }
}
