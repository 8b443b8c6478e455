package io.herald.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The hub's one clock. It follows PostgreSQL's, so that a node whose own clock is wrong still sends at the right time:
 * every heartbeat calls {@link #follow} with the database's time.
 */
@ApplicationScoped
public class HubClock implements InstantSource {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    /** Sets this clock by PostgreSQL's, read just now. */
    public void follow(Instant databaseTime) {
        ahead = Duration.between(Instant.now(), databaseTime);
    }
}
