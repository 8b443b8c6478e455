package io.herald.provider.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import io.herald.provider.HookRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TwilioSignatureTest {
    private static final String TOKEN = "12345";
    private static final String PATH = "/hooks/twilio/status?attempt=1";

    /** The example in the tests of Twilio's own libraries. */
    @Test
    void twilios_published_example_is_valid() {
        var request = signed(
                "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
                "/myapp.php?foo=1&bar=2",
                form(
                        "CallSid", "CA1234567890ABCDE",
                        "Caller", "+14158675309",
                        "Digits", "1234",
                        "From", "+14158675309",
                        "To", "+18005551212"));

        assertThat(valid("https://mycompany.com", request)).isTrue();
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of(PATH, form("Body", "您好，世界 👋", "From", "+8613800138000")),
                Arguments.of(PATH, form("Body", "", "From", "+1")),
                Arguments.of(PATH, form("Body", "  not trimmed \r\n", "From", "+1")),
                Arguments.of("/hooks?a=%2F%2B%20b+c", form("Body", "x")),
                Arguments.of("/hooks/", form("Body", "x")),
                Arguments.of("/hooks", form("b", "2", "a", "1", "B", "0")));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void what_twilios_own_validator_believes_is_believed(String path, Map<String, List<String>> form) {
        var plain = new LinkedHashMap<String, String>();
        form.forEach((name, values) -> plain.put(name, values.get(0)));
        var signature = TwilioStandIn.sign(TOKEN, "https://hub.example" + path, plain);
        assertThat(new RequestValidator(TOKEN).validate("https://hub.example" + path, plain, signature))
                .isTrue();

        assertThat(valid("https://hub.example", signed(signature, path, form))).isTrue();
    }

    @Test
    void a_repeated_field_counts_with_each_of_its_values_once_and_sorted() {
        var form = Map.of("Url", List.of("b", "a", "b"), "From", List.of("+1"));
        var signature = TwilioSignature.sign(TOKEN, "https://hub.example" + PATH + "From+1" + "Urla" + "Urlb");

        assertThat(valid("https://hub.example", signed(signature, PATH, form))).isTrue();
    }

    static Stream<Arguments> sameUrls() {
        return Stream.of(
                Arguments.of("https://hub.example", "https://hub.example" + PATH),
                Arguments.of("https://hub.example", "https://hub.example:443" + PATH),
                Arguments.of("https://hub.example:443", "https://hub.example" + PATH),
                Arguments.of("https://hub.example:8443", "https://hub.example:8443" + PATH),
                Arguments.of("https://hub.example:8443", "https://hub.example" + PATH),
                Arguments.of("http://hub.example", "http://hub.example:80" + PATH),
                Arguments.of("https://hub.example/", "https://hub.example" + PATH),
                Arguments.of("https://hub.example/herald", "https://hub.example/herald" + PATH),
                Arguments.of("https://hub.example", "https://hub.example" + PATH + "#rc=5&rp=all"));
    }

    @ParameterizedTest
    @MethodSource("sameUrls")
    void the_configured_public_url_decides_whatever_port_or_fragment_twilio_signed(String publicUrl, String signedUrl) {
        var signature = TwilioSignature.sign(TOKEN, signedUrl + "From+1");

        assertThat(valid(publicUrl, signed(signature, PATH, form("From", "+1"))))
                .isTrue();
    }

    static Stream<Arguments> otherUrls() {
        return Stream.of(
                Arguments.of("http://hub.example" + PATH),
                Arguments.of("https://evil.example" + PATH),
                Arguments.of("https://hub.example" + PATH + "2"),
                Arguments.of("https://hub.example/hooks/twilio/status"),
                Arguments.of("https://hub.example/hooks/twilio/status/?attempt=1"),
                Arguments.of("https://hub.example:8443" + PATH),
                Arguments.of("https://hub.example" + PATH + "#rc=4"));
    }

    @ParameterizedTest
    @MethodSource("otherUrls")
    void a_signature_for_another_url_is_refused(String signedUrl) {
        var signature = TwilioSignature.sign(TOKEN, signedUrl + "From+1");

        assertThat(valid("https://hub.example", signed(signature, PATH, form("From", "+1"))))
                .isFalse();
    }

    static Stream<Arguments> tampered() {
        return Stream.of(
                Arguments.of(form("From", "+1", "MessageStatus", "delivered")),
                Arguments.of(form("From", "+2", "MessageStatus", "sent")),
                Arguments.of(form("From", "+1")),
                Arguments.of(form("From", "+1", "MessageStatus", "sent", "To", "+3")),
                Arguments.of(form("From", "+1", "MessageStatus", "sent ")),
                Arguments.of(Map.of("From", List.of("+1"), "MessageStatus", List.of("sent", "delivered"))));
    }

    @ParameterizedTest
    @MethodSource("tampered")
    void a_changed_added_removed_or_trimmed_field_is_refused(Map<String, List<String>> form) {
        var signature = TwilioSignature.sign(TOKEN, "https://hub.example" + PATH + "From+1" + "MessageStatussent");
        assertThat(valid("https://hub.example", signed(signature, PATH, form("From", "+1", "MessageStatus", "sent"))))
                .isTrue();

        assertThat(valid("https://hub.example", signed(signature, PATH, form))).isFalse();
    }

    @Test
    void either_of_two_tokens_is_believed_and_no_third() {
        var signature = new TwilioSignature(URI.create("https://hub.example"));
        var form = form("From", "+1");
        var byOld = signed(TwilioSignature.sign("old", "https://hub.example" + PATH + "From+1"), PATH, form);
        var byNew = signed(TwilioSignature.sign("new", "https://hub.example" + PATH + "From+1"), PATH, form);
        var byOther = signed(TwilioSignature.sign("other", "https://hub.example" + PATH + "From+1"), PATH, form);

        assertThat(signature.valid(byOld, List.of("old", "new"))).isTrue();
        assertThat(signature.valid(byNew, List.of("old", "new"))).isTrue();
        assertThat(signature.valid(byOther, List.of("old", "new"))).isFalse();
        assertThat(signature.valid(byOld, List.of())).isFalse();
    }

    @Test
    void without_a_signature_nothing_is_believed() {
        var request = new HookRequest(PATH, Map.of("attempt", "1"), form("From", "+1"), Map.of(), new byte[0]);

        assertThat(valid("https://hub.example", request)).isFalse();
        assertThat(valid("https://hub.example", signed("", PATH, form("From", "+1"))))
                .isFalse();
    }

    @Test
    void a_json_body_is_covered_by_its_hash_in_the_signed_query() {
        var body = "{\"property\": \"value\", \"boolean\": true}";
        var hash = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";
        var path = "/hooks?bodySHA256=" + hash;
        var signature = TwilioSignature.sign(TOKEN, "https://hub.example" + path);

        assertThat(valid("https://hub.example", json(signature, path, hash, body)))
                .isTrue();
        assertThat(valid("https://hub.example", json(signature, path, hash, body + " ")))
                .isFalse();
        assertThat(valid("https://hub.example", json(signature, path, "0".repeat(64), body)))
                .isFalse();
    }

    @Test
    void a_json_body_whose_hash_is_not_in_the_query_is_refused() {
        var signature = TwilioSignature.sign(TOKEN, "https://hub.example" + PATH);
        var request = new HookRequest(
                PATH,
                Map.of("attempt", "1"),
                Map.of(),
                Map.of("x-twilio-signature", signature),
                "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(valid("https://hub.example", request)).isFalse();
    }

    private static boolean valid(String publicUrl, HookRequest request) {
        return new TwilioSignature(URI.create(publicUrl)).valid(request, List.of(TOKEN));
    }

    private static HookRequest json(String signature, String path, String hash, String body) {
        return new HookRequest(
                path,
                Map.of("bodySHA256", hash),
                Map.of(),
                Map.of("x-twilio-signature", signature),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static HookRequest signed(String signature, String path, Map<String, List<String>> form) {
        return new HookRequest(
                path, Map.of(), form, Map.of("x-twilio-signature", signature), "x".getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, List<String>> form(String... namesAndValues) {
        var form = new LinkedHashMap<String, List<String>>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return form;
    }
}
