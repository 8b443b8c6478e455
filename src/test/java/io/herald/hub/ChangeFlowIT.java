package io.herald.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.SampleCongress;
import io.herald.SampleCongress.Sms;
import io.herald.platform.Db;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An agenda item changes: who must hear of it, and who must not. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class ChangeFlowIT {
    private static final String D15 = "D15";

    @Inject
    Db db;

    @Test
    void a_moved_opening_corrects_once_who_knows_the_old_time_and_the_others_hear_only_the_new() {
        var congress = opening("moved", Duration.ofHours(3));
        var old = startOf(congress, "opening");
        tellEarly(congress);
        var soon = inMinutes(20);

        move(congress, soon);
        congress.settled();

        var knew = SampleCongress.delegatesOf(D15);
        var byPerson = congress.phones().stream().collect(Collectors.groupingBy(Sms::recipient));
        assertThat(byPerson.keySet()).isEqualTo(SampleCongress.reachable());
        byPerson.forEach((person, texts) -> {
            assertThat(texts).as(person).hasSize(knew.contains(person) ? 2 : 1);
            assertThat(texts.get(texts.size() - 1).text()).contains(clock(soon));
        });
        assertThat(recipients(congress.phones("moved-near"))).isEqualTo(knew);
        assertThat(congress.phones("moved-near"))
                .allSatisfy(sms -> assertThat(sms.text()).contains(clock(old)));
        assertThat(congress.phones("half-hour-before-near"))
                .hasSize(byPerson.size() - knew.size())
                .allSatisfy(sms -> assertThat(sms.text()).doesNotContain(clock(old)));
        assertThat(congress.states("half-hour-before").keySet()).isSubsetOf("WITHDRAWN superseded");
    }

    /** Moves fall into the middle of the sending, where some windows are in the air and some are being written. */
    @Test
    void whoever_was_in_the_air_when_it_moved_is_corrected_and_ends_with_what_is_true() {
        var congress = opening("race", Duration.ofMinutes(18));
        for (int round = 1; round <= 10; round++) {
            int known = congress.phones().size();
            move(congress, inMinutes(18 + round));
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> congress.phones().size() > known);
        }
        var last = startOf(congress, "opening");

        var byPerson = congress.settled().phones().stream().collect(Collectors.groupingBy(Sms::recipient));

        var end = clock(last);
        assertThat(byPerson.keySet()).isEqualTo(SampleCongress.reachable());
        byPerson.forEach((person, texts) -> {
            assertThat(texts.get(texts.size() - 1).text()).as(person).contains(end);
            assertThat(texts).as(person).extracting(Sms::text).doesNotHaveDuplicates();
        });
    }

    @Test
    void moved_and_moved_back_nobody_who_knows_what_is_true_again_hears_anything() {
        var congress = opening("back", Duration.ofHours(3));
        var first = startOf(congress, "opening");
        tellEarly(congress);

        congress.tell(moved(congress, inMinutes(300)), moved(congress, first)).statusCode(200);
        assertThat(congress.settled().phones()).hasSize(28);

        move(congress, inMinutes(300));
        assertThat(recipients(congress.settled().phones("moved"))).isEqualTo(SampleCongress.delegatesOf(D15));
        assertThat(congress.phones()).hasSize(56);

        move(congress, first);
        assertThat(congress.settled().phones("moved")).hasSize(56);
        assertThat(congress.phones()).hasSize(84);
    }

    @Test
    void whoever_was_just_reminded_is_not_reminded_again_when_the_plan_returns_to_it() {
        var congress = opening("again", Duration.ofMinutes(20));
        assertThat(recipients(congress.settled().phones())).isEqualTo(SampleCongress.reachable());
        var start = startOf(congress, "opening");

        congress.tell(moved(congress, inMinutes(300)), moved(congress, start)).statusCode(200);
        congress.importTable("seats", SampleCongress.seats(Set.of("opening"))).statusCode(200);
        congress.tell(
                "schedule.item-planned",
                "agenda/opening",
                planned(congress, start).put("closed", true));

        assertThat(congress.settled().phones())
                .hasSize(SampleCongress.reachable().size());
    }

    @Test
    void a_cancelled_opening_is_told_to_who_knew_of_it_and_its_return_too() {
        var congress = opening("cancelled", Duration.ofHours(3));
        var start = startOf(congress, "opening");
        tellEarly(congress);
        var why =
                new JsonObject().put("why", new JsonObject().put("zh", "场馆停电。").put("en", "No power."));

        congress.tell("schedule.item-cancelled", "agenda/opening", why);

        assertThat(recipients(congress.settled().phones("cancelled"))).isEqualTo(SampleCongress.delegatesOf(D15));
        assertThat(congress.phones("cancelled"))
                .allSatisfy(sms -> assertThat(sms.text()).containsAnyOf("停电", "power"));
        assertThat(congress.states("half-hour-before").keySet()).isSubsetOf("WITHDRAWN superseded");

        congress.tell("schedule.item-planned", "agenda/opening", planned(congress, start));

        assertThat(recipients(congress.settled().phones("moved"))).isEqualTo(SampleCongress.delegatesOf(D15));
        assertThat(congress.phones()).hasSize(84);
    }

    @Test
    void who_learnt_the_time_with_their_seat_is_corrected_too() {
        var congress = opening("seated", Duration.ofHours(3));
        congress.tell("schedule.seat-assigned", "delegate/002/seat/opening", Map.of("seat", "88-08"));
        assertThat(congress.settled().phones("seat")).hasSize(1);

        move(congress, inMinutes(300));

        assertThat(congress.settled().phones("moved")).singleElement().satisfies(sms -> assertThat(sms.text())
                .contains("88-08")
                .contains(clock(startOf(congress, "opening"))));
    }

    @Test
    void a_new_place_alone_is_a_correction_that_names_no_old_time() {
        var congress = opening("place", Duration.ofHours(3));
        tellEarly(congress);

        congress.tell(
                "schedule.item-moved",
                "agenda/opening",
                new JsonObject()
                        .put("place", new JsonObject().put("zh", "第二会议厅").put("en", "Conference Room 2")));

        assertThat(congress.settled().phones("moved")).hasSize(28).allSatisfy(sms -> assertThat(sms.text())
                .containsAnyOf("第二会议厅", "Conference Room 2")
                .containsAnyOf("江川会堂大礼堂", "Main Auditorium"));
    }

    private SampleCongress opening(String code, Duration fromNow) {
        return SampleCongress.with(db, "change-" + code, Map.of("opening", fromNow));
    }

    /** One delegation hears of the opening long before its reminder. */
    private static void tellEarly(SampleCongress congress) {
        congress.broadcast(new JsonObject()
                .put("name", "early word")
                .put("template", "item-reminder")
                .put("item", "opening")
                .put("channels", new JsonArray().add("sms"))
                .put("audience", new JsonObject().put("delegations", new JsonArray().add(D15))));
        assertThat(congress.settled().phones()).hasSize(28);
    }

    private static void move(SampleCongress congress, Instant start) {
        congress.tell(moved(congress, start)).statusCode(200);
    }

    private static JsonObject moved(SampleCongress congress, Instant start) {
        return congress.event("schedule.item-moved", "agenda/opening", Map.of("start", start.toString()));
    }

    private static JsonObject planned(SampleCongress congress, Instant start) {
        List<Map<String, Object>> items =
                SampleCongress.hub().get(congress.path() + "/agenda").path("items");
        var item = new JsonObject(items.get(0));
        return new JsonObject()
                .put("title", item.getJsonObject("title"))
                .put("place", item.getJsonObject("place"))
                .put("bring", item.getJsonObject("bring"))
                .put("start", start.toString())
                .put("end", start.plus(Duration.ofMinutes(90)).toString());
    }

    static Instant startOf(SampleCongress congress, String item) {
        List<Map<String, Object>> items =
                SampleCongress.hub().get(congress.path() + "/agenda").path("items");
        return items.stream()
                .filter(each -> each.get("code").equals(item))
                .map(each -> Instant.parse(each.get("start").toString()))
                .findFirst()
                .orElseThrow();
    }

    private static Instant inMinutes(int minutes) {
        return Instant.now().plus(Duration.ofMinutes(minutes)).truncatedTo(ChronoUnit.MINUTES);
    }

    private static String clock(Instant at) {
        return DateTimeFormatter.ofPattern("HH:mm").format(at.atZone(SampleCongress.ZONE));
    }

    static Set<String> recipients(List<Sms> messages) {
        var people = messages.stream().collect(Collectors.groupingBy(Sms::recipient, Collectors.counting()));
        assertThat(people.values()).as("once each").containsOnly(1L);
        return people.keySet().stream().map(Function.identity()).collect(Collectors.toSet());
    }
}
