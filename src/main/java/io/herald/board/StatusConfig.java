package io.herald.board;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the hub tells others of every change of a delivery. */
@ConfigMapping(prefix = "herald.status")
interface StatusConfig {
    /** Whether changes are noted and passed on to the exchange {@code herald.status}; needs {@code herald.transport: rabbitmq}. */
    @WithDefault("false")
    boolean enabled();

    /** How long the broker may take to confirm what is passed on at once before it counts as away; below 15 s. */
    @WithDefault("5s")
    Duration confirmTimeout();
}
