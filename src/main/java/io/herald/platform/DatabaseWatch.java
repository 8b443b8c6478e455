package io.herald.platform;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps the hub's own PostgreSQL alive. */
@ApplicationScoped
class DatabaseWatch {
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        HubDatabase.restartIfDead();
    }
}
