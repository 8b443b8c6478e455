package io.herald.hub;

import static io.herald.hub.LiveRoutes.PATIENCE;
import static io.herald.hub.LiveRoutes.broadcast;
import static io.herald.hub.LiveRoutes.messages;
import static io.herald.hub.LiveRoutes.phones;
import static io.herald.hub.LiveRoutes.posts;
import static io.herald.hub.LiveRoutes.real;
import static io.herald.hub.LiveRoutes.release;
import static io.herald.hub.LiveRoutes.steps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.SampleCongress;
import io.herald.platform.Db;
import io.herald.provider.twilio.StandInAnswer;
import io.herald.provider.twilio.TwilioStandIn;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real congress goes out over live routes, the sample never does; what fails takes the next route, what is in doubt waits. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class LiveRouteFlowIT {
    @Inject
    Db db;

    private LiveRoutes routes;
    private TwilioStandIn twilio;
    private TwilioStandIn spare;

    @BeforeEach
    void two_routes_in_good_health() {
        routes = new LiveRoutes(db);
        twilio = routes.twilio;
        spare = routes.spare;
        routes.inGoodHealth();
    }

    @AfterEach
    void close() {
        routes.close();
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
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(routes.attempts("live-real")).isEqualTo(Map.of("twilio ACCEPTED", 3L)));
        long simulated = db.read(tx -> tx.one(
                        "select count(*) as n from sandbox_message where phone like '+86%'", row -> row.getLong("n"))
                .orElseThrow());
        assertThat(simulated).isZero();
    }

    @Test
    void signed_callbacks_lift_the_state_and_forged_ones_are_turned_away() {
        real("live-signed");
        release("live-signed", broadcast());
        routes.awaitStates("live-signed", Map.of("ACCEPTED", 3L));
        var messages = messages(twilio);

        messages.forEach(message -> {
            twilio.becomes(message.sid(), "delivered", null);
            assertThat(routes.callback(twilio, message.sid(), "a wrong token").statusCode())
                    .isEqualTo(403);
        });
        assertThat(routes.states("live-signed")).isEqualTo(Map.of("ACCEPTED", 3L));

        var first = messages.get(0);
        twilio.becomes(messages.get(1).sid(), "sent", null);
        twilio.becomes(messages.get(2).sid(), "undelivered", 30005);
        messages.forEach(message -> assertThat(routes.callback(twilio, message.sid(), TwilioStandIn.TOKEN)
                        .statusCode())
                .isEqualTo(204));
        routes.awaitStates("live-signed", Map.of("DELIVERED", 1L, "SENT", 1L, "FAILED bad_number", 1L));

        twilio.becomes(first.sid(), "sent", null);
        assertThat(routes.callback(twilio, first.sid(), TwilioStandIn.TOKEN).statusCode())
                .isEqualTo(204);
        assertThat(routes.states("live-signed")).containsEntry("DELIVERED", 1L);
    }

    @Test
    void where_nobody_can_answer_an_sms_it_ends_with_a_code_that_confirms_on_a_page_without_a_link() {
        real("live-code");
        release("live-code", broadcast().put("ack", true));
        await().atMost(PATIENCE).until(() -> posts(twilio).size() == 3);
        var sms = posts(twilio).get(0);
        assertThat(posts(twilio)).extracting(post -> post.get("Body")).doesNotHaveDuplicates();
        assertThat(sms.get("Body")).matches("(?s).*确认码[0-9A-Z]{6}");
        var code = sms.get("Body").substring(sms.get("Body").length() - 6);
        var digits = sms.get("To").substring(sms.get("To").length() - 4);

        var form = RestAssured.get("/c");
        assertThat(form.statusCode()).isEqualTo(200);
        assertThat(form.header("Cache-Control")).isEqualTo("no-store");
        assertThat(typed(code, "0000")).isEqualTo(422);
        assertThat(confirmedByCode()).isZero();
        assertThat(typed(code.toLowerCase(Locale.ROOT), digits)).isEqualTo(200);
        assertThat(confirmedByCode()).isEqualTo(1);
        assertThat(typed(code, digits)).isEqualTo(200);
    }

    private static int typed(String code, String who) {
        return RestAssured.given()
                .formParam("code", code)
                .formParam("who", who)
                .post("/c")
                .statusCode();
    }

    private long confirmedByCode() {
        return db.read(tx -> tx.one(
                        "select count(*) as n from delivery where congress = 'live-code' and confirmed_way = 'code'",
                        row -> row.getLong("n"))
                .orElseThrow());
    }

    @Test
    void what_a_route_says_it_did_not_take_goes_out_over_the_next_one() {
        twilio.always(StandInAnswer.refused(401, 20003));
        real("live-refused");
        release("live-refused", broadcast());

        routes.awaitStates("live-refused", Map.of("ACCEPTED", 3L));

        assertThat(posts(spare))
                .extracting(post -> post.get("To"))
                .doesNotHaveDuplicates()
                .hasSize(3);
        assertThat(routes.attempts("live-refused"))
                .containsEntry("spare ACCEPTED", 3L)
                .doesNotContainKey("twilio ACCEPTED");
    }

    @Test
    void what_never_left_for_a_dead_route_goes_out_over_the_next_one() {
        twilio.close();
        real("live-dead");
        release("live-dead", broadcast());

        routes.awaitNothingPlanned("live-dead");

        // A call over a connection that broke in this very moment is in doubt; every other is known not to have left.
        long accepted = routes.states("live-dead").getOrDefault("ACCEPTED", 0L);
        assertThat(accepted + routes.states("live-dead").getOrDefault("IN_DOUBT", 0L))
                .isEqualTo(3);
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

        routes.awaitNothingPlanned("live-doubt");
        var called = phones(twilio);
        assertThat(called).isNotEmpty();
        assertThat(routes.attempts("live-doubt")).containsEntry("twilio UNKNOWN", (long) called.size());
        await().atMost(PATIENCE).until(() -> routes.asked("live-doubt") >= called.size());
        assertThat(routes.states("live-doubt")).containsEntry("IN_DOUBT", (long) called.size());

        twilio.lookUps(200);
        routes.awaitStates("live-doubt", Map.of("ACCEPTED", 3L));

        assertThat(phones(twilio)).isEqualTo(called);
        // What was not called yet when the route fell ill took the other one; what was called did not.
        assertThat(Stream.concat(called.stream(), phones(spare).stream()))
                .hasSize(3)
                .doesNotHaveDuplicates();
    }

    @Test
    void what_turns_out_never_to_have_arrived_is_sent_once_more() {
        twilio.always(StandInAnswer.refused(503, 20503));
        real("live-lost");
        release("live-lost", broadcast());
        await().atMost(PATIENCE).until(() -> !phones(twilio).isEmpty());
        twilio.always(StandInAnswer.created());

        routes.awaitStates("live-lost", Map.of("ACCEPTED", 3L));

        assertThat(IntStream.rangeClosed(1, 3).boxed().flatMap(delegate -> steps("live-lost", delegate).stream()))
                .contains("ASKED not found", "SETTLED asked: NEVER_LEFT");
        assertThat(Stream.concat(messages(twilio).stream(), messages(spare).stream())
                        .map(message -> message.form().get("To")))
                .hasSize(3)
                .doesNotHaveDuplicates();
    }

    @Test
    void what_no_route_takes_in_time_expires_unsent() {
        twilio.always(StandInAnswer.refused(401, 20003));
        spare.always(StandInAnswer.refused(401, 20003));
        real("live-late");
        release(
                "live-late",
                broadcast().put("use-by", Instant.now().plusSeconds(4).toString()));

        routes.awaitStates("live-late", Map.of("EXPIRED expired", 3L));

        assertThat(routes.attempts("live-late").keySet())
                .isSubsetOf("twilio TRY_LATER", "spare TRY_LATER", "twilio NEVER_LEFT", "spare NEVER_LEFT");
    }
}
