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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Changes in any order, with any part of what they lead to sent between them: what somebody was told last is true, and nothing
 * was said twice. {@code -Dchanges.seed=…} to see a run again as far as time allows.
 */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class RandomPlanFlowIT {
    private static final long SEED = Long.getLong("changes.seed", System.nanoTime() % 1_000_000);
    private static final List<String> ITEMS = List.of("opening", "plenary-2", "plenary-3");
    private static final List<String> GROUPS = List.of("D14", "D15");
    private static final List<String> PLACES = List.of("第二会议厅", "第三会议厅", "第四会议厅");
    private static final int CHANGES = 14;

    @Inject
    Db db;

    private Random dice;
    private SampleCongress congress;

    @RepeatedTest(5)
    void what_was_told_last_is_true_and_nothing_is_said_twice(RepetitionInfo round) {
        long seed = SEED + round.getCurrentRepetition();
        System.out.printf("RandomPlanFlowIT: -Dchanges.seed=%d, repetition %d%n", SEED, round.getCurrentRepetition());
        dice = new Random(seed);
        congress = begin("random-" + round.getCurrentRepetition());
        var story = changes(this::letSomeBeSent);
        congress.settled();
        holds(story, seed);
    }

    /** The same in a night in which nothing is sent: in the morning everybody hears at most once, what is so by then. */
    @RepeatedTest(3)
    void a_night_of_changes_is_one_sms_at_most_and_true(RepetitionInfo round) {
        long seed = SEED + 100 + round.getCurrentRepetition();
        System.out.printf("RandomPlanFlowIT: -Dchanges.seed=%d, night %d%n", SEED, round.getCurrentRepetition());
        dice = new Random(seed);
        congress = begin("night-" + round.getCurrentRepetition());
        changes(congress::settled);
        ChangeSetFlowIT.sleepFor(congress, Duration.ofHours(2));
        int before = schedule().size();
        var story = changes(() -> {});
        congress.settled();
        assertThat(schedule()).hasSize(before);
        QuietHoursFlowIT.morning(db, congress);
        congress.settled();
        var morning = schedule();
        holds(story, seed);
        assertThat(recipients(morning.subList(before, morning.size()))).isNotEmpty();
    }

    /** What phones got about the schedule: an isolation is urgent and wakes its people. */
    private List<SampleCongress.Sms> schedule() {
        return congress.phones().stream()
                .filter(sms -> !sms.subject().startsWith("delegation/"))
                .toList();
    }

    private List<String> changes(Runnable between) {
        var story = new ArrayList<String>();
        for (int change = 0; change < CHANGES; change++) {
            var events = Stream.generate(this::event).limit(1 + dice.nextInt(4)).toList();
            congress.tell(events.toArray(JsonObject[]::new)).statusCode(200);
            story.add(events.stream()
                    .map(event ->
                            event.getString("type") + " " + event.getString("subject") + " " + event.getValue("data"))
                    .collect(Collectors.joining(" + ")));
            between.run();
        }
        return story;
    }

    private void holds(List<String> story, long seed) {
        var told = told();
        assertThat(told).as("somebody was told something").hasSizeGreaterThan(50);
        story.add(0, "seed " + seed);
        lastIsTrue(told, String.join("\n", story));
        nothingTwice(told, String.join("\n", story));
        oneEachTime(String.join("\n", story));
    }

    /** Two delegations with seats at three sessions, hours away; one of them knows the first, the other the second. */
    private SampleCongress begin(String code) {
        var begun = SampleCongress.withPeople(db, code);
        begun.importAgenda(SampleCongress.agenda(Set.copyOf(ITEMS), Duration.ofDays(30)))
                .statusCode(200);
        var people = GROUPS.stream()
                .flatMap(group -> SampleCongress.delegatesOf(group).stream())
                .collect(Collectors.toSet());
        var seats = SampleCongress.seats(Set.copyOf(ITEMS));
        begun.importTable(
                        "seats",
                        Stream.concat(
                                        seats.lines().limit(1),
                                        seats.lines().skip(1).filter(line -> people.contains(line.split(",")[1])))
                                .collect(Collectors.joining("\n", "", "\n")))
                .statusCode(200);
        for (int known = 0; known < GROUPS.size(); known++) {
            begun.broadcast(new JsonObject()
                    .put("name", "early word")
                    .put("template", "item-reminder")
                    .put("item", ITEMS.get(known))
                    .put("channels", new JsonArray().add("sms"))
                    .put("audience", new JsonObject().put("delegations", new JsonArray().add(GROUPS.get(known)))));
        }
        return begun.settled();
    }

    /** Times from a few that return, so that moves are undone as often as not. */
    private JsonObject event() {
        var item = "agenda/" + one(ITEMS);
        return switch (dice.nextInt(10)) {
            case 0, 1, 2 -> congress.event("schedule.item-moved", item, Map.of("start", time().toString()));
            case 3 -> {
                var place = one(PLACES);
                yield congress.event(
                        "schedule.item-moved",
                        item,
                        new JsonObject()
                                .put("place", new JsonObject().put("zh", place).put("en", place)));
            }
            case 4 -> congress.event("schedule.item-cancelled", item, new JsonObject());
            case 5 -> congress.event("schedule.item-planned", item, planned(item));
            case 6 ->
                congress.event(
                        "schedule.seat-assigned",
                        "delegate/" + person() + "/seat/" + one(ITEMS),
                        Map.of("seat", "9" + dice.nextInt(10) + "-0" + dice.nextInt(9)));
            case 7 -> congress.event("security.group-isolated", "delegation/" + one(GROUPS), apart());
            case 8 -> congress.event("security.isolation-ended", "delegation/" + one(GROUPS), new JsonObject());
            default ->
                congress.event(
                        "schedule.vehicle-assigned",
                        "delegate/" + person() + "/vehicle",
                        Map.of("vehicle", "V0" + (1 + dice.nextInt(3))));
        };
    }

    /** Some of the items at a place of the group's own, at a time of its own, or both. */
    private JsonObject apart() {
        var items = new JsonArray();
        for (var item : ITEMS) {
            var own = new JsonObject().put("item", item);
            if (dice.nextBoolean()) {
                own.put("start", time().toString());
            }
            if (dice.nextBoolean()) {
                own.put("place", new JsonObject().put("zh", "驻地").put("en", "residence"));
            }
            if (own.size() > 1 && dice.nextBoolean()) {
                items.add(own);
            }
        }
        return new JsonObject()
                .put("instructions", new JsonObject().put("zh", "请留在驻地").put("en", "Please stay in."))
                .put("items", items);
    }

    private JsonObject planned(String item) {
        var start = time();
        var title = "会议" + item;
        var place = one(PLACES);
        return new JsonObject()
                .put("title", new JsonObject().put("zh", title).put("en", title))
                .put("place", new JsonObject().put("zh", place).put("en", place))
                .put("start", start.toString())
                .put("end", start.plus(Duration.ofMinutes(90)).toString());
    }

    private Instant time() {
        var day = Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.DAYS);
        return day.plus(Duration.ofHours(1 + dice.nextInt(3)));
    }

    private String person() {
        return one(SampleCongress.delegatesOf(one(GROUPS)).stream()
                .sorted()
                .limit(5)
                .toList());
    }

    private <T> T one(List<T> of) {
        return of.get(dice.nextInt(of.size()));
    }

    private void letSomeBeSent() {
        switch (dice.nextInt(4)) {
            case 0 -> congress.settled();
            case 1 -> {}
            default -> LockSupport.parkNanos(Duration.ofMillis(dice.nextInt(80)).toNanos());
        }
    }

    /**
     * One thing one person was told about one subject, in the order of telling.
     *
     * @param aside whether it was told with an isolation or its end, which says the vehicle each time
     */
    private record Said(
            String person,
            String about,
            String title,
            String start,
            String place,
            String seat,
            String vehicle,
            boolean cancelled,
            boolean aside) {}

    private static final String SAID = """
            select r.code as person, t.subject,
                   t.facts #>> '{start,at}' as start, t.facts #>> '{place,zh}' as place, t.facts #>> '{title,zh}' as title, t.facts ->> 'seat' as seat,
                   t.facts ->> 'vehicle' as vehicle, t.facts ? 'cancelled' as cancelled
              from notice n join delivery d on d.notice = n.id join attempt a on a.delivery = d.id
              join recipient r on r.id = d.recipient
             cross join lateral (
                   select n.subject, a.facts where n.about is null
                   union all
                   select c ->> 'subject', c -> 'facts' from jsonb_array_elements(a.facts -> 'changes') as c
                    where n.about is not null) t
             where n.congress = $1 and a.outcome = 'ACCEPTED'
               and (not starts_with(t.subject, 'delegation/') or t.facts ? 'vehicle')
             order by a.written_at, a.id
            """;

    /** By person and thing (an item with its seat, or a vehicle), what was said of it, the oldest first. */
    private Map<String, List<Said>> told() {
        return db
                .read(tx -> tx.list(
                        SAID,
                        row -> {
                            var subject = row.getString("subject").split("/");
                            boolean aside = subject[0].equals("delegation");
                            var about = subject[0].equals("agenda")
                                    ? subject[1]
                                    : !aside && subject[2].equals("seat") ? subject[3] : "vehicle";
                            return new Said(
                                    row.getString("person"),
                                    about,
                                    row.getString("title"),
                                    row.getString("start"),
                                    row.getString("place"),
                                    row.getString("seat"),
                                    row.getString("vehicle"),
                                    row.getBoolean("cancelled"),
                                    aside);
                        },
                        congress.code()))
                .stream()
                .collect(Collectors.groupingBy(said -> said.person() + " " + said.about()));
    }

    private static final String ITEM = """
            select coalesce(o.starts_at, i.starts_at) as starts_at, coalesce(nullif(o.place_zh, ''), i.place_zh) as place_zh,
                   i.cancelled, case when coalesce(o.place_zh, '') = '' then s.seat end as seat
              from agenda_item i
              left join recipient r on r.congress = i.congress and r.code = $3 and r.kind = 'DELEGATE'
              left join seat s on s.congress = i.congress and s.item = i.code and s.delegate = r.id
              left join own_item_of o on o.congress = i.congress and o.item = i.code and o.delegate = r.id
             where i.congress = $1 and i.code = $2
            """;

    private void lastIsTrue(Map<String, List<Said>> told, String story) {
        told.forEach((whose, said) -> {
            var last = said.get(said.size() - 1);
            if (last.about().equals("vehicle")) {
                assertThat(last.vehicle()).as("%s: %s%n%s", whose, said, story).isEqualTo(vehicleOf(last.person()));
                return;
            }
            db.read(tx -> tx.one(
                    ITEM,
                    row -> {
                        assertThat(last.cancelled())
                                .as("cancelled, %s: %s%n%s", whose, said, story)
                                .isEqualTo(row.getBoolean("cancelled"));
                        if (!last.cancelled()) {
                            assertThat(Instant.parse(last.start()))
                                    .as("start, %s: %s%n%s", whose, said, story)
                                    .isEqualTo(
                                            row.getOffsetDateTime("starts_at").toInstant());
                            assertThat(last.place())
                                    .as("place, %s: %s%n%s", whose, said, story)
                                    .isEqualTo(row.getString("place_zh"));
                            assertThat(last.seat())
                                    .as("seat, %s: %s%n%s", whose, said, story)
                                    .isEqualTo(row.getString("seat"));
                        }
                        return 1;
                    },
                    congress.code(),
                    last.about(),
                    last.person()));
        });
    }

    private static void nothingTwice(Map<String, List<Said>> told, String story) {
        told.forEach((whose, said) -> {
            for (int time = 1; time < said.size(); time++) {
                if (said.get(time).aside() || said.get(time - 1).aside()) {
                    continue;
                }
                assertThat(said.get(time)).as("%s: %s%n%s", whose, said, story).isNotEqualTo(said.get(time - 1));
            }
        });
    }

    private static final String EACH_TIME = """
            select count(*) as n
              from (select d.recipient, n.created_at
                      from notice n join delivery d on d.notice = n.id join attempt a on a.delivery = d.id
                     where n.congress = $1 and a.outcome = 'ACCEPTED' and not starts_with(n.subject, 'delegation/')
                     group by 1, 2 having count(*) > 1) as several
            """;

    /** All notices of one change set are made at one moment. The news of an isolation stands alone. */
    private void oneEachTime(String story) {
        long several = db.read(tx -> tx.one(EACH_TIME, row -> row.getLong("n"), congress.code()))
                .orElseThrow();
        assertThat(several)
                .as("people who got several SMS of one change set%n%s", story)
                .isZero();
    }

    private String vehicleOf(String person) {
        return db.read(tx -> tx.one(
                        "select vehicle from delegate where congress = $1 and code = $2",
                        row -> row.getString("vehicle"),
                        congress.code(),
                        person))
                .orElseThrow();
    }
}
