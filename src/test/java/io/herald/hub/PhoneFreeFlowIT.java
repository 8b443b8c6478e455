package io.herald.hub;

import static io.herald.hub.ChangeFlowIT.recipients;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Phones are locked away: what is due then goes to their owners before. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class PhoneFreeFlowIT {
    @Inject
    Db db;

    @Test
    void a_reminder_due_in_a_closed_session_comes_before_it_to_those_inside_and_in_time_to_the_others() {
        var items = new LinkedHashMap<String, Duration>();
        items.put("closed-1", Duration.ofMinutes(100));
        items.put("opening", Duration.ofMinutes(180));
        var congress = SampleCongress.with(db, "phone-free", items);
        var closed = ChangeFlowIT.startOf(congress, "closed-1");
        var due = ChangeFlowIT.startOf(congress, "opening").minus(Duration.ofMinutes(30));

        var dueOf = dueTimes(congress);

        var inside = SampleCongress.seatedAt("closed-1");
        assertThat(dueOf).hasSize(816);
        dueOf.forEach((person, planned) -> assertThat(planned)
                .as(person)
                .isEqualTo(inside.contains(person) ? closed.minus(Duration.ofMinutes(2)) : due));
    }

    @Test
    void
            what_is_urgent_waits_for_no_session_and_routine_word_for_later_leaves_at_once_when_the_doors_are_about_to_close() {
        var congress = SampleCongress.with(db, "doors", Map.of("closed-1", Duration.ofSeconds(90)));
        congress.settled();

        congress.broadcast(new JsonObject()
                .put("name", "later")
                .put("text", new JsonObject().put("zh", "会后请交回文件。"))
                .put("audience", "everyone")
                .put("due", Instant.now().plus(Duration.ofMinutes(20)).toString()));
        congress.broadcast(new JsonObject()
                .put("name", "urgent")
                .put("text", new JsonObject().put("zh", "请留在原地。"))
                .put("audience", "everyone")
                .put("lane", "urgent")
                .put("due", Instant.now().plus(Duration.ofMinutes(20)).toString()));
        congress.settled();

        assertThat(recipients(congress.phones("later"))).isEqualTo(SampleCongress.seatedAt("closed-1"));
        assertThat(congress.phones("urgent")).isEmpty();
    }

    private static final String DUE = """
            select r.code, b.due_at
              from delivery d
              join notice n on n.id = d.notice
              join batch b on b.id = d.batch
              join recipient r on r.id = d.recipient
             where n.congress = $1 and n.subject = 'agenda/opening' and n.name = 'half-hour-before'
               and d.state = 'PLANNED'
            """;

    private Map<String, Instant> dueTimes(SampleCongress congress) {
        congress.settled();
        var dueOf = new HashMap<String, Instant>();
        db.read(tx -> tx.list(
                        DUE,
                        row -> Map.entry(row.getString("code"), io.herald.platform.Tx.instant(row, "due_at")),
                        congress.code()))
                .forEach(person -> assertThat(dueOf.put(person.getKey(), person.getValue()))
                        .isNull());
        return dueOf;
    }
}
