package io.herald.platform;

import io.quarkus.config.yaml.runtime.YamlConfigBuilder;
import io.quarkus.runtime.Application;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Sees to it that there is a PostgreSQL before the application starts: the hub's own, or the one the settings name. It must be up
 * before Quarkus is, whose first act is to migrate it.
 */
public final class HubDatabase {
    private static final Logger LOG = Logger.getLogger(HubDatabase.class);
    private static final int LAST_WORDS_SECONDS = 60;

    private HubDatabase() {}

    /**
     * Starts the embedded server unless the settings name another, and tells Quarkus where it is.
     *
     * @throws DataDirectoryInUse when another hub has the data directory
     * @throws EmbeddedPostgresFailure when the server does not come up
     */
    public static void prepare() {
        var settings = settings().database();
        if (settings.embedded()) {
            var software = settings.software().orElseGet(() -> settings.dir().resolve("postgresql"));
            var server = EmbeddedPostgres.start(settings.dir(), software, settings.port());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAfterTheHub(server), "embedded PostgreSQL"));
            pointAt(server.url(), Optional.of(server.username()), Optional.of(server.password()));
        } else {
            settings.url().ifPresent(url -> pointAt(url, settings.username(), settings.password()));
        }
    }

    /** The same sources as the application's own: system properties, environment, config/application.yaml, the jar's application.yaml. */
    private static PlatformConfig settings() {
        var builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDefaultSources()
                .addDiscoveredConverters()
                .withProfile("prod")
                .withMapping(PlatformConfig.class)
                .withValidateUnknown(false);
        return new YamlConfigBuilder().configBuilder(builder).build().getConfigMapping(PlatformConfig.class);
    }

    private static void pointAt(String url, Optional<String> username, Optional<String> password) {
        System.setProperty("quarkus.datasource.reactive.url", url);
        System.setProperty("quarkus.datasource.jdbc.url", "jdbc:" + url);
        username.ifPresent(name -> System.setProperty("quarkus.datasource.username", name));
        password.ifPresent(word -> System.setProperty("quarkus.datasource.password", word));
    }

    /** Runs beside Quarkus's own shutdown hook, which lets the hub finish; only then does the server go. */
    private static void closeAfterTheHub(EmbeddedPostgres server) {
        var hub = Application.currentApplication();
        if (hub != null) {
            awaitEnd(hub);
        }
        server.close();
    }

    private static void awaitEnd(Application hub) {
        try {
            CompletableFuture.runAsync(hub::awaitShutdown).get(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException failure) {
            LOG.warnf(
                    failure,
                    "The hub did not end within %d s; its database is stopped all the same.",
                    LAST_WORDS_SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
