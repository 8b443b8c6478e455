package io.herald.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.herald.platform.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Starts that must be refused with a sentence, and starts that must work whatever was left behind. */
class StartFaultIT {
    private static final String PASSWORD_SHOWN = "The password of the account \"administrator\"";
    private static final String KEY_SHOWN = "The key to this hub. It is shown this once";

    private final Path home = HubProcess.left("start-" + UUID.randomUUID());

    @Test
    void a_second_hub_is_refused_and_a_killed_one_comes_back_over_its_orphaned_database() throws Exception {
        try (var hub = HubProcess.in(home).start().awaitReady()) {
            var second = HubProcess.in(home.resolve("second"))
                    .with("HERALD_DATABASE_DIR", hub.data().toString());
            assertThat(second.start().awaitExit()).isEqualTo(1);
            assertThat(second.output().lines())
                    .containsExactly("Another hub (process " + hub.pid() + ") is running on " + hub.data()
                            + ": stop it, or give this one a directory of its own with herald.database.dir.");
            assertThat(hub.get("/api/congresses").statusCode()).isEqualTo(200);

            var orphan = hub.database().postmaster();
            hub.kill();
            assertThat(hub.database().processes())
                    .as("the database outlives its hub")
                    .contains(orphan);
            hub.start().awaitReady();
            assertThat(hub.database().postmaster()).isNotEqualTo(orphan);
            assertThat(hub.database().processes()).doesNotContain(orphan);
        }
    }

    @Test
    void the_first_start_shows_a_key_and_the_first_administrators_password_and_the_second_does_not() throws Exception {
        try (var hub = HubProcess.in(home).without("HERALD_BOOTSTRAP_KEY")) {
            hub.start().awaitReady();
            assertThat(hub.output()).containsOnlyOnce(KEY_SHOWN).containsOnlyOnce(PASSWORD_SHOWN);
            hub.kill();
            hub.start().awaitReady();
            assertThat(hub.output()).doesNotContain(KEY_SHOWN).doesNotContain(PASSWORD_SHOWN);
        }
    }

    @Test
    void a_live_route_and_no_key_are_refused_and_nothing_is_made_up() throws Exception {
        try (var hub = HubProcess.in(home)
                .without("HERALD_BOOTSTRAP_KEY")
                .with("HERALD_SMS_ORDER", "twilio,sandbox")
                .with("HERALD_SMS_ROUTES_TWILIO_ACCOUNT_SID", "AC" + "0".repeat(32))
                .with("HERALD_SMS_ROUTES_TWILIO_AUTH_TOKEN", "nobody's")
                .with("HERALD_SMS_ROUTES_TWILIO_FROM", "+15005550006")) {
            assertThat(hub.start().awaitExit()).isEqualTo(1);
            assertThat(hub.output())
                    .contains("The route twilio reaches real phones, and this hub has no key yet: start it once without"
                            + " twilio in herald.sms.order and keep the key it shows, or set herald.bootstrap-key.")
                    .doesNotContain(KEY_SHOWN, "Exception");

            hub.with("HERALD_BOOTSTRAP_KEY", HubProcess.KEY).start().awaitReady();
            assertThat(new HubTables(hub.database()::connect).count("select count(*) from access_key"))
                    .isZero();
        }
    }

    @Test
    void a_postgresql_of_ones_own_is_taken_by_configuration_alone() throws Exception {
        try (var external = EmbeddedPostgres.start(home.resolve("external"), software(), 0)) {
            external.createDatabase("congress_hub");
            try (var hub = HubProcess.in(home.resolve("hub"))
                    .with("HERALD_DATABASE_EMBEDDED", "false")
                    .with("HERALD_DATABASE_URL", external.url("congress_hub"))
                    .with("HERALD_DATABASE_USERNAME", external.username())
                    .with("HERALD_DATABASE_PASSWORD", external.password())) {
                hub.start().awaitReady();
                BigCongress.SAMPLE.enter(hub);
                hub.kill();
                hub.start().awaitReady();
                assertThat(hub.get("/api/congresses/big").statusCode()).isEqualTo(200);
                assertThat(hub.database().processes())
                        .as("no server of its own")
                        .isEmpty();
            }
        }
    }

    @Test
    void an_external_postgresql_that_is_not_named_or_not_there_is_told_in_a_sentence() throws Exception {
        try (var hub = HubProcess.in(home).with("HERALD_DATABASE_EMBEDDED", "false")) {
            assertThat(hub.start().awaitExit()).isEqualTo(1);
            assertThat(hub.output().lines())
                    .containsExactly(
                            "herald.database.embedded is false, but herald.database.url does not say where your"
                                    + " PostgreSQL is: set it to postgresql://host:5432/name, with herald.database.username and"
                                    + " herald.database.password.");

            hub.with("HERALD_DATABASE_URL", "postgresql://127.0.0.1:1/nobody");
            assertThat(hub.start().awaitExit()).isEqualTo(1);
            assertThat(hub.output().lines())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "The PostgreSQL of herald.database.url cannot be used: Connection to 127.0.0.1:1 refused.");
        }
    }

    @Test
    void an_idle_hub_stays_below_400_MiB() throws Exception {
        try (var hub = HubProcess.in(home).start().awaitReady()) {
            BigCongress.SAMPLE.enter(hub);
            await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).until(() -> resident(hub.pid()) < 400);
        }
    }

    /** In MiB. */
    private static long resident(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Path software() {
        return Path.of("target", "test-software");
    }
}
