package io.herald.platform.broker;

import io.herald.platform.PlatformConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** The real configuration mappings over a few properties. */
final class BrokerSettings {
    private BrokerSettings() {}

    static BrokerConfig config(int port) {
        return of(
                        Map.of(
                                "herald.broker.url", "amqp://127.0.0.1:" + port,
                                "herald.broker.reconnect-every", "200ms",
                                "herald.broker.connect-timeout", "3s"),
                        BrokerConfig.class)
                .getConfigMapping(BrokerConfig.class);
    }

    static PlatformConfig platform() {
        return of(Map.of("herald.transport", Broker.TRANSPORT), PlatformConfig.class)
                .getConfigMapping(PlatformConfig.class);
    }

    /** What a channel says of itself in the application's configuration. */
    static Config channel(String queue, String payload, int prefetch) {
        return of(Map.of("queue", queue, "payload", payload, "prefetch", Integer.toString(prefetch)));
    }

    private static SmallRyeConfig of(Map<String, String> properties, Class<?>... mappings) {
        var builder = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withValidateUnknown(false)
                .withSources(new PropertiesConfigSource(properties, "test", 100));
        for (var mapping : mappings) {
            builder.withMapping(mapping);
        }
        return builder.build();
    }
}
