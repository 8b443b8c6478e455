package io.herald.hub;

import static io.herald.hub.ChangeFlowIT.recipients;
import static io.herald.hub.ChangeFlowIT.startOf;
import static io.herald.hub.ChangeSetFlowIT.tellEarly;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.SampleCongress;
import io.herald.platform.Db;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The congress sleeps: what is no hurry waits, and is thought about again before it goes out. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class QuietHoursFlowIT {
    private static final Set<String> D14 = SampleCongress.delegatesOf("D14");
    private static final Set<String> D15 = SampleCongress.delegatesOf("D15");

    @Inject
    Db db;

    @Inject
    QuietEnd quietEnd;

    @Test
    void three_changes_of_a_night_are_one_sms_in_the_morning_and_one_message_on_the_card() {
        var congress = asleep("three");
        int before = congress.phones().size();

        move(congress, "opening", 600);
        move(congress, "closing", 2400);
        var last = move(congress, "plenary-2", 1200);
        assertThat(congress.settled().phones()).hasSize(before);
        assertThat(congress.states("moved")).isEqualTo(Map.of("PLANNED", (long) D14.size() + 3 * D15.size()));
        morning(db, congress);

        assertThat(recipients(congress.settled().phones("digest"))).isEqualTo(D15);
        assertThat(congress.phones("digest")).allSatisfy(sms -> assertThat(sms.text())
                .contains(clock(congress, "opening"))
                .contains(clock(congress, "plenary-2"))
                .contains(clock(congress, "closing")));
        assertThat(recipients(congress.phones("moved")))
                .as("one change is told as ever")
                .isEqualTo(D14);
        assertThat(congress.states("moved"))
                .isEqualTo(Map.of("DELIVERED", (long) D14.size(), "WITHDRAWN digested", 3L * D15.size()));
        assertThat(fate(congress, last))
                .contains("after the quiet hours")
                .contains(D15.size() + " of moved hear of it in a digest");
        assertThat(current(congress, "closing"))
                .as("what a digest tells is known")
                .isEqualTo(D15.size());
        assertThat(onCard(congress, "moved")).isEqualTo(D14.size());
        assertThat(onCard(congress, "digest")).isEqualTo(D15.size());

        move(congress, "plenary-2", 1260);
        assertThat(recipients(congress.settled().phones("moved").stream()
                        .filter(sms -> sms.text().contains(clock(congress, "plenary-2")))
                        .toList()))
                .as("and is corrected")
                .isEqualTo(D15);
    }

    @Test
    void what_changes_again_before_the_morning_is_told_once_as_it_is_then() {
        var congress = asleep("again");
        move(congress, "opening", 600);
        move(congress, "plenary-2", 1200);
        move(congress, "opening", 660);
        morning(db, congress);

        assertThat(recipients(congress.settled().phones("digest"))).isEqualTo(D15);
        assertThat(congress.phones("digest")).allSatisfy(sms -> assertThat(sms.text())
                .contains(clock(congress, "opening"))
                .contains(clock(congress, "plenary-2")));
        assertThat(recipients(congress.phones("moved"))).isEqualTo(D14);
    }

    @Test
    void what_is_not_so_any_more_in_the_morning_nobody_hears() {
        var congress = awake("undone");
        assign(congress, "V02");
        congress.settled();
        ChangeSetFlowIT.sleepFor(congress, Duration.ofHours(2));
        int before = congress.phones().size();
        var start = startOf(congress, "opening");
        move(congress, "opening", 600);
        congress.settled();
        congress.tell("schedule.item-moved", "agenda/opening", Map.of("start", start.toString()));
        congress.tell("schedule.seat-assigned", "delegate/002/seat/plenary-3", Map.of("seat", "88-08"));
        congress.settled();
        congress.tell("schedule.item-cancelled", "agenda/plenary-3", new JsonObject());
        assign(congress, "V03");
        congress.settled();
        assign(congress, "V02");
        morning(db, congress);

        assertThat(congress.settled().phones()).hasSize(before);
        assertThat(congress.states("moved").keySet()).containsExactly("WITHDRAWN superseded");
        assertThat(congress.states("seat").keySet()).containsExactly("WITHDRAWN superseded");
        assertThat(congress.states("vehicle"))
                .as("told before the night, and theirs again: only the one between was planned, and taken back")
                .isEqualTo(Map.of("DELIVERED", 1L, "WITHDRAWN superseded", 1L));
    }

    @Test
    void who_heard_of_it_in_the_night_all_the_same_does_not_hear_it_again() {
        var congress = asleep("heard");
        move(congress, "opening", 600);
        tellEarly(congress, "opening", "D15");
        int before = congress.phones().size();
        morning(db, congress);

        assertThat(recipients(congress.settled().phones("moved"))).isEqualTo(D14);
        assertThat(congress.phones()).hasSize(before + D14.size());
        assertThat(congress.states("moved"))
                .isEqualTo(Map.of("DELIVERED", (long) D14.size(), "WITHDRAWN superseded", (long) D15.size()));
    }

    /** Whoever of several nodes thinks first, everybody gets one digest. */
    @Test
    void several_nodes_that_think_at_once_tell_everybody_once() throws Exception {
        var congress = asleep("nodes");
        move(congress, "opening", 600);
        move(congress, "plenary-2", 1200);
        congress.settled();
        var nodes = Executors.newFixedThreadPool(4);
        morning(db, congress);
        var now = Instant.now().plusSeconds(1);
        nodes.invokeAll(Collections.nCopies(8, () -> quietEnd.runOnce(now)));
        nodes.shutdown();

        assertThat(recipients(congress.settled().phones("digest"))).isEqualTo(D15);
        assertThat(recipients(congress.phones("moved"))).isEqualTo(D14);
    }

    private static void assign(SampleCongress congress, String vehicle) {
        congress.tell("schedule.vehicle-assigned", "delegate/002/vehicle", Map.of("vehicle", vehicle));
    }

    private SampleCongress asleep(String code) {
        var congress = awake(code);
        ChangeSetFlowIT.sleepFor(congress, Duration.ofHours(2));
        return congress;
    }

    /** Two delegations know the opening, one of them two items more. */
    private SampleCongress awake(String code) {
        var congress = SampleCongress.with(
                db,
                "quiet-" + code,
                Map.of(
                        "opening", Duration.ofHours(8),
                        "plenary-2", Duration.ofHours(16),
                        "plenary-3", Duration.ofHours(20),
                        "closing", Duration.ofHours(36)));
        tellEarly(congress, "opening", "D14", "D15");
        tellEarly(congress, "plenary-2", "D15");
        tellEarly(congress, "closing", "D15");
        return congress;
    }

    private static final String NIGHT_IS_OVER = """
            with ended as (update held_notice set until = now() where congress = $1 and done_at is null returning notice)
            update batch b set due_at = now() from ended where b.notice = ended.notice and b.state = 'HELD'
            """;

    /** The quiet hours end now. */
    static void morning(Db db, SampleCongress congress) {
        congress.settled();
        ChangeSetFlowIT.wake(congress);
        db.transact(tx -> {
            tx.update(
                    "update delivery set on_card_since = now() where congress = $1 and on_card_since > now()",
                    congress.code());
            tx.update(NIGHT_IS_OVER, congress.code());
        });
    }

    /** Answers the id of the event. */
    static String move(SampleCongress congress, String item, int minutes) {
        var start = Instant.now().plus(Duration.ofMinutes(minutes)).truncatedTo(ChronoUnit.MINUTES);
        var event = congress.event("schedule.item-moved", "agenda/" + item, Map.of("start", start.toString()));
        congress.tell(event).statusCode(200);
        return event.getString("id");
    }

    private static String fate(SampleCongress congress, String event) {
        return SampleCongress.hub()
                .urlEncodingEnabled(true)
                .get("/api/events/{source}/{id}", "/planner/" + congress.code(), event)
                .then()
                .statusCode(200)
                .extract()
                .path("reason");
    }

    private static int current(SampleCongress congress, String item) {
        return SampleCongress.hub()
                .get(congress.path() + "/agenda/" + item + "/knowledge")
                .then()
                .statusCode(200)
                .extract()
                .path("all.current");
    }

    private static final String ON_CARD = """
            select count(*) as n from delivery d join notice n on n.id = d.notice
             where n.congress = $1 and n.name = $2 and d.on_card_since <= now()
               and d.state <> 'FAILED'
            """;

    private int onCard(SampleCongress congress, String notice) {
        return db.read(tx -> tx.one(ON_CARD, row -> row.getLong("n").intValue(), congress.code(), notice))
                .orElseThrow();
    }

    static String clock(SampleCongress congress, String item) {
        return DateTimeFormatter.ofPattern("HH:mm")
                .format(startOf(congress, item).atZone(SampleCongress.ZONE));
    }
}
