package io.herald;

import io.herald.platform.EmbeddedPostgres;
import java.nio.file.Path;

/**
 * One embedded PostgreSQL for all tests of a JVM, kept below {@code target}. Quarkus loads test classes more than once, so what
 * they share stands in system properties rather than in a static field.
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
                var server = EmbeddedPostgres.start(TARGET.resolve("test-postgresql"), software(), 0);
                Runtime.getRuntime().addShutdownHook(new Thread(server::close));
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

    /** Where tests unpack PostgreSQL's programs, once for all of them. */
    static Path software() {
        return TARGET.resolve("test-software");
    }

    String url(String database) {
        return "postgresql://127.0.0.1:" + port + "/" + database;
    }
}
