package io.herald;

import io.herald.platform.EmbeddedPostgres;
import io.herald.services.PostgresServer;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * One PostgreSQL for all tests of a JVM, kept below {@code target}: the embedded one, or Debian's 15 with
 * {@code -Dherald.test.postgres=15}. Quarkus loads test classes more than once, so what they share stands in system properties
 * rather than in a static field.
 */
record TestServer(int port, String username, String password) {
    private static final String KEY = "test.postgres.";
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    static TestServer get() {
        // One lock for every loader of this class: a literal is the same object everywhere. The properties themselves
        // must not be
        // it, for the driver's own thread may set one while it connects.
        synchronized (KEY.intern()) {
            if (System.getProperty(KEY + "port") == null) {
                var server = startChosen();
                server.sayVersion();
                System.setProperty(KEY + "username", server.username());
                System.setProperty(KEY + "password", server.password());
                System.setProperty(KEY + "port", Integer.toString(server.port()));
            }
            return new TestServer(
                    Integer.getInteger(KEY + "port"),
                    System.getProperty(KEY + "username"),
                    System.getProperty(KEY + "password"));
        }
    }

    private static TestServer startChosen() {
        var version = System.getProperty("herald.test.postgres", "embedded");
        return switch (version) {
            case "embedded" -> {
                var directory = "test-postgresql-" + System.getProperty("test.fork", "fork-1");
                var server = EmbeddedPostgres.start(TARGET.resolve(directory), software(), 0);
                Runtime.getRuntime().addShutdownHook(new Thread(server::close));
                yield new TestServer(server.port(), server.username(), server.password());
            }
            case "15" -> {
                var server = PostgresServer.start(); // ends with this JVM
                yield new TestServer(server.port(), server.username(), server.password());
            }
            default -> throw new IllegalArgumentException("herald.test.postgres is embedded or 15, not " + version);
        };
    }

    private void sayVersion() {
        try (var connection = DriverManager.getConnection("jdbc:" + url("postgres"), username, password)) {
            System.out.println(
                    "Tests run on PostgreSQL " + connection.getMetaData().getDatabaseProductVersion());
        } catch (SQLException failure) {
            throw new IllegalStateException("the tests' PostgreSQL does not say its version", failure);
        }
    }

    /** Where tests unpack PostgreSQL's programs, once for all of them. */
    static Path software() {
        return TARGET.resolve("test-software");
    }

    String url(String database) {
        return "postgresql://127.0.0.1:" + port + "/" + database;
    }
}
