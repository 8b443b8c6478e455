package io.herald.provider.sandbox;

import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.provider.HookRequest;
import io.herald.provider.Inbound;
import io.herald.provider.Outcome;
import io.herald.provider.Outcome.Refusal;
import io.herald.provider.Outcome.Refused;
import io.herald.provider.Outcome.Trouble;
import io.herald.provider.Outcome.TryLater;
import io.herald.provider.ProviderKind;
import io.herald.provider.Report;
import io.herald.provider.Route;
import io.herald.provider.SmsConfig.RouteConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** The simulated phone network. It lives in the hub, so it takes no callbacks from outside: none is ever authentic. */
@ApplicationScoped
class SandboxKind implements ProviderKind {
    static final String KIND = "sandbox";
    static final String NO_SUCH_PHONE = "no-such-phone";
    static final String HANDSET_OFF = "handset-off";

    private final Db db;
    private final SandboxMessageStore messages;
    private final SandboxReceiptStore receipts;
    private final InstantSource clock;

    @Inject
    SandboxKind(Db db, SandboxMessageStore messages, SandboxReceiptStore receipts, HubClock clock) {
        this(db, messages, receipts, (InstantSource) clock);
    }

    SandboxKind(Db db, SandboxMessageStore messages, SandboxReceiptStore receipts, InstantSource clock) {
        this.db = db;
        this.messages = messages;
        this.receipts = receipts;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Route route(String name, RouteConfig config) {
        var settings = config.sandbox();
        Map.of(
                        "refused", settings.refused(),
                        "undelivered", settings.undelivered(),
                        "lost-receipts", settings.lostReceipts(),
                        "repeated-receipts", settings.repeatedReceipts())
                .forEach((setting, share) -> demand(share >= 0 && share <= 1, setting + " must be between 0 and 1."));
        demand(!settings.answerDelay().isNegative(), "answer-delay must not be negative.");
        demand(!settings.receiptDelay().isNegative(), "receipt-delay must not be negative.");
        return new SandboxRoute(name, config, db, messages, receipts, clock);
    }

    @Override
    public boolean authentic(HookRequest request) {
        return false;
    }

    @Override
    public Optional<Report> report(HookRequest request) {
        return Optional.empty();
    }

    @Override
    public Optional<Inbound> inbound(HookRequest request) {
        return Optional.empty();
    }

    @Override
    public HookAnswer inboundAnswer() {
        return new HookAnswer("text/plain", "");
    }

    @Override
    public Outcome classify(String code) {
        return NO_SUCH_PHONE.equals(code)
                ? new Refused(Refusal.ADDRESS, code)
                : new TryLater(Trouble.HANDSET, Duration.ofSeconds(30), code);
    }

    private static void demand(boolean met, String sentence) {
        if (!met) {
            throw new IllegalArgumentException("sandbox." + sentence);
        }
    }
}
