package io.herald.provider.twilio;

import io.herald.platform.HubClock;
import io.herald.platform.PlatformConfig;
import io.herald.provider.HookRequest;
import io.herald.provider.Inbound;
import io.herald.provider.Outcome;
import io.herald.provider.ProviderKind;
import io.herald.provider.Report;
import io.herald.provider.Route;
import io.herald.provider.SmsConfig.RouteConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Twilio: one route for each configured account and sender, and the translation of its callbacks. */
@ApplicationScoped
class TwilioKind implements ProviderKind {
    static final String KIND = "twilio";

    private final TwilioSignature signature;
    private final InstantSource clock;
    private final List<TwilioAccount> accounts = new CopyOnWriteArrayList<>();
    private final List<SingleCallTransport> transports = new CopyOnWriteArrayList<>();

    @Inject
    TwilioKind(PlatformConfig platform, HubClock clock) {
        this(platform.publicUrl(), clock);
    }

    TwilioKind(URI publicUrl, InstantSource clock) {
        this.signature = new TwilioSignature(publicUrl);
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Route route(String name, RouteConfig config) {
        var account = TwilioAccount.of(name, config);
        var transport = new SingleCallTransport(config);
        accounts.add(account);
        transports.add(transport);
        return new TwilioRoute(account, transport, clock);
    }

    /** Only the tokens of the account that a form names are tried: one account cannot speak for another. */
    @Override
    public boolean authentic(HookRequest request) {
        var named = field(request, "AccountSid");
        var tokens = accounts.stream()
                .filter(account ->
                        request.form().isEmpty() || account.accountSid().equals(named))
                .flatMap(account -> account.tokens().stream())
                .distinct()
                .toList();
        return signature.valid(request, tokens);
    }

    @Override
    public Optional<Report> report(HookRequest request) {
        var ref = field(request, "MessageSid");
        return TwilioStatus.progress(field(request, "MessageStatus"))
                .filter(progress -> !ref.isEmpty())
                .flatMap(progress -> route(request, field(request, "From"))
                        .map(route -> new Report(route, attempt(request), ref, progress, field(request, "ErrorCode"))));
    }

    @Override
    public Optional<Inbound> inbound(HookRequest request) {
        var ref = field(request, "MessageSid");
        var from = field(request, "From");
        var to = field(request, "To");
        if (ref.isEmpty() || from.isEmpty()) {
            return Optional.empty();
        }
        return route(request, to)
                .map(route -> new Inbound(route, ref, from, to, field(request, "Body"), wish(request)));
    }

    @Override
    public HookAnswer inboundAnswer() {
        return new HookAnswer("text/xml", "<Response/>");
    }

    @Override
    public Outcome classify(String code) {
        return TwilioCodes.afterAcceptance(code);
    }

    @PreDestroy
    void close() throws IOException {
        for (var transport : transports) {
            transport.close();
        }
    }

    /** The route of the account named; of several on one account, the one with this service or sender. */
    private Optional<String> route(HookRequest request, String sender) {
        var service = field(request, "MessagingServiceSid");
        return accounts.stream()
                .filter(account -> account.accountSid().equals(field(request, "AccountSid")))
                .min(Comparator.comparing(account ->
                        !(account.messagingServiceSid().filter(service::equals).isPresent()
                                || account.from().filter(sender::equals).isPresent())))
                .map(TwilioAccount::route);
    }

    private static UUID attempt(HookRequest request) {
        var attempt = request.query().getOrDefault("attempt", "");
        return attempt.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}") ? UUID.fromString(attempt) : null;
    }

    /** Only said with Twilio's Advanced Opt-Out. */
    private static Inbound.Wish wish(HookRequest request) {
        return switch (field(request, "OptOutType")) {
            case "STOP" -> Inbound.Wish.STOP;
            case "START" -> Inbound.Wish.START;
            default -> Inbound.Wish.UNSAID;
        };
    }

    private static String field(HookRequest request, String name) {
        return request.form().getOrDefault(name, List.of()).stream().findFirst().orElse("");
    }
}
