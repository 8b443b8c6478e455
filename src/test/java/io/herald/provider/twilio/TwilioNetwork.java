package io.herald.provider.twilio;

import io.herald.provider.Inbound;
import io.herald.provider.Network;
import io.herald.provider.ProviderKind;
import io.herald.provider.Report;
import io.herald.provider.Route;
import io.herald.provider.SmsSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Twilio's provider with the stand-in behind it. */
public final class TwilioNetwork implements Network {
    private final TwilioStandIn twilio = new TwilioStandIn();
    private final TwilioStandIn refuses = new TwilioStandIn();
    private final TwilioKind kind = newKind();
    private final Route route = route("main", twilio);

    static TwilioKind newKind() {
        return new TwilioKind(URI.create("https://hub.example"), Instant::now);
    }

    @Override
    public ProviderKind kind() {
        return kind;
    }

    @Override
    public Route route() {
        return route;
    }

    @Override
    public Route refusing() {
        refuses.always(StandInAnswer.refused(400, 21211));
        return route("refusing", refuses);
    }

    @Override
    public List<String> texts(String phone) {
        return Stream.of(twilio, refuses)
                .flatMap(at -> at.taken(phone).stream())
                .map(message -> message.form().get("Body"))
                .toList();
    }

    @Override
    public List<Report> deliver(UUID attempt) {
        var sid = twilio.all().stream()
                .filter(message -> message.form().get("StatusCallback").contains(attempt.toString()))
                .findFirst()
                .orElseThrow()
                .sid();
        return Stream.of("sent", "delivered")
                .map(status -> {
                    twilio.becomes(sid, status, null);
                    return twilio.statusHook(sid, TwilioStandIn.TOKEN);
                })
                .filter(kind::authentic)
                .map(kind::report)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Inbound reply(String phone, String text) {
        var fields = Map.of(
                "MessageSid",
                "SM" + UUID.randomUUID().toString().replace("-", ""),
                "AccountSid",
                TwilioStandIn.ACCOUNT,
                "From",
                phone,
                "To",
                "+15005550006",
                "Body",
                text);
        var hook =
                TwilioStandIn.hook(URI.create("https://hub.example/hooks/twilio/inbound"), fields, TwilioStandIn.TOKEN);
        return Optional.of(hook).filter(kind::authentic).flatMap(kind::inbound).orElseThrow();
    }

    @Override
    public void close() {
        try {
            kind.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        twilio.close();
        refuses.close();
    }

    private Route route(String name, TwilioStandIn at) {
        var properties = new HashMap<String, String>();
        Map.of(
                        "kind",
                        "twilio",
                        "account-sid",
                        TwilioStandIn.ACCOUNT,
                        "auth-token",
                        TwilioStandIn.TOKEN,
                        "from",
                        "+15005550006",
                        "proven-absent-after",
                        "0s",
                        "base-url",
                        at.url().toString())
                .forEach((setting, value) -> properties.put("herald.sms.routes." + name + "." + setting, value));
        return kind.route(name, SmsSettings.of(properties).routes().get(name));
    }
}
