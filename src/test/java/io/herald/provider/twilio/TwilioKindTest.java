package io.herald.provider.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.notice.Progress;
import io.herald.provider.HookRequest;
import io.herald.provider.Inbound;
import io.herald.provider.Inbound.Wish;
import io.herald.provider.Report;
import io.herald.provider.SmsSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioKindTest {
    private static final String ACCOUNT = TwilioStandIn.ACCOUNT;
    private static final String OTHER_ACCOUNT = "AC" + "0".repeat(31) + "2";
    private static final UUID ATTEMPT = UUID.fromString("01890000-0000-7000-8000-000000000001");
    private static final String STATUS = "https://hub.example/hooks/twilio/status?attempt=" + ATTEMPT;

    private final TwilioKind kind = new TwilioKind(URI.create("https://hub.example"), () -> Instant.EPOCH);

    @BeforeEach
    void configure() {
        route("main", ACCOUNT, Map.of("auth-token", "one", "second-auth-token", "two", "from", "+15005550006"));
        route("second", ACCOUNT, Map.of("auth-token", "one", "messaging-service-sid", "MG2"));
        route("other", OTHER_ACCOUNT, Map.of("auth-token", "three", "from", "HERALD"));
    }

    @AfterEach
    void close() throws IOException {
        kind.close();
    }

    @Test
    void an_account_signs_with_either_of_its_tokens_and_never_for_another_account() {
        var fields = Map.of("AccountSid", ACCOUNT, "MessageSid", "SM1", "MessageStatus", "sent");

        assertThat(kind.authentic(hook(fields, "one"))).isTrue();
        assertThat(kind.authentic(hook(fields, "two"))).isTrue();
        assertThat(kind.authentic(hook(fields, "three"))).isFalse();
        assertThat(kind.authentic(hook(Map.of("AccountSid", "AC9", "MessageSid", "SM1"), "one")))
                .isFalse();
        assertThat(kind.authentic(hook(Map.of("MessageSid", "SM1"), "one"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "accepted,QUEUED", "scheduled,QUEUED", "queued,QUEUED", "sending,QUEUED", "sent,SENT",
        "partially_delivered,SENT", "delivered,DELIVERED", "read,READ", "undelivered,FAILED", "failed,FAILED",
        "canceled,FAILED"
    })
    void each_status_says_how_far_the_message_is(String status, Progress progress) {
        assertThat(kind.report(hook(status(status, Map.of()), "one")))
                .contains(new Report("main", ATTEMPT, "SM1", progress, ""));
    }

    @Test
    void a_failure_comes_with_its_code() {
        assertThat(kind.report(hook(status("undelivered", Map.of("ErrorCode", "30003")), "one")))
                .contains(new Report("main", ATTEMPT, "SM1", Progress.FAILED, "30003"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"teleported", "", "receiving"})
    void a_status_that_is_not_known_says_nothing(String status) {
        assertThat(kind.report(hook(status(status, Map.of()), "one"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?attempt=", "?attempt=1-1-1-1-1", "?other=x"})
    void a_callback_without_a_proper_attempt_still_counts_by_its_reference(String query) {
        var url = URI.create("https://hub.example/hooks/twilio/status" + query);

        assertThat(kind.report(TwilioStandIn.hook(url, status("sent", Map.of()), "one")))
                .contains(new Report("main", null, "SM1", Progress.SENT, ""));
    }

    @Test
    void of_several_routes_on_one_account_the_sender_or_service_tells_which() {
        assertThat(kind.report(hook(status("sent", Map.of("MessagingServiceSid", "MG2", "From", "+1")), "one")))
                .get()
                .extracting(Report::route)
                .isEqualTo("second");
        assertThat(kind.report(hook(status("sent", Map.of("From", "+15005550006")), "one")))
                .get()
                .extracting(Report::route)
                .isEqualTo("main");
    }

    @Test
    void an_inbound_message_keeps_its_text_and_what_twilio_made_of_it() {
        var fields = new HashMap<>(Map.of(
                "AccountSid",
                ACCOUNT,
                "MessageSid",
                "SM7",
                "From",
                "+8613800138000",
                "To",
                "+15005550006",
                "Body",
                " 退订 "));
        assertThat(kind.inbound(hook(fields, "one")))
                .contains(new Inbound("main", "SM7", "+8613800138000", "+15005550006", " 退订 ", Wish.UNSAID));

        fields.put("OptOutType", "STOP");
        assertThat(kind.inbound(hook(fields, "one")))
                .get()
                .extracting(Inbound::wish)
                .isEqualTo(Wish.STOP);
        fields.put("OptOutType", "START");
        assertThat(kind.inbound(hook(fields, "one")))
                .get()
                .extracting(Inbound::wish)
                .isEqualTo(Wish.START);
        fields.remove("From");
        assertThat(kind.inbound(hook(fields, "one"))).isEmpty();
    }

    @Test
    void an_inbound_message_is_answered_with_silence() {
        assertThat(kind.inboundAnswer().mediaType()).isEqualTo("text/xml");
        assertThat(kind.inboundAnswer().body()).isEqualTo("<Response/>");
    }

    private void route(String name, String account, Map<String, String> more) {
        var properties = new HashMap<String, String>();
        properties.put("herald.sms.routes." + name + ".account-sid", account);
        more.forEach((setting, value) -> properties.put("herald.sms.routes." + name + "." + setting, value));
        kind.route(name, SmsSettings.of(properties).routes().get(name));
    }

    private static Map<String, String> status(String status, Map<String, String> more) {
        var fields = new HashMap<>(Map.of("AccountSid", ACCOUNT, "MessageSid", "SM1", "MessageStatus", status));
        fields.putAll(more);
        return fields;
    }

    private static HookRequest hook(Map<String, String> fields, String token) {
        return TwilioStandIn.hook(URI.create(STATUS), fields, token);
    }
}
