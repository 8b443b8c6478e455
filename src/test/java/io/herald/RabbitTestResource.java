package io.herald;

import io.herald.services.RabbitServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives a hub under {@code @QuarkusTest} a broker of its own, which the test finds in a field of the type {@link RabbitServer}:
 * {@code @QuarkusTestResource(value = RabbitTestResource.class, restrictToAnnotatedClass = true)}.
 */
public final class RabbitTestResource implements QuarkusTestResourceLifecycleManager {
    private RabbitServer rabbit;

    @Override
    public Map<String, String> start() {
        rabbit = RabbitServer.start();
        return Map.of(
                "herald.transport", "rabbitmq",
                "herald.status.enabled", "true",
                "herald.broker.url", "amqp://127.0.0.1:" + rabbit.port(),
                "herald.broker.reconnect-every", "200ms",
                "herald.broker.connect-timeout", "3s",
                "herald.status.confirm-timeout", "3s",
                "herald.dispatch.publish-timeout", "2s");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(rabbit, new TestInjector.MatchesType(RabbitServer.class));
    }

    @Override
    public void stop() {
        rabbit.close();
    }
}
