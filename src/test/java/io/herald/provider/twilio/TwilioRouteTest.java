package io.herald.provider.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.notice.Progress;
import io.herald.provider.Finding;
import io.herald.provider.Outcome;
import io.herald.provider.Outcome.Accepted;
import io.herald.provider.Outcome.Refusal;
import io.herald.provider.Outcome.Refused;
import io.herald.provider.Outcome.Trouble;
import io.herald.provider.Outcome.TryLater;
import io.herald.provider.Outcome.Unknown;
import io.herald.provider.Question;
import io.herald.provider.Route;
import io.herald.provider.SmsSettings;
import io.herald.provider.Submission;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TwilioRouteTest {
    private static final String PHONE = "+8613800138000";
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final TwilioStandIn twilio = new TwilioStandIn();
    private final TwilioKind kind = new TwilioKind(URI.create("https://hub.example"), () -> NOW);
    private Route route;

    @BeforeEach
    void connect() {
        route = route(Map.of());
    }

    @AfterEach
    void close() throws IOException {
        kind.close();
        twilio.close();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(StandInAnswer.refused(400, 21211), new Refused(Refusal.ADDRESS, "21211")),
                Arguments.of(StandInAnswer.refused(400, 21610), new Refused(Refusal.OPTED_OUT, "21610")),
                Arguments.of(StandInAnswer.refused(400, 21617), new Refused(Refusal.CONTENT, "21617")),
                Arguments.of(StandInAnswer.refused(400, 99999), new Refused(Refusal.CONTENT, "99999")),
                Arguments.of(StandInAnswer.page(400), new Refused(Refusal.CONTENT, "")),
                Arguments.of(StandInAnswer.refused(400, 21606), later(Trouble.ROUTE, 30, "21606")),
                Arguments.of(StandInAnswer.refused(400, 21408), later(Trouble.OTHER_ROUTE, 30, "21408")),
                Arguments.of(StandInAnswer.refused(401, 20003), later(Trouble.ROUTE, 30, "20003")),
                Arguments.of(StandInAnswer.refused(403, 99999), later(Trouble.ROUTE, 30, "99999")),
                Arguments.of(StandInAnswer.page(403), later(Trouble.ROUTE, 30, "")),
                Arguments.of(StandInAnswer.refused(404, 20404), later(Trouble.ROUTE, 30, "20404")),
                Arguments.of(StandInAnswer.tooMany(null), later(Trouble.RATE, 1, "20429")),
                Arguments.of(StandInAnswer.tooMany("4"), later(Trouble.RATE, 4, "20429")),
                Arguments.of(StandInAnswer.tooMany("0"), later(Trouble.RATE, 0, "20429")),
                Arguments.of(StandInAnswer.tooMany("soon"), later(Trouble.RATE, 1, "20429")),
                Arguments.of(StandInAnswer.tooMany("86400"), later(Trouble.RATE, 3600, "20429")),
                Arguments.of(StandInAnswer.tooMany("Sun, 22 Nov 2026 08:00:30 GMT"), later(Trouble.RATE, 30, "20429")),
                Arguments.of(StandInAnswer.refused(500, 20500), new Unknown("HTTP 500")),
                Arguments.of(StandInAnswer.page(500), new Unknown("HTTP 500")),
                Arguments.of(StandInAnswer.page(502), new Unknown("HTTP 502")),
                Arguments.of(StandInAnswer.refused(503, 20503), new Unknown("HTTP 503")),
                Arguments.of(StandInAnswer.page(503), new Unknown("HTTP 503")),
                Arguments.of(StandInAnswer.refused(500, 21211), new Unknown("HTTP 500")),
                Arguments.of(StandInAnswer.page(408), new Unknown("HTTP 408")),
                Arguments.of(StandInAnswer.page(302), new Unknown("HTTP 302")),
                Arguments.of(StandInAnswer.page(200), new Unknown("HTTP 200")),
                Arguments.of(StandInAnswer.page(201), new Accepted("")),
                Arguments.of(StandInAnswer.createdButSays("{\"sid\": \"SM1"), new Accepted("")),
                Arguments.of(StandInAnswer.createdButSays(""), new Accepted("")),
                Arguments.of(StandInAnswer.createdButSays("{}"), new Accepted("")),
                Arguments.of(StandInAnswer.createdButSays("{\"sid\":\"SM2\",\"status\":\"new\"}"), new Accepted("SM2")),
                Arguments.of(StandInAnswer.takenThenReset(), new Unknown("no answer")),
                Arguments.of(StandInAnswer.takenThenSilent(), new Unknown("no answer")));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void every_answer_has_its_meaning_and_costs_exactly_one_post(StandInAnswer answer, Outcome meaning) {
        twilio.always(answer);

        assertThat(route.submit(submission("Hello"))).isEqualTo(meaning);

        assertThat(twilio.posts()).hasSize(1);
    }

    @Test
    void an_answer_that_drips_for_ever_is_given_up_at_the_time_out_of_the_whole_call() {
        twilio.always(StandInAnswer.takenThenDripping());

        assertThat(route.submit(submission("Hello"))).isEqualTo(new Unknown("HTTP 500"));

        assertThat(twilio.posts()).hasSize(1);
    }

    @Test
    void a_closed_port_means_that_nothing_was_sent() {
        twilio.close();

        assertThat(route.submit(submission("Hello"))).isEqualTo(later(Trouble.ROUTE, 30, ""));
    }

    @Test
    void a_host_that_does_not_exist_means_that_nothing_was_sent() {
        var nowhere = route(Map.of("base-url", "http://no-such-host.invalid"));

        assertThat(nowhere.submit(submission("Hello"))).isEqualTo(later(Trouble.ROUTE, 30, ""));
    }

    @Test
    void waiting_in_vain_for_a_connection_of_the_pool_means_that_nothing_was_sent() throws Exception {
        twilio.always(StandInAnswer.takenThenSilent());
        var narrow = route(Map.of("concurrency", "1", "connect-timeout", "200ms", "request-timeout", "30s"));
        var threads = Executors.newSingleThreadExecutor();
        var first = threads.submit(() -> narrow.submit(submission("first")));
        org.awaitility.Awaitility.await().until(() -> twilio.posts().size() == 1);

        assertThat(narrow.submit(submission("second"))).isEqualTo(later(Trouble.ROUTE, 30, ""));

        twilio.close();
        assertThat(first.get()).isInstanceOf(Unknown.class);
        threads.shutdown();
        assertThat(twilio.posts()).extracting(post -> post.get("Body")).containsExactly("first");
    }

    @Test
    void a_message_is_posted_with_all_that_twilio_must_know() {
        var submission = submission("您好，开幕式改到 10:00 👋");

        var outcome = route.submit(submission);

        assertThat(outcome).isInstanceOf(Accepted.class);
        assertThat(twilio.posts().get(0))
                .isEqualTo(Map.of(
                        "To", PHONE,
                        "From", "HERALD",
                        "Body", "您好，开幕式改到 10:00 👋",
                        "ValidityPeriod", "600",
                        "SmartEncoded", "false",
                        "StatusCallback",
                                "https://hub.example/hooks/twilio/status?attempt=" + submission.attempt()
                                        + "#rc=5&rp=all"));
        assertThat(twilio.logins()).containsExactly(TwilioStandIn.ACCOUNT + ":" + TwilioStandIn.TOKEN);
    }

    @Test
    void an_api_key_signs_in_and_the_account_stays_the_same() {
        var keyed = route(Map.of("api-key", "SK1", "api-secret", "secret", "messaging-service-sid", "MG1"));

        assertThat(keyed.submit(submission("Hello"))).isInstanceOf(Accepted.class);

        assertThat(twilio.logins()).containsExactly("SK1:secret");
        assertThat(twilio.posts().get(0))
                .containsEntry("MessagingServiceSid", "MG1")
                .containsEntry("From", "HERALD");
    }

    @ParameterizedTest
    @ValueSource(longs = {-5, 0, 1, 36_000, 36_001, 999_999})
    void the_validity_stays_within_what_twilio_takes(long seconds) {
        route.submit(submission("Hello", Duration.ofSeconds(seconds)));

        assertThat(Integer.parseInt(twilio.posts().get(0).get("ValidityPeriod")))
                .isEqualTo((int) Math.max(1, Math.min(36_000, seconds)));
    }

    @Test
    void a_text_that_says_null_is_sent() {
        route.submit(submission("null"));

        assertThat(twilio.posts().get(0).get("Body").strip()).isEqualTo("null");
    }

    @Test
    void as_many_calls_as_configured_fly_at_once_and_none_fails() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        var calls = IntStream.range(0, 200)
                .mapToObj(i -> threads.submit(() -> route.submit(submission("Hello " + i))))
                .toList();
        for (var call : calls) {
            assertThat(call.get()).isInstanceOf(Accepted.class);
        }
        threads.shutdown();
        assertThat(twilio.posts())
                .extracting(post -> post.get("Body"))
                .doesNotHaveDuplicates()
                .hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 429, 500, 503})
    void when_twilio_cannot_be_asked_nobody_can_tell(int status) {
        var written = Instant.now();
        route.submit(submission("Hello"));
        twilio.lookUps(status);

        assertThat(ask(null, "Hello", written)).isInstanceOf(Finding.CannotTell.class);
        assertThat(ask("SM1", "Hello", written)).isInstanceOf(Finding.CannotTell.class);
    }

    @Test
    void a_message_whose_answer_was_lost_is_found_by_its_number_and_text() {
        twilio.next(StandInAnswer.takenThenReset());
        var written = Instant.now();
        route.submit(submission("Hello"));
        route.submit(submission("Something else"));

        assertThat(ask(null, "Hello", written)).isInstanceOfSatisfying(Finding.Found.class, found -> assertThat(
                        found.report().progress())
                .isEqualTo(Progress.QUEUED));
    }

    private Finding ask(String ref, String text, Instant written) {
        return route.ask(new Question(UUID.randomUUID(), ref, PHONE, text, written));
    }

    private Route route(Map<String, String> more) {
        var settings = new HashMap<String, String>();
        settings.put("kind", "twilio");
        settings.put("account-sid", TwilioStandIn.ACCOUNT);
        settings.put("auth-token", TwilioStandIn.TOKEN);
        settings.put("from", "HERALD");
        settings.put("base-url", twilio.url().toString());
        settings.put("connect-timeout", "5s");
        settings.put("request-timeout", "800ms");
        settings.putAll(more);
        var properties = new HashMap<String, String>();
        settings.forEach((name, value) -> properties.put("herald.sms.routes.twilio." + name, value));
        return kind.route("twilio", SmsSettings.of(properties).routes().get("twilio"));
    }

    private static Submission submission(String text) {
        return submission(text, Duration.ofMinutes(10));
    }

    private static Submission submission(String text, Duration validity) {
        var attempt = UUID.randomUUID();
        var callback = URI.create("https://hub.example/hooks/twilio/status?attempt=" + attempt);
        return new Submission(attempt, PHONE, text, 1, null, Map.of(), "", validity, callback);
    }

    private static TryLater later(Trouble why, long seconds, String code) {
        return new TryLater(why, Duration.ofSeconds(seconds), code);
    }
}
