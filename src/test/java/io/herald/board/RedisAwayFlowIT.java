package io.herald.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.RedisTestResource;
import io.herald.SampleCongress;
import io.herald.platform.Db;
import io.herald.roster.People;
import io.herald.services.RedisServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A hub with Redis, whose Redis is killed, comes back and forgets while a broadcast goes out and its board is watched. */
@QuarkusTest
@TestProfile(RedisAwayFlowIT.Profile.class)
@QuarkusTestResource(value = HubTestResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = RedisTestResource.class, restrictToAnnotatedClass = true)
class RedisAwayFlowIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int RATE = 40;

    /** One window goes beyond a second's worth, and a call may wait for a thread. */
    private static final double ROOM_SECONDS = 1.5;

    public static final class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "herald.bootstrap-key", FlowProfile.KEY,
                    "herald.sms.routes.sandbox.per-second", Integer.toString(RATE),
                    "herald.sms.routes.sandbox.concurrency", "8",
                    "herald.sms.routes.sandbox.sandbox.answer-delay", "1ms",
                    "herald.sms.routes.sandbox.sandbox.receipt-delay", "50ms");
        }
    }

    @Inject
    Db db;

    @Inject
    LiveTallies live;

    @TestHTTPResource("/api/congresses/")
    URI api;

    RedisServer redis;

    private CompletableFuture<Void> stream;

    @AfterEach
    void watch_no_more() {
        stream.cancel(true);
    }

    @Test
    void sending_goes_on_at_its_pace_and_the_board_is_right_whatever_becomes_of_redis() {
        var congress = SampleCongress.withPeople(db, "redis");
        var board = watch(congress);
        await().atMost(PATIENCE).until(live::areWell);

        congress.broadcast(new JsonObject()
                .put(
                        "text",
                        new JsonObject().put("zh", "今晚班车改在南门发车。").put("en", "The buses leave from the south gate."))
                .put(
                        "audience",
                        new JsonObject()
                                .put("delegations", new JsonArray(List.of("D01", "D02", "D03", "D04", "D05", "D06")))));
        awaitMoreSent();
        redis.kill();
        awaitMoreSent();
        assertThat(live.areWell()).as("the board counts in PostgreSQL").isFalse();
        redis.restart();
        awaitMoreSent();
        redis.flush();
        awaitMoreSent();

        long all = count("select sum(heads) as n from notice where channels @> '{SMS}'");
        await().atMost(PATIENCE)
                .until(() -> count("select count(*) as n from delivery where state = 'DELIVERED'") >= reachable());
        await().atMost(PATIENCE).until(live::areWell);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(board.getLast())
                .contains("\"total\":" + all, "\"delivered\":" + reachable()));
        assertThat(congress.phones()).hasSize((int) reachable());
        assertNeverFaster();
        var nowhere = new TallyStore();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(live.read(List.of(TallySums.ofCongress("redis"))))
                .hasValueSatisfying(found -> assertThat(found.get(0).tally())
                        .isEqualTo(db.<Tally>read(tx -> nowhere.ofCongress(tx, "redis", People.EVERYBODY)))));
    }

    /** Those whom an SMS can reach at all. */
    private long reachable() {
        return count("select count(*) as n from delivery where state is not null and state <> 'FAILED'");
    }

    private void awaitMoreSent() {
        long before = sent();
        await().atMost(PATIENCE).until(() -> sent() >= before + RATE);
    }

    private long sent() {
        return count("select count(*) as n from sandbox_message");
    }

    private long count(String sql) {
        return db.read(tx -> tx.one(sql, row -> row.getLong("n")).orElseThrow());
    }

    private record Sent(Instant at, int parts) {}

    private void assertNeverFaster() {
        var sent = db.read(tx -> tx.list(
                "select accepted_at, parts from sandbox_message order by accepted_at",
                row -> new Sent(row.getOffsetDateTime("accepted_at").toInstant(), row.getInteger("parts"))));
        for (int from = 0; from < sent.size(); from++) {
            long parts = 0;
            for (var one : sent.subList(from, sent.size())) {
                parts += one.parts;
                double seconds = Duration.between(sent.get(from).at, one.at).toNanos() / 1e9;
                assertThat((double) parts)
                        .as("in %.3f s", seconds)
                        .isLessThanOrEqualTo(RATE * (seconds + 1 + ROOM_SECONDS));
            }
        }
    }

    private ConcurrentLinkedDeque<String> watch(SampleCongress congress) {
        var lines = new ConcurrentLinkedDeque<String>();
        lines.add("nothing yet");
        var request = HttpRequest.newBuilder(api.resolve(congress.code() + "/board/stream"))
                .header("Authorization", "Bearer " + FlowProfile.KEY)
                .build();
        stream = HttpClient.newHttpClient()
                .sendAsync(request, BodyHandlers.ofLines())
                .thenAcceptAsync(answer ->
                        answer.body().filter(line -> line.startsWith("data:")).forEach(lines::add));
        return lines;
    }
}
