package io.herald.provider.twilio;

import io.herald.provider.SmsConfig.RouteConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A route's account as configured.
 *
 * @param user what signs in: the API key when there is one, else the account itself
 * @param tokens the auth tokens that callbacks may be signed with, two while they are being rotated
 */
record TwilioAccount(
        String route,
        String accountSid,
        String user,
        String password,
        List<String> tokens,
        Optional<String> from,
        Optional<String> messagingServiceSid,
        Duration provenAbsentAfter) {

    /** @throws IllegalArgumentException with a sentence that starts with the setting's name */
    static TwilioAccount of(String route, RouteConfig config) {
        var account = needed(config.accountSid(), "account-sid");
        var token = needed(config.authToken(), "auth-token");
        demand(account.matches("AC[0-9a-fA-F]{32}"), "account-sid must be AC and 32 hexadecimal digits.");
        demand(
                config.apiKey().isPresent() == config.apiSecret().isPresent(),
                "api-key and api-secret must be set together.");
        demand(
                config.from().isPresent() || config.messagingServiceSid().isPresent(),
                "from or messaging-service-sid must be set.");
        demand(
                List.of("http", "https")
                        .contains(String.valueOf(config.baseUrl().getScheme())),
                "base-url must start with http:// or https://.");
        return new TwilioAccount(
                route,
                account,
                config.apiKey().orElse(account),
                config.apiSecret().orElse(token),
                Stream.concat(Stream.of(token), config.secondAuthToken().stream())
                        .toList(),
                config.from(),
                config.messagingServiceSid(),
                config.provenAbsentAfter());
    }

    private static String needed(Optional<String> value, String setting) {
        return value.filter(text -> !text.isBlank())
                .orElseThrow(() -> new IllegalArgumentException(setting + " must be set."));
    }

    private static void demand(boolean met, String sentence) {
        if (!met) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
