package io.herald.platform.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** One connection to the broker, opened when it is needed, and not tried again at once after it failed. */
final class Link {
    private static final Logger LOG = Logger.getLogger(Link.class);
    private static final int LAST_WORDS_MILLIS = 2_000;

    private final String name;
    private final ConnectionFactory factory;
    private final long pause;
    private volatile Connection connection;
    private volatile boolean blocked;
    private IOException lastFailure;
    private long failedAt;

    Link(String name, ConnectionFactory factory, Duration pause) {
        this.name = name;
        this.factory = factory;
        this.pause = pause.toNanos();
    }

    boolean isOpen() {
        var mine = connection;
        return mine != null && mine.isOpen();
    }

    /** Whether the broker said that it reads nothing from us for now. */
    boolean isBlocked() {
        return blocked && isOpen();
    }

    Channel channel() throws IOException {
        try {
            var channel = connection().createChannel();
            if (channel == null) {
                throw new IOException("the broker allows no more channels");
            }
            return channel;
        } catch (RuntimeException closed) {
            throw new IOException("the connection closed", closed);
        }
    }

    /** Closes a channel whatever its state. */
    static void drop(Channel channel) {
        try {
            channel.abort();
        } catch (IOException | RuntimeException gone) {
            LOG.debugf("A channel was gone already (%s)", gone);
        }
    }

    private synchronized Connection connection() throws IOException {
        if (isOpen()) {
            return connection;
        }
        if (lastFailure != null && System.nanoTime() - failedAt < pause) {
            throw new IOException("the broker was away a moment ago", lastFailure);
        }
        try {
            connection = factory.newConnection(name);
            connection.addBlockedListener(reason -> isBlocked(true, reason), () -> isBlocked(false, ""));
            blocked = false;
            lastFailure = null;
            LOG.infof("%s: connected", name);
            return connection;
        } catch (IOException | TimeoutException away) {
            failedAt = System.nanoTime();
            lastFailure = away instanceof IOException said ? said : new IOException("no answer in time", away);
            throw lastFailure;
        }
    }

    private void isBlocked(boolean now, String reason) {
        blocked = now;
        LOG.warnf("%s: the broker %s", name, now ? "takes nothing (" + reason + ")" : "takes messages again");
    }

    void close() {
        var mine = connection;
        if (mine != null) {
            mine.abort(LAST_WORDS_MILLIS);
        }
    }
}
