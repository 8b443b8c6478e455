package io.herald.platform;

import io.quarkus.arc.InjectableInstance;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.RedisConnection;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The way to Redis, where one is configured. Each call waits for its answer, so it belongs on a worker thread, and no call waits
 * long: Redis is never the truth, and whoever asks it knows what to do without.
 */
@ApplicationScoped
public class Redis {
    private static final long PATIENCE = Duration.ofSeconds(1).toMillis();

    private final io.vertx.mutiny.redis.client.Redis client;

    @Inject
    Redis(InjectableInstance<io.vertx.mutiny.redis.client.Redis> configured) {
        this(configured.listActive().stream().findFirst().orElse(null));
    }

    private Redis(io.vertx.mutiny.redis.client.Redis client) {
        this.client = client;
    }

    /** A way to Redis outside the running hub, for tests. */
    public static Redis over(io.vertx.mutiny.redis.client.Redis client) {
        return new Redis(client);
    }

    /** Without Redis nothing else here may be called. */
    public boolean isConfigured() {
        return client != null;
    }

    /**
     * Runs a script, sending its text only to a server that does not know it yet.
     *
     * @throws RedisAway when no answer came, or none that a healthy Redis gives
     */
    public Response run(RedisScript script, List<String> keys, List<String> arguments) throws InterruptedException {
        try {
            return send(script.request(Command.EVALSHA, script.sha(), keys, arguments));
        } catch (RedisAway refused) {
            if (!refused.isUnknownScript()) {
                throw refused;
            }
            return send(script.request(Command.EVAL, script.text(), keys, arguments));
        }
    }

    /** Sends one command. */
    public Response send(Request request) throws InterruptedException {
        try {
            return client.send(request).subscribeAsCompletionStage().get(PATIENCE, TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new RedisAway(failed.getCause());
        } catch (TimeoutException silent) {
            throw new RedisAway(silent);
        } catch (IllegalStateException busy) { // the client's own queue is full
            throw new RedisAway(busy);
        }
    }

    /** A connection of one's own, to listen on. */
    public RedisConnection connect() throws InterruptedException {
        try {
            return client.connect().subscribeAsCompletionStage().get(PATIENCE, TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new RedisAway(failed.getCause());
        } catch (TimeoutException silent) {
            throw new RedisAway(silent);
        }
    }
}
