package io.herald.provider.sandbox;

import io.herald.TestDatabase;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.provider.Inbound;
import io.herald.provider.Network;
import io.herald.provider.ProviderKind;
import io.herald.provider.Report;
import io.herald.provider.ReportSink;
import io.herald.provider.Route;
import io.herald.provider.SmsSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The simulated phone network on a real database, with a sink that keeps what it is handed. */
public final class SandboxNetwork implements Network {
    final SandboxMessageStore messages = new SandboxMessageStore();
    final SandboxReceiptStore receipts = new SandboxReceiptStore();
    final HubClock clock = new HubClock();
    final Kept kept = new Kept();
    final TestDatabase database = TestDatabase.fresh();
    final Db db = database.db();
    private final ProviderKind kind = new SandboxKind(db, messages, receipts, (InstantSource) clock);

    /** For tests that submit nothing. */
    public static ProviderKind withoutDatabase() {
        return new SandboxKind(null, null, null, Instant::now);
    }

    /** What the hub would have committed. */
    static final class Kept implements ReportSink {
        final List<Report> reports = new ArrayList<>();
        final List<Inbound> inbound = new ArrayList<>();

        @Override
        public void accept(List<Report> handed) {
            reports.addAll(handed);
        }

        @Override
        public void receive(Inbound message) {
            inbound.add(message);
        }
    }

    @Override
    public ProviderKind kind() {
        return kind;
    }

    @Override
    public Route route() {
        return route(Map.of());
    }

    Route route(Map<String, String> behaviour) {
        var properties = new HashMap<String, String>();
        behaviour.forEach((setting, value) -> properties.put("herald.sms.routes.sandbox.sandbox." + setting, value));
        return kind.route("sandbox", SmsSettings.of(properties).routes().get("sandbox"));
    }

    @Override
    public Route refusing() {
        return route(Map.of("refused", "1"));
    }

    SandboxReceipts pump(ReportSink sink) {
        return new SandboxReceipts(db, receipts, List.of(sink), clock);
    }

    SandboxResource resource() {
        return new SandboxResource(db, messages, List.of(kept), clock);
    }

    @Override
    public List<String> texts(String phone) {
        return db.read(tx -> messages.ofPhone(tx, phone)).stream()
                .map(SandboxMessage::text)
                .toList();
    }

    @Override
    public List<Report> deliver(UUID attempt) {
        pump(kept).runOnce(clock.instant().plus(Duration.ofHours(1)));
        return kept.reports.stream()
                .filter(report -> report.attempt().equals(attempt))
                .toList();
    }

    @Override
    public Inbound reply(String phone, String text) {
        resource().reply(phone, new SandboxResource.Reply(text));
        return kept.inbound.get(kept.inbound.size() - 1);
    }

    @Override
    public void close() {
        database.close();
    }
}
