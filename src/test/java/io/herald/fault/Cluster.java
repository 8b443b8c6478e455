package io.herald.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.herald.provider.twilio.TwilioStandIn;
import io.herald.services.PostgresServer;
import io.herald.services.RabbitServer;
import io.herald.services.RedisServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Two nodes of the built jar on one PostgreSQL, RabbitMQ and Redis, with a phone network at the far end, and a congress of
 * people with phones. All of it can be broken; heartbeats and time-outs are seconds.
 */
final class Cluster implements AutoCloseable {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final AtomicInteger WORDS = new AtomicInteger();

    private final Scale scale;
    private final BigCongress congress;
    private final PostgresServer postgres;
    private final RabbitServer rabbit;
    private final RedisServer redis;
    private final PhoneNetwork network = new PhoneNetwork(1);
    private final List<HubProcess> nodes;
    private final ClusterWitness witness;

    /** A broadcast on its way: what its texts hold, and the notice it became. */
    record Broadcast(String words, String notice, long askedAt) {}

    private Cluster(Scale scale, PostgresServer postgres, RabbitServer rabbit, RedisServer redis) throws IOException {
        this.scale = scale;
        this.congress = new BigCongress("great", scale.heads(), false);
        this.postgres = postgres;
        this.rabbit = rabbit;
        this.redis = redis;
        var home = HubProcess.left("cluster-" + NUMBERS.incrementAndGet());
        this.nodes = List.of(node(home.resolve("a")), node(home.resolve("b")));
        this.witness = new ClusterWitness(this);
    }

    /** Starts everything, and lets the congress in. */
    static Cluster start(Scale scale) throws Exception {
        var postgres = CompletableFuture.supplyAsync(PostgresServer::start);
        var rabbit = CompletableFuture.supplyAsync(RabbitServer::start);
        var redis = CompletableFuture.supplyAsync(RedisServer::start);
        var cluster = new Cluster(scale, postgres.join(), rabbit.join(), redis.join());
        try {
            cluster.heal();
            cluster.congress.enter(cluster.a());
            cluster.witness.startWatching();
            return cluster;
        } catch (Exception | Error failed) {
            cluster.close();
            throw failed;
        }
    }

    Scale scale() {
        return scale;
    }

    BigCongress congress() {
        return congress;
    }

    PostgresServer postgres() {
        return postgres;
    }

    RabbitServer rabbit() {
        return rabbit;
    }

    RedisServer redis() {
        return redis;
    }

    PhoneNetwork network() {
        return network;
    }

    ClusterWitness witness() {
        return witness;
    }

    List<HubProcess> nodes() {
        return nodes;
    }

    HubProcess a() {
        return nodes.get(0);
    }

    HubProcess b() {
        return nodes.get(1);
    }

    /** Before a story: both nodes run, the network behaves, and its record is empty. */
    void heal() throws Exception {
        network.behave();
        network.forget();
        startDead();
    }

    /** Starts what does not run and waits until both nodes are ready. */
    void startDead() throws IOException {
        startWithoutWaiting();
        nodes.forEach(HubProcess::awaitReady);
    }

    void startWithoutWaiting() throws IOException {
        for (var node : nodes) {
            if (!node.isAlive()) {
                node.start();
            }
        }
        network.reaches(nodes.stream().map(HubProcess::port).toList());
    }

    /** Tells everyone, by whichever node takes the request; asked again with the same key when one cannot. */
    Broadcast broadcast() {
        return broadcast(new JsonObject());
    }

    /** @param more further fields of the request */
    Broadcast broadcast(JsonObject more) {
        var words = "Story " + WORDS.incrementAndGet() + ".";
        var request = new JsonObject(BigCongress.broadcast(words)).mergeIn(more);
        long now = System.nanoTime();
        return new Broadcast(words, ask(words, request.encode()), now);
    }

    private String ask(String key, String request) {
        var id = new String[1];
        await().atMost(scale.patience()).pollInterval(Duration.ofMillis(50)).until(() -> {
            id[0] = alive().map(node -> asked(node, key, request))
                    .filter(answer -> !answer.isEmpty())
                    .findFirst()
                    .orElse("");
            return !id[0].isEmpty();
        });
        return id[0];
    }

    /** The notice's id, empty when the node could not take the request. */
    private String asked(HubProcess node, String key, String request) {
        try {
            var answer = node.postLater(congress.notices(), request, key).join();
            if (answer.statusCode() == 503) {
                return "";
            }
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
            return new JsonObject(answer.body()).getString("id");
        } catch (CompletionException cutOff) {
            return "";
        }
    }

    Stream<HubProcess> alive() {
        return nodes.stream().filter(HubProcess::isAlive);
    }

    /** Waits until the network has taken this share of a broadcast, from 0 to 1. */
    void awaitTaken(Broadcast broadcast, double share) {
        awaitAtLeast((long) (share * congress.heads()), () -> witness.taken(broadcast));
    }

    private void awaitAtLeast(long least, LongSupplier count) {
        await().atMost(scale.patience()).pollInterval(Duration.ofMillis(20)).until(() -> count.getAsLong() >= least);
    }

    /** Lets time pass in which the cluster has to get along with what is broken. */
    static void letPass(Duration time) {
        long from = System.nanoTime();
        await().pollDelay(Duration.ofMillis(20))
                .atMost(time.plusSeconds(60))
                .until(() -> System.nanoTime() - from >= time.toNanos());
    }

    @Override
    public void close() throws Exception {
        for (var node : nodes) {
            if (node.isAlive()) {
                node.resume();
            }
            node.close();
        }
        network.close();
        rabbit.close();
        redis.close();
        postgres.close();
    }

    private HubProcess node(Path home) throws IOException {
        var twilio = "HERALD_SMS_ROUTES_TWILIO_";
        return HubProcess.in(home)
                .with("QUARKUS_PROFILE", "cluster")
                .with("HERALD_PUBLIC_URL", "https://herald.example")
                .with("HERALD_DATABASE_URL", postgres.url())
                .with("HERALD_DATABASE_USERNAME", postgres.username())
                .with("HERALD_DATABASE_PASSWORD", postgres.password())
                .with("HERALD_DATABASE_STATEMENT_TIMEOUT", "10s")
                .with("HERALD_DATABASE_TRANSACTION_SILENCE", "3s")
                .with("HERALD_BROKER_URL", "amqp://127.0.0.1:" + rabbit.port())
                .with("HERALD_BROKER_USERNAME", rabbit.username())
                .with("HERALD_BROKER_PASSWORD", rabbit.password())
                .with("QUARKUS_REDIS_HOSTS", redis.url())
                .with("HERALD_SMS_ORDER", "twilio")
                .with(twilio + "ACCOUNT_SID", TwilioStandIn.ACCOUNT)
                .with(twilio + "AUTH_TOKEN", TwilioStandIn.TOKEN)
                .with(twilio + "FROM", "+15005550006")
                .with(twilio + "BASE_URL", network.url())
                .with(twilio + "PER_SECOND", Integer.toString(scale.perSecond()))
                .with(twilio + "CONCURRENCY", "16")
                .with(twilio + "CONNECT_TIMEOUT", "1s")
                .with(twilio + "REQUEST_TIMEOUT", "2s")
                .with(twilio + "PROVEN_ABSENT_AFTER", "3s")
                .with("HERALD_DISPATCH_LEASE", "4s")
                .with("HERALD_DISPATCH_MARGIN", "1s")
                .with("HERALD_DISPATCH_PUBLISH_TIMEOUT", "3s")
                .with("HERALD_DISPATCH_ASK_AFTER", "1s")
                .with("HERALD_DISPATCH_ASK_EVERY", "2s")
                .with("HERALD_DISPATCH_UNREPORTED_AFTER", "8s")
                .with("HERALD_DISPATCH_MOST_ASKS", "20")
                .with("HERALD_DISPATCH_ASKS_PER_MINUTE", "60000")
                .with("HERALD_DISPATCH_BACKOFF", "1s")
                .with("HERALD_DISPATCH_LONGEST_BACKOFF", "2s")
                .with("HERALD_DISPATCH_PAUSE", "1s")
                .with("HERALD_DISPATCH_LONGEST_PAUSE", "2s");
    }
}
