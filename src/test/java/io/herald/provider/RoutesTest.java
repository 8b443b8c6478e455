package io.herald.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.platform.PlatformConfig;
import io.herald.provider.sandbox.SandboxNetwork;
import io.herald.provider.twilio.TwilioNetwork;
import io.herald.provider.twilio.TwilioStandIn;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RoutesTest {
    private static final String[] TWILIO = {
        "routes.main.kind", "twilio",
        "routes.main.account-sid", TwilioStandIn.ACCOUNT,
        "routes.main.auth-token", "token",
        "routes.main.from", "+15005550006"
    };

    @Test
    void without_any_setting_there_is_the_sandbox() {
        var routes = routes();

        assertThat(routes.inOrder()).extracting(Route::name, Route::kind).containsExactly(tuple("sandbox", "sandbox"));
        assertThat(routes.usableBy(true)).hasSize(1);
    }

    @Test
    void a_sample_congress_gets_no_live_route() {
        var routes = routes(with("order", "main,sandbox"));

        assertThat(routes.usableBy(false)).extracting(Route::name).containsExactly("main");
        assertThat(routes.usableBy(true)).extracting(Route::name).containsExactly("sandbox");
        assertThat(routes(with("order", "main")).usableBy(true)).isEmpty();
    }

    @Test
    void a_callback_names_kind_and_attempt() {
        var routes = routes(with("order", "main"));
        var attempt = UUID.randomUUID();

        assertThat(routes.callback(routes.get("main"), attempt))
                .hasToString("http://127.0.0.1:8080/hooks/twilio/status?attempt=" + attempt);
    }

    @Test
    void what_is_not_configured_is_not_there() {
        assertThat(routes().has("main")).isFalse();
        assertThatThrownBy(() -> routes().get("main")).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> routes().kind("pigeon")).isInstanceOf(NoSuchElementException.class);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("herald.sms.routes.twillio.kind is twillio", "order", "twillio"),
                mistake("herald.sms.order names the route sandbox twice", "order", "sandbox,sandbox"),
                mistake("herald.sms.routes.main.account-sid must be set", "routes.main.account-sid", ""),
                mistake("herald.sms.routes.main.account-sid must be AC", "routes.main.account-sid", "12"),
                mistake("herald.sms.routes.main.auth-token must be set", "routes.main.auth-token", ""),
                mistake("herald.sms.routes.main.api-key and api-secret", "routes.main.api-key", "SK1"),
                mistake("herald.sms.routes.main.from or messaging-service-sid", "routes.main.from", ""),
                mistake("herald.sms.routes.main.base-url must start", "routes.main.base-url", "ftp://x"),
                mistake("herald.sms.routes.main.per-second must be above zero", "routes.main.per-second", "0"),
                mistake("herald.sms.routes.main.concurrency must be above zero", "routes.main.concurrency", "0"),
                mistake("herald.sms.routes.main.per-number-minute must be above", "routes.main.per-number-minute", "0"),
                mistake("herald.sms.routes.main.per-number-day must be above", "routes.main.per-number-day", "-1"),
                mistake(
                        "herald.sms.routes.main.per-number-urgent must be between",
                        "routes.main.per-number-urgent",
                        "2"),
                mistake("herald.sms.routes.main.request-timeout must", "routes.main.request-timeout", "0s"),
                mistake("herald.sms.routes.main.connect-timeout must", "routes.main.connect-timeout", "0s"),
                mistake(
                        "herald.sms.routes.sandbox.sandbox.refused must be between",
                        "order",
                        "sandbox",
                        "routes.sandbox.sandbox.refused",
                        "1.5"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_a_sentence_that_names_the_setting(String sentence, String[] settings) {
        assertThatThrownBy(() -> routes(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(sentence)
                .hasMessageEndingWith(".");
    }

    private static Arguments mistake(String sentence, String... settings) {
        var all = new ArrayList<>(List.of("order", "main"));
        all.addAll(List.of(settings));
        return Arguments.of(sentence, with(all.toArray(String[]::new)));
    }

    private static String[] with(String... settings) {
        var all = new ArrayList<>(List.of(TWILIO));
        all.addAll(List.of(settings));
        return all.toArray(String[]::new);
    }

    private static Routes routes(String... settings) {
        var platform = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(PlatformConfig.class)
                .build()
                .getConfigMapping(PlatformConfig.class);
        return new Routes(
                SmsSettings.of(settings),
                platform,
                List.of(SandboxNetwork.withoutDatabase(), new TwilioNetwork().kind()));
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }
}
