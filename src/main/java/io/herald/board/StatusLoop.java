package io.herald.board;

import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.StartRefused;
import io.herald.platform.broker.Broker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Lets changes be noted where the hub passes them on, passes them on each second, and counts what waits. */
@ApplicationScoped
class StatusLoop {
    private static final Logger LOG = Logger.getLogger(StatusLoop.class);

    /** Before anything turns that moves a delivery. */
    private static final int BEFORE_ANYTHING_TURNS = -400;

    private static final int FIRST_OF_ALL = 1;

    private final Db db;
    private final HubClock clock;
    private final Broker broker;
    private final StatusRelay relay;
    private final DeliveryChangeStore changes;
    private final boolean enabled;
    private volatile long waiting;
    private volatile Instant since;
    private volatile boolean stopping;

    StatusLoop(
            Db db, HubClock clock, Broker broker, StatusRelay relay, DeliveryChangeStore changes, StatusConfig config) {
        this.db = db;
        this.clock = clock;
        this.broker = broker;
        this.relay = relay;
        this.changes = changes;
        this.enabled = config.enabled();
    }

    /** @throws StartRefused when changes are to be passed on and there is no broker for them: they would pile up for ever */
    void start(@Observes @Priority(BEFORE_ANYTHING_TURNS) StartupEvent event, MeterRegistry meters) {
        if (enabled && !broker.used()) {
            throw new StartRefused("herald.status.enabled needs a broker: set herald.transport to " + Broker.TRANSPORT
                    + ", or leave it off.");
        }
        db.transact(tx -> changes.note(tx, enabled));
        if (enabled) {
            Gauge.builder("herald.status.waiting", () -> waiting)
                    .description("Changes of deliveries that wait to be passed on to herald.status")
                    .register(meters);
            Gauge.builder("herald.status.oldest", this::ageOfOldest)
                    .baseUnit("seconds")
                    .description("How long the oldest of them has waited")
                    .register(meters);
        }
    }

    void stop(@Observes @Priority(FIRST_OF_ALL) ShutdownEvent event) {
        stopping = true;
    }

    private double ageOfOldest() {
        var oldest = since;
        return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void pass() {
        if (enabled) {
            turn("Passing changes on", () -> {
                while (!stopping && StatusRelay.full(relay.runOnce())) {
                    // Until what is left is less than a page, or the broker is away.
                }
            });
        }
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void count() {
        if (enabled) {
            turn(
                    "Counting changes",
                    () -> db.read(tx -> {
                        since = changes.waitingSince(tx).orElse(null);
                        waiting = changes.waiting(tx);
                        return waiting;
                    }));
        }
    }

    private static void turn(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            LOG.warnf("%s failed (%s); the next turn tries again", what, failed);
        }
    }
}
