package io.herald.dispatch;

import io.herald.notice.PlanningCursor;
import io.herald.platform.HubClock;
import io.herald.platform.PlatformConfig;
import io.herald.platform.broker.Broker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * What turns by itself: heartbeat, planning, release, rescue, asking. Each turn is one call of something that can be cranked by
 * hand; what fails in one turn is tried again in the next.
 */
@ApplicationScoped
public class Loops {
    private static final Logger LOG = Logger.getLogger(Loops.class);
    private static final int FIRST_OF_ALL = 1;

    private final HubClock clock;
    private final Node node;
    private final PlanningCursor planning;
    private final Releaser releaser;
    private final Rescuer rescuer;
    private final Doubts doubts;
    private final LostMessages lostMessages;
    private final WorkInHand inHand;
    private final Broker broker;
    private final PlatformConfig platform;
    private final DispatchConfig config;
    private final ExecutorService turns = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "planning-and-release");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean awake = new AtomicBoolean();

    Loops(
            HubClock clock,
            Node node,
            PlanningCursor planning,
            Releaser releaser,
            Rescuer rescuer,
            Doubts doubts,
            LostMessages lostMessages,
            WorkInHand inHand,
            Broker broker,
            PlatformConfig platform,
            DispatchConfig config) {
        this.clock = clock;
        this.node = node;
        this.planning = planning;
        this.releaser = releaser;
        this.rescuer = rescuer;
        this.doubts = doubts;
        this.lostMessages = lostMessages;
        this.inHand = inHand;
        this.broker = broker;
        this.platform = platform;
        this.config = config;
    }

    /** Takes up where the last life of this hub left off. */
    void start(@Observes StartupEvent event) {
        node.beat();
        if (platform.database().embedded()) {
            node.buryOthers();
        }
        if (!broker.used()) {
            lostMessages.suspect();
        }
        rescuer.runOnce();
        wake();
    }

    /**
     * Takes nothing any more, lets what is in the air come down, gives the rest back to be sent by others at once, and leaves.
     * Whose calls do not come down keeps its place, so that nobody takes its work before they are over. First of all observers: those that close what the work still needs come later.
     */
    void stop(@Observes @Priority(FIRST_OF_ALL) ShutdownEvent event) {
        inHand.stopTaking();
        turns.shutdown();
        try {
            if (inHand.awaitEnd(config.stopWithin())) {
                turn("The last rescue", rescuer::runOnce);
                turn("Leaving", node::leave);
            } else {
                LOG.warn("Calls are in the air still; another node takes the rest up when this one's lease is over");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** Plans and releases now instead of at the next turn: call it after the commit of what there is to plan. */
    public void wake() {
        if (!turns.isShutdown() && awake.compareAndSet(false, true)) {
            turns.submit(this::planAndRelease);
        }
    }

    /** A page is planned, what is due is released, and so on: an urgent notice never waits for a large audience's planning. */
    private void planAndRelease() {
        awake.set(false);
        try {
            boolean more = true;
            while (more) {
                more = planning.step(clock.instant());
                releaser.runOnce(clock.instant());
            }
        } catch (RuntimeException failed) {
            LOG.warnf("Planning and release failed (%s); the next turn tries again", failed);
            lostMessages.suspect();
        }
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void plan() {
        wake();
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void beat() {
        turn("The heartbeat", node::beat);
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void rescue() {
        turn("The rescue", rescuer::runOnce);
    }

    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    void ask() {
        turn("Asking", () -> {
            while (doubts.runOnce(clock.instant()) > 0) {
                // Until nothing is due for asking: each attempt is claimed for a while when it is asked about.
            }
        });
    }

    private static void turn(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            LOG.warnf("%s failed (%s); the next turn tries again", what, failed);
        }
    }
}
