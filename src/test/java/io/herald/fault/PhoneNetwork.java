package io.herald.fault;

import static io.herald.provider.twilio.TwilioStandIn.ACCOUNT;

import io.herald.provider.twilio.StandInAnswer;
import io.herald.provider.twilio.StandInMessage;
import io.herald.provider.twilio.TwilioStandIn;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The far side of SMS, as a cluster reaches it through Twilio's API: takes messages, keeps a record of its own of every one, is
 * asked about them, and reports by itself what becomes of them. It lives in the tests' process and so outlives every node.
 *
 * <p>One event loop does everything, so that it takes more messages a second than two nodes can send beside it.
 */
final class PhoneNetwork implements AutoCloseable {
    private static final String MESSAGES = "/2010-04-01/Accounts/" + ACCOUNT + "/Messages";
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final int LONGEST_ANSWER_MILLIS = 10;

    /** What a share of the calls gets instead of the usual answer, from 0 to 1. */
    record Trouble(double share, StandInAnswer answer) {}

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final Random dice;
    private final HttpServer server;
    private final Callbacks callbacks;
    private final Map<String, StandInMessage> messages = new ConcurrentHashMap<>();
    private final Map<String, Collection<String>> sids = new ConcurrentHashMap<>();
    private final AtomicLong calls = new AtomicLong();
    private final Queue<StandInAnswer> next = new ArrayDeque<>();
    private volatile List<Trouble> troubles = List.of();
    private volatile Receipts receipts = Receipts.inOrder();
    private volatile int lookUpStatus = 200;

    PhoneNetwork(long seed) {
        dice = new Random(seed);
        callbacks = new Callbacks(vertx);
        // No lingering: a connection that is broken on purpose is reset, not closed politely.
        server = vertx.createHttpServer(new HttpServerOptions().setSoLinger(0))
                .requestHandler(this::serve)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** Where reports go: the nodes behind the public address. */
    void reaches(List<Integer> ports) {
        callbacks.reach(ports);
    }

    void troubles(Trouble... troubles) {
        this.troubles = List.of(troubles);
    }

    /** What the next so many calls get, whatever else is set. */
    void next(int calls, StandInAnswer answer) {
        synchronized (next) {
            for (int call = 0; call < calls; call++) {
                next.add(answer);
            }
        }
    }

    /** The status of every question about messages from now on; 200 answers it. */
    void lookUps(int status) {
        lookUpStatus = status;
    }

    void receipts(Receipts receipts) {
        this.receipts = receipts;
    }

    /** Takes everything, answers everything, reports in order. */
    void behave() {
        troubles();
        synchronized (next) {
            next.clear();
        }
        lookUps(200);
        receipts(Receipts.inOrder());
    }

    /** Begins a new record. */
    void forget() {
        messages.clear();
        sids.clear();
        calls.set(0);
        callbacks.forget();
    }

    /** How many messages were handed in, taken or not. */
    long calls() {
        return calls.get();
    }

    Callbacks callbacks() {
        return callbacks;
    }

    /** Every message taken whose text holds these words. */
    List<StandInMessage> taken(String words) {
        return messages.values().stream()
                .filter(message -> message.form().get("Body").contains(words))
                .toList();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void serve(HttpServerRequest request) {
        request.bodyHandler(body -> {
            if (request.method() == HttpMethod.POST) {
                create(request, TwilioStandIn.decode(body.toString(StandardCharsets.UTF_8)));
            } else {
                lookUp(request);
            }
        });
    }

    private void create(HttpServerRequest request, Map<String, String> form) {
        calls.incrementAndGet();
        var answer = nextAnswer();
        var sid = "SM" + UUID.randomUUID().toString().replace("-", "");
        var message = new StandInMessage(sid, form, "queued", null, Instant.now());
        if (answer.keeps()) {
            messages.put(sid, message);
            sids.computeIfAbsent(form.get("To"), phone -> new ConcurrentLinkedQueue<>())
                    .add(sid);
            report(sid);
        }
        long delay = 1 + dice.nextInt(LONGEST_ANSWER_MILLIS) + (answer.keeps() ? receipts.answerLate(dice) : 0);
        vertx.setTimer(delay, timer -> answer(request, answer, message));
    }

    private void answer(HttpServerRequest request, StandInAnswer answer, StandInMessage message) {
        switch (answer.ending()) {
            case RESETS, DRIPS -> request.connection().close();
            case STAYS_SILENT -> vertx.setTimer(SILENCE.toMillis(), over -> created(request.response(), message));
            case ANSWERS -> {
                answer.headers().forEach(request.response()::putHeader);
                if (answer.body() == null) {
                    created(request.response(), message);
                } else {
                    request.response().setStatusCode(answer.status()).end(answer.body());
                }
            }
        }
    }

    private static void created(HttpServerResponse response, StandInMessage message) {
        if (!response.closed()) {
            response.setStatusCode(201).end(message.json(ACCOUNT).encode());
        }
    }

    private StandInAnswer nextAnswer() {
        synchronized (next) {
            if (!next.isEmpty()) {
                return next.remove();
            }
        }
        double roll = dice.nextDouble();
        for (var trouble : troubles) {
            if (roll < trouble.share()) {
                return trouble.answer();
            }
            roll -= trouble.share();
        }
        return StandInAnswer.created();
    }

    /** The message goes its way; what is reported of it, when, and how often, is the receipts' affair. */
    private void report(String sid) {
        for (var receipt : receipts.of(dice)) {
            vertx.setTimer(receipt.afterMillis(), timer -> {
                var now = messages.computeIfPresent(sid, (id, message) -> further(message, receipt.status()));
                for (int copy = 0; copy < receipt.copies(); copy++) {
                    callbacks.send(now.with(receipt.status(), null), now.callback());
                }
                if (receipt.alsoUnknown()) {
                    callbacks.send(now.with(receipt.status(), null), Callbacks.aboutNobodys(now.callback()));
                }
            });
        }
    }

    private static StandInMessage further(StandInMessage message, String status) {
        return message.status().equals("delivered") ? message : message.with(status, null);
    }

    private void lookUp(HttpServerRequest request) {
        var path = request.path();
        if (lookUpStatus != 200) {
            request.response().setStatusCode(lookUpStatus).end("{\"code\": 20503, \"status\": " + lookUpStatus + "}");
        } else if (path.equals(MESSAGES + ".json")) {
            request.response().end(list(request.getParam("To")).encode());
        } else {
            var message = messages.get(path.replace(MESSAGES + "/", "").replace(".json", ""));
            request.response()
                    .setStatusCode(message == null ? 404 : 200)
                    .end(
                            message == null
                                    ? "{\"code\": 20404, \"status\": 404}"
                                    : message.json(ACCOUNT).encode());
        }
    }

    private JsonObject list(String phone) {
        var found = sids.getOrDefault(phone, List.of()).stream()
                .map(sid -> messages.get(sid).json(ACCOUNT))
                .toList();
        return new JsonObject()
                .put("messages", new JsonArray(found))
                .put("page_size", 1000)
                .putNull("next_page_uri");
    }
}
