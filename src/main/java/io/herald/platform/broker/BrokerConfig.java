package io.herald.platform.broker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where RabbitMQ is. Read only when {@code herald.transport} is {@code rabbitmq}. */
@ConfigMapping(prefix = "herald.broker")
public interface BrokerConfig {
    /** {@code amqp://host:port} or {@code amqps://host:port}, with the virtual host as its path when it is not {@code /}. */
    @WithDefault("amqp://127.0.0.1:5672")
    URI url();

    @WithDefault("guest")
    String username();

    @WithDefault("guest")
    String password();

    /** A broker that is silent for two of these counts as away. */
    @WithDefault("10s")
    Duration heartbeat();

    /** How long connecting may take, and how long the broker may take to answer a question. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** The pause between two tries to reach a broker that is away. */
    @WithDefault("1s")
    Duration reconnectEvery();
}
