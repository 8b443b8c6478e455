package io.herald.platform.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import io.herald.platform.PlatformConfig;
import io.herald.platform.StartRefused;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.jboss.logging.Logger;

/**
 * RabbitMQ as this node reaches it: one connection to consume and one to publish, for a broker in alarm stops reading from
 * whoever publishes, and acknowledgements must still get through. What is lost is opened again by whoever needs it next;
 * nothing waits in memory for a broker that is away.
 */
@ApplicationScoped
public class Broker {
    /** The value of {@code herald.transport} that makes use of a broker, and the name of the connector. */
    public static final String TRANSPORT = "rabbitmq";

    private static final Logger LOG = Logger.getLogger(Broker.class);
    private static final int BEFORE_ANYTHING_TURNS = -500;

    private final boolean used;
    private final Link consuming;
    private final Link publishing;
    private final ExecutorService opener = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "broker-publishing");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean opening = new AtomicBoolean();
    private volatile Publications publications;

    Broker(BrokerConfig config, PlatformConfig platform) {
        this.used = platform.transport().equals(TRANSPORT);
        var factory = factory(config);
        this.consuming = new Link("herald consuming", factory, config.reconnectEvery());
        this.publishing = new Link("herald publishing", factory, config.reconnectEvery());
    }

    private static ConnectionFactory factory(BrokerConfig config) {
        var factory = new ConnectionFactory();
        try {
            factory.setUri(config.url());
            if (factory.isSSL()) { // of its own accord the client trusts every certificate
                factory.useSslProtocol(SSLContext.getDefault());
                factory.enableHostnameVerification();
            }
        } catch (URISyntaxException | GeneralSecurityException | IllegalArgumentException wrong) {
            throw new StartRefused("herald.broker.url must look like amqp://host:5672: " + wrong.getMessage());
        }
        factory.setUsername(config.username());
        factory.setPassword(config.password());
        factory.setRequestedHeartbeat((int) Math.max(1, config.heartbeat().toSeconds()));
        int patience = (int) config.connectTimeout().toMillis();
        factory.setConnectionTimeout(patience);
        factory.setHandshakeTimeout(patience);
        factory.setChannelRpcTimeout(patience);
        // A channel that comes back by itself would take acknowledgements of messages it never delivered.
        factory.setAutomaticRecoveryEnabled(false);
        return factory;
    }

    /** Whether this hub has a broker at all. */
    public boolean used() {
        return used;
    }

    /** Whether both connections stand. */
    public boolean connected() {
        return consuming.isOpen() && publishing.isOpen();
    }

    /**
     * Looks whether the exchanges and queues are as they must be. A broker that is away is no reason not to start.
     *
     * @throws StartRefused when one of them is there with other arguments
     */
    void look(@Observes @Priority(BEFORE_ANYTHING_TURNS) StartupEvent start) {
        if (!used) {
            return;
        }
        try {
            channelForConsuming().close();
            openPublications();
        } catch (IOException | TimeoutException failure) {
            var reason = refusal(failure);
            if (reason != null) {
                throw new StartRefused(
                        "RabbitMQ has something else under a name of the hub's, or does not let it in: " + reason
                                + ". Delete it there, or give the hub a virtual host of its own in herald.broker.url.");
            }
            LOG.warnf("RabbitMQ is away (%s); the hub starts and looks for it again", failure.toString());
        }
    }

    /** What the broker said, when it said no and will say so again. */
    private static String refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ShutdownSignalException signal
                    && signal.getReason() instanceof AMQP.Channel.Close close
                    && close.getReplyCode() != AMQP.RESOURCE_ERROR) {
                return close.getReplyText();
            }
            if (cause instanceof AuthenticationFailureException wrongPassword) {
                return wrongPassword.getMessage();
            }
        }
        return null;
    }

    /** A new channel on which everything is declared. */
    Channel channelForConsuming() throws IOException {
        return declared(consuming.channel());
    }

    private static Channel declared(Channel channel) throws IOException {
        Topology.declare(channel);
        return channel;
    }

    /**
     * Publishes, persistent and mandatory. Without a connection it fails at once, and one is opened meanwhile.
     *
     * @return completes when the broker has it for good; fails with {@link BrokerAway} when it said no, no queue wants it, or it
     *     went away before it said anything: then it may still have it
     */
    public CompletableFuture<Void> publish(
            String exchange, String routingKey, BasicProperties properties, byte[] body) {
        return publish(exchange, routingKey, true, properties, body);
    }

    /** {@link #publish} to whoever listens: that no queue wants it is no failure. */
    public CompletableFuture<Void> announce(
            String exchange, String routingKey, BasicProperties properties, byte[] body) {
        return publish(exchange, routingKey, false, properties, body);
    }

    private CompletableFuture<Void> publish(
            String exchange, String routingKey, boolean mandatory, BasicProperties properties, byte[] body) {
        if (publishing.isBlocked()) {
            return CompletableFuture.failedFuture(new BrokerAway("the broker takes nothing: its alarm is on"));
        }
        var open = publications;
        if (open == null || !open.isOpen()) {
            openSoon();
            return CompletableFuture.failedFuture(new BrokerAway("the broker is away"));
        }
        return open.publish(exchange, routingKey, mandatory, properties, body);
    }

    private void openSoon() {
        if (opening.compareAndSet(false, true)) {
            opener.execute(() -> {
                try {
                    openPublications();
                } catch (IOException | RuntimeException away) {
                    LOG.debugf("Publishing cannot be opened (%s)", away);
                } finally {
                    opening.set(false);
                }
            });
        }
    }

    private void openPublications() throws IOException {
        publications = new Publications(declared(publishing.channel()));
    }

    /** How many messages of a queue wait for a consumer; empty when the broker cannot say. */
    public OptionalInt waiting(String queue) {
        try {
            var channel = consuming.channel();
            try {
                return OptionalInt.of(channel.queueDeclarePassive(queue).getMessageCount());
            } finally {
                Link.drop(channel);
            }
        } catch (IOException | RuntimeException away) {
            LOG.debugf("The depth of %s is not known (%s)", queue, away);
            return OptionalInt.empty();
        }
    }

    @PreDestroy
    void close() {
        opener.shutdownNow();
        consuming.close();
        publishing.close();
    }
}
