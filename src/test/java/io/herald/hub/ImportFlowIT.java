package io.herald.hub;

import static io.herald.SampleCongress.hub;
import static io.herald.hub.ChangeFlowIT.recipients;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.SampleCongress;
import io.herald.platform.Db;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whole agendas come in by file: what a file says otherwise becomes events, and only who knew otherwise hears of it. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class ImportFlowIT {
    @Inject
    Db db;

    @Test
    void a_dry_run_says_what_would_change_and_changes_nothing() {
        var congress = SampleCongress.with(db, "dry", Map.of("opening", Duration.ofDays(9)));
        var before = Witness.of(db, congress.settled().code());

        hub().contentType("text/csv; charset=UTF-8")
                .body(SampleCongress.agenda(Set.of(), Duration.ofDays(30)).getBytes(StandardCharsets.UTF_8))
                .post(congress.path() + "/agenda/import?dry-run=true")
                .then()
                .statusCode(200)
                .body("applied", equalTo(false))
                .body("difference.added", hasSize(39))
                .body("difference.changed", hasSize(1))
                .body("difference.changed[0].fields.field", hasItem("start"));
        hub().contentType("text/csv; charset=UTF-8")
                .body(SampleCongress.seats(Set.of("opening"))
                        .replace("01-01", "99-99")
                        .getBytes(StandardCharsets.UTF_8))
                .post(congress.path() + "/seats/import?dry-run=true")
                .then()
                .statusCode(200)
                .body("changed", hasSize(1));

        assertThat(Witness.of(db, congress.code())).isEqualTo(before);
    }

    @Test
    void the_whole_sample_comes_in_and_its_own_exports_change_nothing_and_tell_nobody() {
        var congress = SampleCongress.withPeople(db, "export");
        congress.importAgenda(SampleCongress.agenda(Set.of(), Duration.ofDays(30)))
                .statusCode(200)
                .body("difference.added", hasSize(40));
        congress.importTable("seats", SampleCongress.read("seats.csv")).statusCode(200);
        var before = Witness.of(db, congress.settled().code());

        for (var format : new String[] {"ics", "csv"}) {
            var export = hub().get(congress.path() + "/agenda/export?format=" + format)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asByteArray();
            hub().contentType(format.equals("ics") ? "text/calendar" : "text/csv")
                    .body(export)
                    .post(congress.path() + "/agenda/import")
                    .then()
                    .statusCode(200)
                    .body("difference.unchanged", equalTo(40))
                    .body("fates", hasSize(0));
        }

        assertThat(Witness.of(db, congress.settled().code())).isEqualTo(before);
        assertThat(congress.phones()).isEmpty();
    }

    @Test
    void a_changed_file_becomes_events_and_corrects_only_who_was_told() {
        var congress = SampleCongress.with(
                db, "changed", Map.of("opening", Duration.ofDays(9), "closing", Duration.ofDays(10)));
        congress.broadcast(new JsonObject()
                .put("name", "early word")
                .put("template", "item-reminder")
                .put("item", "opening")
                .put("channels", new JsonArray().add("sms"))
                .put("audience", new JsonObject().put("delegations", new JsonArray().add("D15"))));
        congress.settled();
        var file = new String(
                hub().get(congress.path() + "/agenda/export?format=csv").asByteArray(), StandardCharsets.UTF_8);

        congress.importAgenda(file.replace("江川会堂大礼堂", "体育馆").replace("Main Auditorium", "Sports Hall"))
                .statusCode(200)
                .body("difference.changed", hasSize(2))
                .body("fates", hasSize(2))
                .body("fates.fate", equalTo(java.util.List.of("APPLIED", "APPLIED")));

        assertThat(recipients(congress.settled().phones("moved"))).isEqualTo(SampleCongress.delegatesOf("D15"));
        assertThat(congress.phones("moved"))
                .allSatisfy(sms -> assertThat(sms.text()).containsAnyOf("体育馆", "Sports Hall"));
        assertThat(congress.phones()).hasSize(56);
    }
}
