package io.herald.fault;

import static io.herald.provider.twilio.TwilioStandIn.ACCOUNT;
import static io.herald.provider.twilio.TwilioStandIn.TOKEN;

import io.herald.provider.twilio.StandInMessage;
import io.herald.provider.twilio.TwilioStandIn;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Status callbacks as Twilio sends them with {@code rc=5&rp=all}: signed over the public address, and tried again up to five
 * times when they are refused, answered with an error, or not answered. In between stands a balancer that leaves a node
 * alone for a second after a failure.
 */
final class Callbacks {
    private static final int TRIES = 6;
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final Duration NODE_LEFT_ALONE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final HttpClient http;
    private final Map<Integer, Long> failedAt = new ConcurrentHashMap<>();
    private final AtomicLong turn = new AtomicLong();
    private final AtomicLong onTheWay = new AtomicLong();
    private final AtomicLong kept = new AtomicLong();
    private final AtomicLong givenUp = new AtomicLong();
    private volatile List<Integer> ports = List.of();

    Callbacks(Vertx vertx) {
        this.vertx = vertx;
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(1_000), new PoolOptions().setHttp1MaxSize(32));
    }

    void reach(List<Integer> ports) {
        this.ports = List.copyOf(ports);
    }

    /** How many are still to be taken by somebody. */
    long onTheWay() {
        return onTheWay.get();
    }

    /** How many were taken. */
    long kept() {
        return kept.get();
    }

    /** How many nobody took in all their tries: the hub has to ask. */
    long givenUp() {
        return givenUp.get();
    }

    void forget() {
        kept.set(0);
        givenUp.set(0);
    }

    /** The same address, of an attempt that nobody made. */
    static URI aboutNobodys(URI callback) {
        return URI.create(callback.toString().replaceAll("attempt=.*", "attempt=" + UUID.randomUUID()));
    }

    void send(StandInMessage message, URI callback) {
        var fields = message.statusFields(ACCOUNT);
        onTheWay.incrementAndGet();
        attempt(
                callback.getPath() + "?" + callback.getQuery(),
                TwilioStandIn.encode(fields),
                TwilioStandIn.sign(TOKEN, callback.toString(), fields),
                1);
    }

    private void attempt(String path, String form, String signature, int number) {
        var chosen = choose();
        post(chosen, path, form, signature).onComplete(status -> {
            if (status.succeeded() && status.result() / 100 == 2) {
                kept.incrementAndGet();
                onTheWay.decrementAndGet();
                return;
            }
            if (status.failed()) {
                failedAt.put(chosen, System.nanoTime());
            }
            if (number == TRIES) {
                givenUp.incrementAndGet();
                onTheWay.decrementAndGet();
            } else {
                vertx.setTimer(FIRST_PAUSE_MILLIS << number, timer -> attempt(path, form, signature, number + 1));
            }
        });
    }

    private Future<Integer> post(int port, String path, String form, String signature) {
        if (port == 0) {
            return Future.failedFuture("no node is there");
        }
        var request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(path)
                .setTimeout(PATIENCE.toMillis())
                .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .putHeader("X-Twilio-Signature", signature);
        return http.request(request).compose(call -> call.send(form)).map(answer -> answer.statusCode());
    }

    /** In turn, those that failed lately only when there is no other; 0 when there is none at all. */
    private int choose() {
        var all = ports;
        if (all.isEmpty()) {
            return 0;
        }
        long now = System.nanoTime();
        var well = all.stream()
                .filter(port ->
                        now - failedAt.getOrDefault(port, now - NODE_LEFT_ALONE.toNanos()) >= NODE_LEFT_ALONE.toNanos())
                .toList();
        var usable = well.isEmpty() ? all : well;
        return usable.get((int) (turn.getAndIncrement() % usable.size()));
    }
}
