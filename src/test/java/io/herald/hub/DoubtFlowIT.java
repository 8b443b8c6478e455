package io.herald.hub;

import static io.herald.SampleCongress.hub;
import static io.herald.hub.LiveRoutes.PATIENCE;
import static io.herald.hub.LiveRoutes.broadcast;
import static io.herald.hub.LiveRoutes.messages;
import static io.herald.hub.LiveRoutes.people;
import static io.herald.hub.LiveRoutes.phones;
import static io.herald.hub.LiveRoutes.release;
import static io.herald.hub.LiveRoutes.steps;
import static io.herald.hub.LiveRoutes.urgent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.platform.Db;
import io.herald.provider.twilio.StandInAnswer;
import io.herald.provider.twilio.TwilioStandIn;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ladder of what is in doubt: the callback, then the provider's word, then the policy; each rung is on record. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class DoubtFlowIT {
    @Inject
    Db db;

    private LiveRoutes routes;
    private TwilioStandIn twilio;

    @BeforeEach
    void two_routes_in_good_health() {
        routes = new LiveRoutes(db);
        twilio = routes.twilio;
        routes.inGoodHealth();
    }

    @AfterEach
    void close() {
        routes.close();
    }

    @Test
    void first_the_callback_settles_it() {
        twilio.next(StandInAnswer.takenThenReset());
        twilio.lookUps(503);
        people("doubt-callback", 1, 1);
        release("doubt-callback", broadcast());
        await().atMost(PATIENCE).until(() -> steps("doubt-callback", 1).contains("ASKED cannot tell: HTTP 503"));
        assertThat(steps("doubt-callback", 1)).startsWith("IN_DOUBT no answer");

        var message = messages(twilio).get(0);
        twilio.becomes(message.sid(), "delivered", null);
        assertThat(routes.callback(twilio, message.sid(), TwilioStandIn.TOKEN).statusCode())
                .isEqualTo(204);

        assertThat(routes.states("doubt-callback")).isEqualTo(Map.of("DELIVERED", 1L));
        assertThat(steps("doubt-callback", 1)).endsWith("SETTLED callback: DELIVERED");
        assertThat(phones(twilio)).hasSize(1);
    }

    @Test
    void then_the_provider_is_asked() {
        twilio.next(StandInAnswer.takenThenReset());
        twilio.next(StandInAnswer.refused(503, 20503));
        people("doubt-asked", 1, 2);

        release("doubt-asked", broadcast());

        routes.awaitStates("doubt-asked", Map.of("ACCEPTED", 2L));
        var one = steps("doubt-asked", 1);
        var other = steps("doubt-asked", 2);
        var found = one.contains("ASKED found: QUEUED") ? one : other;
        var absent = found.equals(one) ? other : one;
        assertThat(found).containsExactly("IN_DOUBT no answer", "ASKED found: QUEUED", "SETTLED asked: QUEUED");
        assertThat(absent).startsWith("IN_DOUBT HTTP 503").endsWith("ASKED not found", "SETTLED asked: NEVER_LEFT");
        assertThat(messages(twilio)).hasSize(2);
    }

    @Test
    void at_last_the_policy_decides_and_an_unsettled_one_stands_on_the_desk_until_somebody_knows() {
        twilio.next(StandInAnswer.takenThenReset());
        twilio.lookUps(503);
        people("doubt-once", 1, 1);
        release("doubt-once", urgent());
        await().atMost(PATIENCE).until(() -> phones(twilio).size() == 1);
        twilio.next(StandInAnswer.takenThenReset());
        people("doubt-twice", 11, 1, new JsonObject().put("inDoubt", "URGENT_AT_LEAST_ONCE"));
        release("doubt-twice", urgent());

        routes.awaitStates("doubt-once", Map.of("IN_DOUBT unsettled", 1L));
        routes.awaitStates("doubt-twice", Map.of("ACCEPTED", 1L));

        assertThat(steps("doubt-once", 1)).contains("UNSETTLED policy: not sent again, at most once");
        assertThat(steps("doubt-twice", 11))
                .endsWith("SETTLED policy: sent again, for urgent notices go out at least once");
        assertThat(phones(twilio).stream().filter("+8613800138001"::equals)).hasSize(1);
        var desk = hub().get("/api/congresses/doubt-once/cases?kind=IN_DOUBT").jsonPath();
        assertThat(desk.getList("items")).as("younger than a minute").isEmpty();
        twilio.lookUps(200);
        routes.awaitStates("doubt-once", Map.of("ACCEPTED", 1L));
        assertThat(steps("doubt-once", 1)).endsWith("ASKED found: QUEUED", "SETTLED asked: QUEUED");
        assertThat(phones(twilio).stream().filter("+8613800138001"::equals)).hasSize(1);
    }
}
