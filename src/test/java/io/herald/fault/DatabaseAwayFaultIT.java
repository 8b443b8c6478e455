package io.herald.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** PostgreSQL goes away under a running hub: nothing is acknowledged meanwhile, and everything goes on by itself afterwards. */
class DatabaseAwayFaultIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String TOKEN = "a token for callbacks";
    private static final String ACCOUNT = "AC" + "1".repeat(32);

    private final Path home = HubProcess.left("away-" + UUID.randomUUID());

    @Test
    void a_killed_database_is_started_again_by_the_hub_and_nothing_is_lost_or_doubled() throws Exception {
        try (var hub = hub()) {
            var witness = ready(hub);
            var notice = release(hub, "First.");
            await().atMost(PATIENCE).until(() -> witness.logged("First.") > 200);
            var postmaster = hub.database().postmaster();
            hub.database().kill();

            await().atMost(PATIENCE).until(() -> isAway(hub));
            awaitSettled(hub, witness, notice, "First.");
            assertThat(hub.database().postmaster()).isNotEqualTo(postmaster);
            assertThat(hub.output()).contains("The embedded PostgreSQL is up again");

            hub.database().kill();
            await().atMost(PATIENCE).until(() -> hub.get("/q/health/ready").statusCode() == 503);
            await().atMost(PATIENCE).until(() -> hub.get("/q/health/ready").statusCode() == 200);
            awaitSettled(hub, witness, release(hub, "Second."), "Second.");
            witness.statesOnlyMovedAsAllowed();
        }
    }

    /** Longer than the lease, so that the hub's own batches look as if nobody worked on them. */
    @Test
    void while_the_database_is_frozen_nothing_is_acknowledged_and_then_all_goes_on() throws Exception {
        try (var hub = hub()) {
            var witness = ready(hub);
            var notice = release(hub, "Frozen.");
            await().atMost(PATIENCE).until(() -> witness.logged("Frozen.") > 200);
            var attempt = UUID.randomUUID();
            hub.database().freeze();
            try {
                long frozen = System.nanoTime();
                mustTryAgain(callback(hub, attempt));
                mustTryAgain(hub.postLater(BigCongress.SAMPLE.notices(), BigCongress.broadcast("Asked."), "asked")
                        .join());
                mustTryAgain(hub.get("/api/congresses"));
                await().atMost(PATIENCE)
                        .until(() -> System.nanoTime() - frozen
                                > Duration.ofSeconds(9).toNanos());
            } finally {
                hub.database().thaw();
            }
            assertThat(witness.count("select count(*) from receipt where attempt = '" + attempt + "'"))
                    .isZero();
            awaitSettled(hub, witness, notice, "Frozen.");

            awaitSettled(hub, witness, release(hub, "Asked."), "Asked.");
            assertThat(callback(hub, attempt).statusCode()).isEqualTo(204);
            assertThat(witness.count("select count(*) from receipt where attempt = '" + attempt + "'"))
                    .isEqualTo(1);
            witness.statesOnlyMovedAsAllowed();
        }
    }

    private static boolean isAway(HubProcess hub) throws IOException {
        var answer = hub.get("/api/congresses");
        if (answer.statusCode() == 200) {
            return false;
        }
        mustTryAgain(answer);
        return true;
    }

    private static void mustTryAgain(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    private static Witness ready(HubProcess hub) throws Exception {
        hub.start().awaitReady();
        BigCongress.SAMPLE.enter(hub);
        var witness = new Witness(hub.database()::connect);
        witness.startWatching();
        return witness;
    }

    private static String release(HubProcess hub, String words) {
        var key = words.toLowerCase(java.util.Locale.ROOT).replace(".", "");
        var answer = hub.postLater(BigCongress.SAMPLE.notices(), BigCongress.broadcast(words), key)
                .join();
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        return new JsonObject(answer.body()).getString("id");
    }

    private static void awaitSettled(HubProcess hub, Witness witness, String notice, String words) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .failFast(hub::mustRun)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(witness.settled(notice))
                        .as(() -> witness.progress(notice))
                        .isTrue());
        witness.everyPhoneGotItExactlyOnce(words, notice);
    }

    /** A callback as Twilio signs it: the configured public URL, then each form field's name and value in order of names. */
    private static HttpResponse<String> callback(HubProcess hub, UUID attempt) throws Exception {
        var path = "/hooks/twilio/status?attempt=" + attempt;
        var signed = "http://127.0.0.1:8080" + path + "AccountSid" + ACCOUNT + "MessageSidSM1" + "MessageStatussent";
        return hub.post(
                path,
                "application/x-www-form-urlencoded",
                "AccountSid=" + ACCOUNT + "&MessageSid=SM1&MessageStatus=sent",
                "X-Twilio-Signature",
                signature(signed));
    }

    private static String signature(String signed) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private HubProcess hub() throws Exception {
        return HubProcess.in(home)
                .with("HERALD_DATABASE_STATEMENT_TIMEOUT", "2s")
                .with("HERALD_SMS_ORDER", "sandbox,twilio")
                .with("HERALD_SMS_ROUTES_TWILIO_ACCOUNT_SID", ACCOUNT)
                .with("HERALD_SMS_ROUTES_TWILIO_AUTH_TOKEN", TOKEN)
                .with("HERALD_SMS_ROUTES_TWILIO_FROM", "+15005550006")
                .with("HERALD_SMS_ROUTES_TWILIO_REQUEST_TIMEOUT", "2s")
                .with("HERALD_SMS_ROUTES_SANDBOX_REQUEST_TIMEOUT", "2s")
                .with("HERALD_SMS_ROUTES_SANDBOX_PER_SECOND", "450")
                .with("HERALD_SMS_ROUTES_SANDBOX_SANDBOX_RECEIPT_DELAY", "1s")
                .with("HERALD_DISPATCH_LEASE", "4s")
                .with("HERALD_DISPATCH_MARGIN", "1s")
                .with("HERALD_DISPATCH_ASK_AFTER", "1s")
                .with("HERALD_DISPATCH_ASK_EVERY", "3s")
                .with("HERALD_DISPATCH_PAUSE", "1s");
    }
}
