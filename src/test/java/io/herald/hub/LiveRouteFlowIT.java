package io.herald.hub;

import static io.herald.SampleCongress.hub;
import static io.herald.SampleCongress.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.SampleCongress;
import io.herald.platform.Db;
import io.herald.provider.twilio.StandInAnswer;
import io.herald.provider.twilio.StandInMessage;
import io.herald.provider.twilio.TwilioStandIn;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real congress goes out over live routes, the sample never does; what fails takes the next route, what is in doubt waits. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class LiveRouteFlowIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Db db;

    private static final String PROBE = "+8613800138009";

    private TwilioStandIn twilio;
    private TwilioStandIn spare;

    /** A route that failed in another story is left alone for a while: a probe that goes through brings it back. */
    @BeforeEach
    void two_routes_in_good_health() {
        twilio = new TwilioStandIn(FlowProfile.port("twilio"));
        spare = new TwilioStandIn(FlowProfile.port("spare"));
        people("probe", "code,name,phone,delegation\n9,壬," + PROBE + ",D01\n");
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            release("probe", broadcast());
            return !twilio.taken(PROBE).isEmpty();
        });
    }

    /** What a stand-in was asked to send, probes aside. */
    private static List<Map<String, String>> posts(TwilioStandIn standIn) {
        return standIn.posts().stream()
                .filter(post -> !PROBE.equals(post.get("To")))
                .toList();
    }

    /** What a stand-in has taken, probes aside. */
    private static List<StandInMessage> messages(TwilioStandIn standIn) {
        return standIn.all().stream()
                .filter(message -> !PROBE.equals(message.form().get("To")))
                .toList();
    }

    @AfterEach
    void close() {
        twilio.close();
        spare.close();
    }

    @Test
    void a_sample_congress_never_reaches_a_live_route_and_a_real_one_never_a_simulated_phone() {
        var sample = SampleCongress.withPeople(db, "live-sample");
        sample.broadcast(broadcast());
        assertThat(sample.settled().phones()).hasSize(SampleCongress.reachable().size());
        assertThat(posts(twilio)).isEmpty();
        assertThat(posts(spare)).isEmpty();

        real("live-real");
        release("live-real", broadcast());

        await().atMost(PATIENCE).until(() -> posts(twilio).size() == 3);
        assertThat(posts(twilio)).allSatisfy(post -> assertThat(post.get("StatusCallback"))
                .matches(FlowProfile.PUBLIC_URL + "/hooks/twilio/status\\?attempt=[0-9a-f-]{36}#rc=5&rp=all"));
        assertThat(attempts("live-real")).containsOnlyKeys("twilio ACCEPTED").containsValue(3L);
        long simulated = db.read(tx -> tx.one(
                        "select count(*) as n from sandbox_message where phone like '+86%'", row -> row.getLong("n"))
                .orElseThrow());
        assertThat(simulated).isZero();
    }

    @Test
    void signed_callbacks_lift_the_state_and_forged_ones_are_turned_away() {
        real("live-signed");
        release("live-signed", broadcast());
        awaitStates("live-signed", Map.of("ACCEPTED", 3L));
        var messages = messages(twilio);

        messages.forEach(message -> {
            twilio.becomes(message.sid(), "delivered", null);
            assertThat(callback(message.sid(), "a wrong token").statusCode()).isEqualTo(403);
        });
        assertThat(states("live-signed")).isEqualTo(Map.of("ACCEPTED", 3L));

        var first = messages.get(0);
        twilio.becomes(messages.get(1).sid(), "sent", null);
        twilio.becomes(messages.get(2).sid(), "undelivered", 30005);
        messages.forEach(message -> assertThat(
                        callback(message.sid(), TwilioStandIn.TOKEN).statusCode())
                .isEqualTo(204));
        awaitStates("live-signed", Map.of("DELIVERED", 1L, "SENT", 1L, "FAILED bad_number", 1L));

        twilio.becomes(first.sid(), "sent", null);
        assertThat(callback(first.sid(), TwilioStandIn.TOKEN).statusCode()).isEqualTo(204);
        assertThat(states("live-signed")).containsEntry("DELIVERED", 1L);
    }

    @Test
    void what_a_route_says_it_did_not_take_goes_out_over_the_next_one() {
        twilio.always(StandInAnswer.refused(401, 20003));
        real("live-refused");
        release("live-refused", broadcast());

        awaitStates("live-refused", Map.of("ACCEPTED", 3L));

        assertThat(posts(spare))
                .extracting(post -> post.get("To"))
                .doesNotHaveDuplicates()
                .hasSize(3);
        assertThat(attempts("live-refused")).containsEntry("spare ACCEPTED", 3L).doesNotContainKey("twilio ACCEPTED");
    }

    @Test
    void what_never_left_for_a_dead_route_goes_out_over_the_next_one() {
        twilio.close();
        real("live-dead");
        release("live-dead", broadcast());

        await().atMost(PATIENCE).until(() -> {
            var states = states("live-dead");
            return !states.isEmpty() && !states.toString().contains("PLANNED");
        });

        // A call over a connection that broke in this very moment is in doubt; every other is known not to have left.
        long accepted = states("live-dead").getOrDefault("ACCEPTED", 0L);
        assertThat(accepted + states("live-dead").getOrDefault("IN_DOUBT", 0L)).isEqualTo(3);
        assertThat(posts(spare))
                .extracting(post -> post.get("To"))
                .doesNotHaveDuplicates()
                .hasSize((int) accepted);
    }

    @Test
    void what_may_have_been_sent_stays_in_doubt_until_the_provider_says_and_is_not_sent_again() {
        twilio.always(StandInAnswer.page(503));
        twilio.lookUps(503);
        real("live-doubt");
        release("live-doubt", broadcast());

        awaitStates("live-doubt", Map.of("IN_DOUBT", 3L));
        await().atMost(PATIENCE).until(() -> asked("live-doubt") >= 3);
        assertThat(states("live-doubt")).isEqualTo(Map.of("IN_DOUBT", 3L));

        twilio.lookUps(200);
        awaitStates("live-doubt", Map.of("ACCEPTED", 3L));

        assertThat(posts(twilio)).hasSize(3);
        assertThat(posts(spare)).isEmpty();
    }

    @Test
    void what_turns_out_never_to_have_arrived_is_sent_once_more() {
        twilio.always(StandInAnswer.refused(503, 20503));
        real("live-lost");
        release("live-lost", broadcast());
        awaitStates("live-lost", Map.of("IN_DOUBT", 3L));
        twilio.always(StandInAnswer.created());

        awaitStates("live-lost", Map.of("ACCEPTED", 3L));

        assertThat(attempts("live-lost").get("twilio NEVER_LEFT")).isGreaterThanOrEqualTo(3);
        assertThat(messages(twilio).size() + messages(spare).size()).isEqualTo(3);
    }

    @Test
    void what_no_route_takes_in_time_expires_unsent() {
        twilio.always(StandInAnswer.refused(401, 20003));
        spare.always(StandInAnswer.refused(401, 20003));
        real("live-late");
        release(
                "live-late",
                broadcast().put("use-by", Instant.now().plusSeconds(4).toString()));

        awaitStates("live-late", Map.of("EXPIRED expired", 3L));

        assertThat(attempts("live-late").keySet())
                .isSubsetOf("twilio TRY_LATER", "spare TRY_LATER", "twilio NEVER_LEFT", "spare NEVER_LEFT");
    }

    private static JsonObject broadcast() {
        return new JsonObject()
                .put("name", "news")
                .put("text", new JsonObject().put("zh", "请到大厅集合。"))
                .put("channels", new JsonArray().add("sms"))
                .put("audience", "everyone");
    }

    /** Three delegates with phones that somebody may have; the stand-ins are all that ever hears of them. */
    private static void real(String code) {
        people(code, "code,name,phone,delegation\n1,甲,13800138001,D01\n2,乙,13800138002,D01\n3,丙,13800138003,D01\n");
    }

    private static void people(String code, String delegates) {
        json(new JsonObject()
                        .put("name", new JsonObject().put("zh", "真实大会"))
                        .put("zone", "Asia/Shanghai")
                        .put("languages", new JsonArray().add("zh"))
                        .put("region", "CN")
                        .put("sample", false)
                        .encode())
                .put("/api/congresses/" + code)
                .then()
                .statusCode(200);
        table(code, "delegations", "code,name\nD01,第一代表团\n");
        table(code, "delegates", delegates);
    }

    private static void table(String code, String name, String csv) {
        hub().contentType("text/csv; charset=UTF-8")
                .body(csv.getBytes(StandardCharsets.UTF_8))
                .post("/api/congresses/" + code + "/" + name + "/import")
                .then()
                .statusCode(200);
    }

    private static void release(String code, JsonObject broadcast) {
        json(broadcast.encode())
                .post("/api/congresses/" + code + "/notices")
                .then()
                .statusCode(201);
    }

    /** As Twilio calls the public address, which leads to this hub; what is signed is the public address. */
    private Response callback(String sid, String token) {
        URI signed = twilio.callbackUrl(sid);
        var fields = twilio.statusFields(sid);
        return RestAssured.given()
                .contentType("application/x-www-form-urlencoded; charset=utf-8")
                .header("X-Twilio-Signature", TwilioStandIn.sign(token, signed.toString(), fields))
                .formParams(fields)
                .post(signed.getPath() + "?" + signed.getQuery());
    }

    private void awaitStates(String code, Map<String, Long> wanted) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> assertThat(states(code))
                .isEqualTo(wanted));
    }

    private Map<String, Long> states(String code) {
        return counts("""
                select d.state || coalesce(' ' || d.reason, '') as key, count(*) as n from delivery d
                 where d.congress = $1 group by 1
                """, code);
    }

    private Map<String, Long> attempts(String code) {
        return counts("""
                select a.route || ' ' || a.outcome as key, count(*) as n
                  from attempt a join delivery d on d.id = a.delivery
                 where d.congress = $1 group by 1
                """, code);
    }

    private long asked(String code) {
        return counts("""
                        select 'asks' as key, sum(a.asks) as n from attempt a join delivery d on d.id = a.delivery
                         where d.congress = $1
                        """, code).get("asks");
    }

    private Map<String, Long> counts(String sql, String code) {
        return db.read(tx -> tx.list(sql, row -> Map.entry(row.getString("key"), row.getLong("n")), code)).stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
