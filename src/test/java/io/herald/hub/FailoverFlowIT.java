package io.herald.hub;

import static io.herald.hub.LiveRoutes.broadcast;
import static io.herald.hub.LiveRoutes.people;
import static io.herald.hub.LiveRoutes.phones;
import static io.herald.hub.LiveRoutes.release;
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
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A route fails, hangs, is slow or comes back: urgent notices are through within ten seconds, and nobody is told twice. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class FailoverFlowIT {
    private static final Duration URGENT = Duration.ofSeconds(10);
    private static final int PEOPLE = 60;

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

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void when_a_route_breaks_down_urgent_notices_take_the_spare_and_what_is_in_doubt_is_not_sent_again(int status) {
        twilio.always(StandInAnswer.page(status));
        twilio.lookUps(503);
        var congress = "failover-" + status;
        people(congress, 1, PEOPLE);

        release(congress, urgent());

        awaitAllButDoubtful(congress);
        assertThat(routes.route("twilio").getString("state")).isNotEqualTo("WELL");
        assertThat(phones(spare))
                .hasSize(routes.states(congress).get("ACCEPTED").intValue());
        twilio.lookUps(200);
        routes.awaitStates(congress, Map.of("ACCEPTED", (long) PEOPLE));
        assertNobodyTwice();
    }

    @Test
    void when_a_route_hangs_urgent_notices_take_the_spare_and_what_is_in_doubt_is_not_sent_again() {
        twilio.always(StandInAnswer.takenThenSilent());
        twilio.lookUps(503);
        people("failover-hangs", 1, PEOPLE);

        release("failover-hangs", urgent());

        awaitAllButDoubtful("failover-hangs");
        twilio.lookUps(200);
        routes.awaitStates("failover-hangs", Map.of("ACCEPTED", (long) PEOPLE));
        assertNobodyTwice();
    }

    @Test
    void a_route_that_is_back_takes_traffic_by_small_steps_while_the_rest_goes_on_over_the_spare() {
        twilio.always(StandInAnswer.refused(401, 20003));
        people("failover-ill", 1, 5);
        release("failover-ill", urgent());
        routes.awaitStates("failover-ill", Map.of("ACCEPTED", 5L));
        assertThat(phones(spare)).hasSize(5);
        twilio.always(StandInAnswer.created());
        await().atMost(LiveRoutes.PATIENCE)
                .until(() -> routes.route("twilio").getString("state").equals("RETURNING"));
        assertThat(routes.route("twilio").getInt("window")).isEqualTo(1);

        people("failover-back", 101, 400);
        release("failover-back", broadcast());

        routes.awaitStates("failover-back", Map.of("ACCEPTED", 400L));
        assertThat(routes.route("twilio").getString("state")).isEqualTo("WELL");
        long most = 1;
        for (long window : routes.windows("failover-back", "twilio")) {
            assertThat(window).isLessThanOrEqualTo(most);
            most = Math.min(8, 2 * most);
        }
        assertThat(routes.windows("failover-back", "twilio")).startsWith(1L, 2L, 4L, 8L);
        assertThat(phones(spare)).as("while it returned").hasSizeGreaterThan(5);
        assertNobodyTwice();
    }

    @Test
    void a_provider_that_says_too_fast_is_waited_for_and_never_counted_as_down() {
        for (int call = 0; call < 12; call++) {
            twilio.next(StandInAnswer.tooMany("1"));
        }
        people("failover-rate", 1, PEOPLE);
        var holds = new ArrayList<String>();
        int failures = routes.route("twilio").getInt("recentFailures");

        release("failover-rate", urgent());

        await().atMost(LiveRoutes.PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            var route = routes.route("twilio");
            assertThat(route.getString("state")).isEqualTo("WELL");
            if (route.getString("heldUntil") != null) {
                holds.add(route.getString("heldUntil"));
            }
            return routes.states("failover-rate").equals(Map.of("ACCEPTED", (long) PEOPLE));
        });
        assertThat(holds).isNotEmpty();
        assertThat(phones(spare)).isEmpty();
        assertThat(routes.attempts("failover-rate"))
                .isEqualTo(Map.of("twilio ACCEPTED", (long) PEOPLE, "twilio TRY_LATER", 12L));
        assertThat(routes.route("twilio").getInt("recentFailures")).isLessThanOrEqualTo(failures);
    }

    /** Everything has left over some route, or may have; it is that or in time. */
    private void awaitAllButDoubtful(String congress) {
        await().atMost(URGENT).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            var states = routes.states(congress);
            assertThat(states.keySet()).containsExactlyInAnyOrder("ACCEPTED", "IN_DOUBT");
            assertThat(states.get("IN_DOUBT")).as("one window of each worker").isLessThanOrEqualTo(16);
        });
        assertThat(routes.states(congress).values().stream().mapToLong(n -> n).sum())
                .isEqualTo(PEOPLE);
    }

    /** By the providers' own record. */
    private void assertNobodyTwice() {
        var taken = new ArrayList<String>();
        LiveRoutes.messages(twilio).forEach(message -> taken.add(message.form().get("To")));
        LiveRoutes.messages(spare).forEach(message -> taken.add(message.form().get("To")));
        assertThat(taken).doesNotHaveDuplicates();
    }
}
