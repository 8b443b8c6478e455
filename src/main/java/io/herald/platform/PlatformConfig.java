package io.herald.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of the ground the hub stands on. */
@ConfigMapping(prefix = "herald")
public interface PlatformConfig {
    /** Where the world reaches this hub: the base of card links and of provider callbacks. No trailing slash. */
    @WithDefault("http://127.0.0.1:8080")
    URI publicUrl();

    /** The connector that carries batches to the workers: {@code loopback}, a queue in the process. */
    @WithDefault("loopback")
    String transport();

    Database database();

    interface Database {
        /** Whether the hub starts and keeps a PostgreSQL of its own. With {@code false}, url, username and password say where yours is. */
        @WithDefault("true")
        boolean embedded();

        /** Where the embedded server keeps its files and its password. */
        @WithDefault("data")
        Path dir();

        /** Where PostgreSQL's programs are unpacked once; hubs may share it. {@code postgresql} below {@link #dir} when not set. */
        Optional<Path> software();

        /** The loopback port of the embedded server; 0 takes a free one at each start. */
        @WithDefault("0")
        int port();

        /** An external server as {@code postgresql://host:port/name}. */
        Optional<String> url();

        Optional<String> username();

        Optional<String> password();

        /** How long one statement, one commit or one wait for a connection may take before the call is given up. */
        @WithDefault("30s")
        Duration statementTimeout();

        /**
         * How long a node may keep a transaction open without a word before PostgreSQL ends it: a node that sleeps or is cut off
         * holds locks until then, and what it holds nobody else can rescue.
         */
        @WithDefault("10s")
        Duration transactionSilence();
    }
}
