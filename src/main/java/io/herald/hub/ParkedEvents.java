package io.herald.hub;

import io.herald.event.Inbox;
import io.herald.platform.Db;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** Looks from time to time whether what parked events are about has become known: an import adds delegates without an event. */
@ApplicationScoped
class ParkedEvents {
    private final Db db;
    private final Inbox inbox;
    private final Narrator narrator;

    ParkedEvents(Db db, Inbox inbox, Narrator narrator) {
        this.db = db;
        this.inbox = inbox;
        this.narrator = narrator;
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        runOnce();
    }

    int runOnce() {
        return db.read(inbox::congressesWithParked).stream()
                .mapToInt(narrator::tellParked)
                .sum();
    }
}
