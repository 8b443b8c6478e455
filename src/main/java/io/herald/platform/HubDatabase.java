package io.herald.platform;

import io.quarkus.config.yaml.runtime.YamlConfigBuilder;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
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
    private static final String NO_URL =
            "herald.database.embedded is false, but herald.database.url does not say where your PostgreSQL is:"
                    + " set it to postgresql://host:5432/name, with herald.database.username and herald.database.password.";

    private static volatile EmbeddedPostgres own;

    private HubDatabase() {}

    /**
     * Starts the embedded server unless the settings name another, and tells Quarkus where it is.
     *
     * @throws DataDirectoryInUse when another hub has the data directory
     * @throws EmbeddedPostgresFailure when the server does not come up
     * @throws StartRefused when the settings name no server, or one that lets nobody in
     */
    public static void prepare() {
        var settings = settings().database();
        endSilentTransactionsAfter(settings.transactionSilence());
        if (settings.embedded()) {
            var software = settings.software().orElseGet(() -> settings.dir().resolve("postgresql"));
            var server = EmbeddedPostgres.start(settings.dir(), software, settings.port());
            own = server;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAfterTheHub(server), "embedded PostgreSQL"));
            pointAt(server.url(), Optional.of(server.username()), Optional.of(server.password()));
        } else {
            var url = settings.url().orElseThrow(() -> new StartRefused(NO_URL));
            tryOut(url, settings.username(), settings.password());
            pointAt(url, settings.username(), settings.password());
        }
    }

    /** Starts the embedded server again if it died; nothing to do for a server that is not ours. */
    static void restartIfDead() {
        var server = own;
        if (server != null) {
            server.restartIfDead();
        }
    }

    private static void tryOut(String url, Optional<String> username, Optional<String> password) {
        if (!url.startsWith("postgresql://")) {
            throw new StartRefused("herald.database.url must look like postgresql://host:5432/name.");
        }
        var login = new Properties();
        username.ifPresent(name -> login.setProperty("user", name));
        password.ifPresent(word -> login.setProperty("password", word));
        login.setProperty("connectTimeout", "10");
        try (var connection = new org.postgresql.Driver().connect("jdbc:" + url, login)) {
            LOG.debugf("PostgreSQL %s", connection.getMetaData().getDatabaseProductVersion());
        } catch (SQLException refused) {
            throw new StartRefused(
                    "The PostgreSQL of herald.database.url cannot be used: " + refused.getMessage(), refused);
        }
    }

    /** The same sources as the application's own: system properties, environment, config/application.yaml, the jar's application.yaml. */
    private static PlatformConfig settings() {
        var builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDefaultSources()
                .addDiscoveredConverters()
                .withProfiles(ConfigUtils.getProfiles())
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

    private static void endSilentTransactionsAfter(Duration silence) {
        System.setProperty(
                "quarkus.datasource.reactive.additional-properties.idle_in_transaction_session_timeout",
                Long.toString(silence.toMillis()));
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
