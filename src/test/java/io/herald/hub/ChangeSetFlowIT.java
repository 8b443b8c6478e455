package io.herald.hub;

import static io.herald.hub.ChangeFlowIT.recipients;
import static io.herald.hub.ChangeFlowIT.startOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.SampleCongress;
import io.herald.platform.Db;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Much changes at once: everybody hears of what is theirs, in one SMS, and what it would do can be seen before. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class ChangeSetFlowIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Set<String> D14 = SampleCongress.delegatesOf("D14");
    private static final Set<String> D15 = SampleCongress.delegatesOf("D15");

    @Inject
    Db db;

    @Test
    void of_several_changes_in_one_request_everybody_hears_what_is_theirs_in_one_sms() {
        var congress = threeItems("set");
        tellEarly(congress, "opening", "D14", "D15");
        tellEarly(congress, "plenary-2", "D15");

        congress.tell(
                        moved(congress, "opening", 300),
                        moved(congress, "plenary-2", 420),
                        congress.event("schedule.item-cancelled", "agenda/closing", new JsonObject()))
                .statusCode(200);

        assertThat(recipients(congress.settled().phones("changes"))).isEqualTo(D15);
        assertThat(recipients(congress.phones("moved"))).isEqualTo(D14);
        assertThat(congress.phones("changes")).allSatisfy(sms -> assertThat(sms.text())
                .contains(clock(congress, "opening"))
                .contains(clock(congress, "plenary-2")));
        assertThat(congress.phones("cancelled")).isEmpty();
    }

    @Test
    void whoever_was_told_of_several_in_one_sms_is_corrected_for_the_one_that_moves_again() {
        var congress = threeItems("again");
        tellEarly(congress, "opening", "D15");
        tellEarly(congress, "plenary-2", "D15");
        congress.tell(moved(congress, "opening", 300), moved(congress, "plenary-2", 420))
                .statusCode(200);
        assertThat(recipients(congress.settled().phones("changes"))).isEqualTo(D15);

        congress.tell(moved(congress, "plenary-2", 480)).statusCode(200);
        assertThat(recipients(congress.settled().phones("moved"))).isEqualTo(D15);

        congress.tell(moved(congress, "opening", 360), moved(congress, "plenary-2", 480))
                .statusCode(200);
        assertThat(congress.settled().phones("moved"))
                .as("only the opening moved")
                .hasSize(2 * D15.size());
    }

    @Test
    void a_re_imported_agenda_is_a_change_set_and_does_what_its_impact_said() {
        var congress = SampleCongress.withPeople(db, "set-import");
        var agenda = SampleCongress.agenda(Set.of("opening", "plenary-2", "closing"), Duration.ofDays(30));
        congress.importAgenda(agenda).statusCode(200);
        tellEarly(congress, "opening", "D14", "D15");
        tellEarly(congress, "plenary-2", "D15");
        var compressed =
                agenda.replace("T09:00", "T13:00").replace("T10:30", "T14:30").replace("T11:20", "T15:20");
        assertThat(compressed).isNotEqualTo(agenda);

        var looked = dryRun(congress, compressed);
        assertThat(looked.getBoolean("applied")).isFalse();
        int people = looked.getInt("impact.corrections.people");
        assertThat(people).isEqualTo(looked.getInt("impact.corrections.sms")).isPositive();
        assertThat(congress.settled().phones()).as("looking tells nobody").hasSize(D14.size() + 2 * D15.size());

        var applied = importWith(congress, compressed, looked.getString("impact.basis"), 200);
        assertThat(applied.getInt("impact.corrections.people")).isEqualTo(people);
        var texts = new TreeMap<String, Integer>();
        congress.settled().phones().stream()
                .filter(sms -> !sms.notice().equals("early word"))
                .forEach(sms -> texts.merge(sms.recipient(), 1, Integer::sum));
        assertThat(texts).hasSize(people);
        assertThat(texts.values()).containsOnly(1);
    }

    @Test
    void the_impact_of_a_move_says_who_knows_what_and_is_refused_when_the_world_has_moved() {
        var congress = threeItems("impact");
        tellEarly(congress, "opening", "D15");
        var start = startOf(congress, "plenary-2");

        var impact = look(congress, "opening", start);

        assertThat(impact.getInt("items[0].knowledge.told")).isEqualTo(D15.size());
        assertThat(impact.getInt("items[0].knowledge.delivered")).isEqualTo(D15.size());
        assertThat(impact.getMap("items[0].knowledge.byDelegation")).isEqualTo(Map.of("D15", D15.size()));
        assertThat(impact.getInt("corrections.people")).isEqualTo(D15.size());
        assertThat(impact.getMap("corrections.byNotice")).isEqualTo(Map.of("moved", D15.size()));
        assertThat(impact.getInt("corrections.parts")).isGreaterThanOrEqualTo(D15.size());
        assertThat(impact.getInt("untouched")).isEqualTo(816 - D15.size());
        assertThat(impact.getInt("withdrawn")).isPositive();
        assertThat(impact.getList("reminders.name")).contains("half-hour-before");
        assertThat(impact.getString("clashes[0].item")).isEqualTo("opening");
        assertThat(impact.getString("clashes[0].other")).isEqualTo("plenary-2");
        assertThat(startOf(congress, "opening")).as("nothing was done").isNotEqualTo(start);

        tellEarly(congress, "opening", "D14");
        var refused = change(congress, "opening", start, impact.getString("basis"), 409);
        assertThat(refused.getInt("impact.corrections.people")).isEqualTo(D15.size() + D14.size());
        assertThat(startOf(congress, "opening")).isNotEqualTo(start);

        change(congress, "opening", start, refused.getString("impact.basis"), 200);
        assertThat(startOf(congress, "opening")).isEqualTo(start);
        var both = new TreeSet<>(D15);
        both.addAll(D14);
        assertThat(recipients(congress.settled().phones("moved"))).isEqualTo(both);
    }

    /** 21:40, and the congress is asleep from 21:30 on: nobody is woken, and in the morning there is one SMS. */
    @Test
    void a_change_set_in_the_quiet_hours_is_one_sms_at_their_end() {
        var congress = threeItems("quiet");
        tellEarly(congress, "opening", "D15");
        tellEarly(congress, "closing", "D14", "D15");
        sleepFor(congress, Duration.ofHours(2));

        var later = startOf(congress, "closing").plus(Duration.ofHours(2));
        var impact = look(congress, "closing", later);
        assertThat(impact.getInt("corrections.people")).isEqualTo(D14.size() + D15.size());
        assertThat(impact.getInt("corrections.waiting")).isEqualTo(D14.size() + D15.size());

        int before = congress.phones().size();
        congress.tell(
                        moved(congress, "opening", 900),
                        congress.event("schedule.item-moved", "agenda/closing", Map.of("start", later.toString())))
                .statusCode(200);
        assertThat(congress.settled().phones()).hasSize(before);
        assertThat(congress.states("changes")).isEqualTo(Map.of("PLANNED", (long) D15.size()));
        assertThat(congress.states("moved")).isEqualTo(Map.of("PLANNED", (long) D14.size()));

        var knowledge = SampleCongress.hub()
                .get(congress.path() + "/agenda/closing/knowledge")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(knowledge.getInt("all.people")).isEqualTo(816);
        assertThat(knowledge.getInt("all.current")).isZero();
        assertThat(knowledge.getInt("all.outdated")).isEqualTo(D14.size() + D15.size());
        assertThat(knowledge.getInt("byDelegation.D15.outdated")).isEqualTo(D15.size());
        assertThat(knowledge.getInt("byDelegation.D01.outdated")).isZero();
        assertThat(knowledge.getInt("byDelegation.D01.untold")).isPositive();
    }

    @Test
    void two_changes_at_once_of_what_one_waiting_sms_tells_leave_one_that_tells_both_as_they_are() {
        var congress = threeItems("at-once");
        tellEarly(congress, "plenary-2", "D15");
        tellEarly(congress, "closing", "D15");
        sleepFor(congress, Duration.ofHours(2));
        congress.tell(moved(congress, "plenary-2", 400), moved(congress, "closing", 1900))
                .statusCode(200);

        for (int round = 1; round <= 3; round++) {
            bothAtOnce(congress, moved(congress, "plenary-2", 400 + round), moved(congress, "closing", 1900 + round));

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(waiting(congress))
                    .hasSize(D15.size())
                    .allSatisfy((person, starts) -> assertThat(starts)
                            .containsExactlyInAnyOrder(startOf(congress, "plenary-2"), startOf(congress, "closing"))));
        }
    }

    /** Both are on their way before the notice that waits can be taken back by either. */
    private void bothAtOnce(SampleCongress congress, JsonObject one, JsonObject other) {
        var telling = db.inTransaction(tx -> {
            tx.query(
                    "select id from notice where congress = $1 and name = 'changes' and superseded_at is null for update",
                    congress.code());
            var both = List.of(one, other).stream()
                    .map(event -> CompletableFuture.runAsync(
                            () -> congress.tell(event).statusCode(200)))
                    .toList();
            await().atMost(PATIENCE).until(() -> blocked() >= 2);
            return both;
        });
        telling.forEach(each -> each.orTimeout(20, TimeUnit.SECONDS).join());
    }

    private long blocked() {
        return db.read(tx -> tx.one(
                        "select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
                        row -> row.getLong("n")))
                .orElseThrow();
    }

    @Test
    void a_seat_that_has_not_been_told_yet_is_told_with_the_new_time_when_its_item_moves() {
        var congress = threeItems("seat");
        sleepFor(congress, Duration.ofHours(2));
        var person = D15.stream().sorted().findFirst().orElseThrow();
        congress.tell("schedule.seat-assigned", "delegate/" + person + "/seat/closing", Map.of("seat", "77-07"));
        congress.tell(moved(congress, "closing", 1900)).statusCode(200);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(waiting(congress))
                .isEqualTo(Map.of(person, List.of(startOf(congress, "closing")))));
    }

    @Test
    void a_text_without_a_time_does_not_hide_the_old_time_its_reader_knows() {
        var congress = threeItems("hidden");
        tellEarly(congress, "closing", "D15");
        congress.broadcast(new JsonObject()
                .put("name", "bring")
                .put("text", new JsonObject().put("zh", "参加{title}请带证件。").put("en", "Bring your badge to {title}."))
                .put("item", "closing")
                .put("channels", new JsonArray().add("sms"))
                .put("audience", new JsonObject().put("delegations", new JsonArray().add("D15"))));
        assertThat(recipients(congress.settled().phones("bring"))).isEqualTo(D15);

        congress.tell(moved(congress, "closing", 1900)).statusCode(200);
        assertThat(recipients(congress.settled().phones("moved"))).isEqualTo(D15);
        congress.tell(moved(congress, "closing", 1900)).statusCode(200);
        assertThat(congress.settled().phones("moved")).as("once").hasSize(D15.size());
    }

    @Test
    void a_reseating_by_import_corrects_who_was_told_another_seat_and_nobody_else() {
        var congress = threeItems("reseated");
        tellEarly(congress, "opening", "D15");
        tellEarly(congress, "closing", "D15");
        int before = congress.phones().size();
        var some = D15.stream().sorted().limit(7).collect(Collectors.toSet());
        var seats = SampleCongress.seats(Set.of("opening", "plenary-2", "closing"))
                .lines()
                .map(line -> some.contains(line.split(",")[1])
                        ? line.replaceAll("[^,]+$", "99-" + line.split(",")[1])
                        : line)
                .collect(Collectors.joining("\n", "", "\n"));

        congress.importTable("seats", seats).statusCode(200);

        var heard = congress.settled().phones().stream().skip(before).toList();
        assertThat(recipients(heard)).isEqualTo(some);
        assertThat(heard).hasSize(some.size()).allSatisfy(sms -> assertThat(sms.text())
                .contains("99-", clock(congress, "opening"), clock(congress, "closing"))
                .doesNotContain("Second plenary", "第二次全体"));
    }

    private static final String WAITING = """
            select g.code as person, coalesce(c.value -> 'facts', n.facts) #>> '{start,at}' as start
              from delivery d
              join delegate g on g.id = d.recipient
              join notice n on n.id = d.notice
              join batch b on b.id = d.batch
              left join lateral jsonb_array_elements(n.facts -> 'changes') c on true
             where d.congress = $1 and d.state = 'PLANNED' and n.superseded_at is null and n.name in ('changes', 'moved', 'seat')
            """;

    /** By delegate, the starts that texts which have not left would tell. */
    private Map<String, List<Instant>> waiting(SampleCongress congress) {
        return db
                .read(tx -> tx.list(
                        WAITING,
                        row -> Map.entry(row.getString("person"), Instant.parse(row.getString("start"))),
                        congress.code()))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    static void sleepFor(SampleCongress congress, Duration from) {
        var known = new JsonObject(SampleCongress.hub().get(congress.path()).asString());
        var clock = DateTimeFormatter.ofPattern("HH:mm").withZone(SampleCongress.ZONE);
        known.getJsonObject("settings")
                .put("quietFrom", clock.format(Instant.now().minus(Duration.ofMinutes(10))))
                .put("quietTo", clock.format(Instant.now().plus(from)));
        known.remove("code");
        SampleCongress.json(known.encode()).put(congress.path()).then().statusCode(200);
    }

    /** No quiet hours any more. */
    static void wake(SampleCongress congress) {
        var known = new JsonObject(SampleCongress.hub().get(congress.path()).asString());
        known.getJsonObject("settings").putNull("quietFrom").putNull("quietTo");
        known.remove("code");
        SampleCongress.json(known.encode()).put(congress.path()).then().statusCode(200);
    }

    @Test
    void what_cannot_be_is_refused_with_the_reason() {
        var congress = threeItems("refused");
        SampleCongress.json(new JsonObject())
                .post(congress.path() + "/agenda/opening/impact")
                .then()
                .statusCode(422);
        SampleCongress.json(new JsonObject()
                        .put("cancel", true)
                        .put("start", Instant.now().toString()))
                .post(congress.path() + "/agenda/opening/change")
                .then()
                .statusCode(422);
        SampleCongress.json(new JsonObject().put("start", Instant.now().toString()))
                .post(congress.path() + "/agenda/nowhere/impact")
                .then()
                .statusCode(404);
        SampleCongress.hub()
                .contentType("application/json")
                .post(congress.path() + "/agenda/opening/impact")
                .then()
                .statusCode(400);
    }

    private SampleCongress threeItems(String code) {
        return SampleCongress.with(
                db,
                "set-" + code,
                Map.of(
                        "opening", Duration.ofHours(3),
                        "plenary-2", Duration.ofHours(6),
                        "closing", Duration.ofHours(30)));
    }

    /** These delegations hear of the item long before its reminder. */
    static void tellEarly(SampleCongress congress, String item, String... delegations) {
        congress.broadcast(new JsonObject()
                .put("name", "early word")
                .put("template", "item-reminder")
                .put("item", item)
                .put("channels", new JsonArray().add("sms"))
                .put("audience", new JsonObject().put("delegations", new JsonArray(List.of(delegations)))));
        congress.settled();
    }

    private static JsonObject moved(SampleCongress congress, String item, int minutes) {
        var start = Instant.now().plus(Duration.ofMinutes(minutes)).truncatedTo(ChronoUnit.MINUTES);
        return congress.event("schedule.item-moved", "agenda/" + item, Map.of("start", start.toString()));
    }

    private static JsonPath look(SampleCongress congress, String item, Instant start) {
        return SampleCongress.json(new JsonObject().put("start", start.toString()))
                .post(congress.path() + "/agenda/" + item + "/impact")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath change(SampleCongress congress, String item, Instant start, String basis, int status) {
        return SampleCongress.json(new JsonObject().put("start", start.toString()))
                .queryParam("basis", basis)
                .post(congress.path() + "/agenda/" + item + "/change")
                .then()
                .statusCode(status)
                .extract()
                .jsonPath();
    }

    private static JsonPath dryRun(SampleCongress congress, String agenda) {
        return SampleCongress.hub()
                .contentType("text/csv; charset=UTF-8")
                .queryParam("dry-run", true)
                .body(agenda.getBytes(StandardCharsets.UTF_8))
                .post(congress.path() + "/agenda/import")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath importWith(SampleCongress congress, String agenda, String basis, int status) {
        return SampleCongress.hub()
                .contentType("text/csv; charset=UTF-8")
                .queryParam("basis", basis)
                .body(agenda.getBytes(StandardCharsets.UTF_8))
                .post(congress.path() + "/agenda/import")
                .then()
                .statusCode(status)
                .extract()
                .jsonPath();
    }

    private static String clock(SampleCongress congress, String item) {
        return DateTimeFormatter.ofPattern("HH:mm")
                .format(startOf(congress, item).atZone(SampleCongress.ZONE));
    }
}
