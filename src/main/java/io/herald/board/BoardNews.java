package io.herald.board;

import io.herald.platform.Redis;
import io.herald.platform.RedisAway;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.RedisConnection;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Listens to which congresses' tallies changed, on whichever node. While it cannot hear, it says so. */
@ApplicationScoped
class BoardNews {
    private static final int LISTEN_AGAIN_MILLIS = 500;

    private final Redis redis;
    private final LiveTallies live;
    private final Map<String, Long> changes = new ConcurrentHashMap<>();
    private final AtomicLong missed = new AtomicLong();
    private volatile RedisConnection connection;
    private ScheduledExecutorService listening;

    BoardNews(Redis redis, LiveTallies live) {
        this.redis = redis;
        this.live = live;
    }

    /** Grows with each change of a congress's tallies, and with each time that some may have been missed. */
    long of(String congress) {
        return missed.get() + changes.getOrDefault(congress, 0L);
    }

    /** Whether a change may go unheard now. */
    boolean isDeaf() {
        return connection == null || !live.areWell();
    }

    void start(@Observes StartupEvent event) {
        if (redis.isConfigured()) {
            listening = Executors.newSingleThreadScheduledExecutor(task -> {
                var thread = new Thread(task, "board-news");
                thread.setDaemon(true);
                return thread;
            });
            listening.scheduleWithFixedDelay(this::listen, 0, LISTEN_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (listening != null) {
            listening.shutdownNow();
        }
        var last = connection;
        if (last != null) {
            last.closeAndForget();
        }
    }

    private void listen() {
        if (connection != null) {
            return;
        }
        try {
            var fresh = redis.connect();
            fresh.handler(this::hear);
            fresh.exceptionHandler(broken -> lose(fresh));
            fresh.endHandler(() -> lose(fresh));
            connection = fresh;
            fresh.send(Request.cmd(Command.SUBSCRIBE).arg(LiveTallies.CHANGED))
                    .subscribe()
                    .with(subscribed -> missed.incrementAndGet(), refused -> lose(fresh));
        } catch (RedisAway away) {
            connection = null;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void lose(RedisConnection lost) {
        if (connection == lost) {
            connection = null;
            lost.closeAndForget();
        }
    }

    private void hear(Response message) {
        if (message != null && message.size() == 3 && message.get(0).toString().equals("message")) {
            message.get(2).toString().lines().forEach(congress -> changes.merge(congress, 1L, Long::sum));
        }
    }
}
