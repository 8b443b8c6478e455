package io.herald.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.SampleCongress;
import io.herald.platform.Db;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Carriers let a number have so many SMS and no more: what is too much waits, or goes another way. */
@QuarkusTest
@TestProfile(BudgetFlowIT.FourAMinute.class)
@QuarkusTestResource(HubTestResource.class)
class BudgetFlowIT {
    /** Four SMS a minute for each number, one of them for what is urgent. */
    public static final class FourAMinute implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new TreeMap<>(new FlowProfile().getConfigOverrides());
            settings.put("herald.sms.routes.sandbox.per-number-minute", "4");
            settings.put("herald.sms.routes.twilio.per-number-minute", "2");
            return settings;
        }
    }

    @Inject
    Db db;

    @Test
    void the_fourth_sms_of_a_minute_waits_and_an_urgent_one_takes_the_place_that_is_kept_for_it() {
        var congress = SampleCongress.withPeople(db, "budget-waits");
        IntStream.rangeClosed(1, 4).forEach(number -> tell(congress, "word " + number, "routine", null, "001"));
        awaitPhones(congress, 3);
        await().untilAsserted(() -> assertThat(waiting(congress)).isEqualTo(1));

        tell(congress, "alarm", "urgent", null, "001");
        tell(congress, "another", "routine", null, "002");
        awaitPhones(congress, 5);
        assertThat(congress.phones("alarm")).hasSize(1);
        assertThat(congress.phones("another"))
                .as("numbers are counted one by one")
                .hasSize(1);
        assertThat(waiting(congress)).isEqualTo(1);

        aMinuteLater(congress);
        awaitPhones(congress, 6);
        assertThat(waiting(congress)).isZero();
    }

    @Test
    void what_fits_only_after_its_use_by_goes_to_the_card_and_is_a_case_for_the_desk() {
        var congress = SampleCongress.withPeople(db, "budget-late");
        IntStream.rangeClosed(1, 3).forEach(number -> tell(congress, "word " + number, "routine", null, "003"));
        congress.settled();

        tell(congress, "soon over", "routine", Instant.now().plusSeconds(20), "003");
        congress.settled();

        assertThat(congress.phones("soon over")).isEmpty();
        assertThat(congress.states("soon over")).isEqualTo(Map.of("FAILED over_budget", 1L));
        assertThat(onCard(congress)).isEqualTo(1);
        var cases = SampleCongress.hub()
                .get(congress.path() + "/cases?kind=FAILED")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(cases.getList("items.person")).isEqualTo(List.of("003"));
        assertThat(cases.getList("items.reason")).isEqualTo(List.of("over_budget"));
    }

    @Test
    void what_one_route_must_not_carry_now_goes_over_another_that_has_room() {
        try (var routes = new LiveRoutes(db)) {
            LiveRoutes.people("live-budget", 1, 1);
            LiveRoutes.release("live-budget", LiveRoutes.broadcast());
            routes.awaitStates("live-budget", Map.of("ACCEPTED", 1L));
            LiveRoutes.release("live-budget", LiveRoutes.broadcast());
            routes.awaitStates("live-budget", Map.of("ACCEPTED", 2L));

            assertThat(routes.attempts("live-budget")).isEqualTo(Map.of("twilio ACCEPTED", 1L, "spare ACCEPTED", 1L));
        }
    }

    @Test
    void
            a_digest_that_waits_for_its_number_is_taken_back_when_one_of_its_things_changes_and_the_rest_is_told_with_it() {
        var congress = SampleCongress.with(
                db, "budget-digest", Map.of("opening", Duration.ofHours(8), "plenary-2", Duration.ofHours(16)));
        List.of("opening", "plenary-2")
                .forEach(item -> congress.broadcast(new JsonObject()
                        .put("name", "early word")
                        .put("template", "item-reminder")
                        .put("item", item)
                        .put("channels", new JsonArray().add("sms"))
                        .put("audience", new JsonObject().put("delegates", new JsonArray().add("004")))));
        tell(congress, "third", "routine", null, "004");
        ChangeSetFlowIT.sleepFor(congress, Duration.ofHours(2));
        QuietHoursFlowIT.move(congress, "opening", 600);
        QuietHoursFlowIT.move(congress, "plenary-2", 1200);
        congress.settled();
        sentJustNow(congress);

        QuietHoursFlowIT.morning(db, congress);
        await().untilAsserted(() -> assertThat(congress.states("digest")).isEqualTo(Map.of("PLANNED over_budget", 1L)));
        QuietHoursFlowIT.move(congress, "plenary-2", 1260);
        assertThat(congress.states("digest")).isEqualTo(Map.of("WITHDRAWN superseded", 1L));

        aMinuteLater(congress);
        awaitPhones(congress, 4);
        assertThat(congress.settled().phones("changes")).singleElement().satisfies(sms -> assertThat(sms.text())
                .contains(QuietHoursFlowIT.clock(congress, "opening"))
                .contains(QuietHoursFlowIT.clock(congress, "plenary-2")));
    }

    /** However long the story took until here: what was sent counts for the minute that begins. */
    private void sentJustNow(SampleCongress congress) {
        db.transact(tx -> tx.update(
                "update attempt set written_at = now() where delivery in (select id from delivery where congress = $1)",
                congress.code()));
    }

    private static void tell(SampleCongress congress, String name, String lane, Instant useBy, String delegate) {
        var broadcast = new JsonObject()
                .put("name", name)
                .put("text", new JsonObject().put("zh", name).put("en", name))
                .put("lane", lane)
                .put("channels", new JsonArray().add("sms"))
                .put("audience", new JsonObject().put("delegates", new JsonArray().add(delegate)));
        if (useBy != null) {
            broadcast.put("use-by", useBy.toString());
        }
        congress.broadcast(broadcast);
        congress.settled();
    }

    /** A node that finds no way out for a moment comes back to it: that counts as settled in between. */
    private static void awaitPhones(SampleCongress congress, int messages) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(congress.phones()).hasSize(messages));
    }

    /** What the minute held is past, and what waits for its end is due. */
    private void aMinuteLater(SampleCongress congress) {
        db.transact(tx -> {
            tx.update(
                    "update attempt set written_at = written_at - interval '1 minute' where delivery in (select id from delivery where congress = $1)",
                    congress.code());
            tx.update(
                    "update batch set due_at = now() where id in (select batch from delivery where congress = $1 and state = 'PLANNED' and reason = 'over_budget')",
                    congress.code());
        });
    }

    private long waiting(SampleCongress congress) {
        return count(congress, "state = 'PLANNED' and reason = 'over_budget'");
    }

    private long onCard(SampleCongress congress) {
        return count(congress, "on_card_since is not null");
    }

    private long count(SampleCongress congress, String which) {
        return db.read(tx -> tx.one(
                        "select count(*) as n from delivery where congress = $1 and " + which,
                        row -> row.getLong("n"),
                        congress.code()))
                .orElseThrow();
    }
}
