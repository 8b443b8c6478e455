package io.herald;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.herald.platform.Db;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sample congress under a code of its own, brought in by REST as its secretariat would: people, some items of its agenda
 * with their seats, then each item moved to where the story needs it. It has no quiet hours, so that a story goes the same way
 * at night, and asks for no second person. What reached its phones is read from the simulated network's own log.
 */
public final class SampleCongress {
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Path FILES = Path.of("config", "sample");
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** A message as a phone got it, for whom, and the playbook rule or broadcast behind it. */
    public record Sms(String recipient, String phone, String text, String notice, String subject) {}

    private final Db db;
    private final String code;

    private SampleCongress(Db db, String code) {
        this.db = db;
        this.code = code;
    }

    /** The congress with its people and nothing on its agenda. */
    public static SampleCongress withPeople(Db db, String code) {
        var congress = new SampleCongress(db, code);
        congress.put(true);
        for (var table : List.of("delegations", "residences", "vehicles", "delegates", "staff")) {
            congress.importTable(table, read(table + ".csv")).statusCode(200);
        }
        return congress;
    }

    /** The congress with these items of the sample agenda, each so long from now, and everybody's seats at them. */
    public static SampleCongress with(Db db, String code, Map<String, Duration> items) {
        var congress = withPeople(db, code);
        var start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        congress.importAgenda(agenda(items.keySet(), Duration.ofDays(60))).statusCode(200);
        var seats = seats(items.keySet());
        if (seats.lines().count() > 1) {
            congress.importTable("seats", seats).statusCode(200);
        }
        congress.tell(items.entrySet().stream()
                        .map(item -> congress.event(
                                "schedule.item-moved",
                                "agenda/" + item.getKey(),
                                Map.of("start", start.plus(item.getValue()).toString())))
                        .toArray(JsonObject[]::new))
                .statusCode(200);
        return congress;
    }

    public String code() {
        return code;
    }

    public String path() {
        return "/api/congresses/" + code;
    }

    public static RequestSpecification hub() {
        return given().header("Authorization", "Bearer " + FlowProfile.KEY);
    }

    public static RequestSpecification json(Object body) {
        return hub().contentType("application/json").body(body.toString());
    }

    private void put(boolean sample) {
        put(sample, new JsonObject().put("twoPersons", new JsonObject().put("urgent", false)));
    }

    /** Its settings, these laid over those that every story has. */
    public SampleCongress settings(JsonObject own) {
        put(true, own);
        return this;
    }

    private void put(boolean sample, JsonObject own) {
        var settings = new JsonObject()
                .put("signature", new JsonObject().put("zh", "【江川大会】").put("en", "[Jiangchuan]"))
                .put("deskPhone", "8000")
                .mergeIn(own);
        var congress = new JsonObject()
                .put("name", new JsonObject().put("zh", "江川省第八届发展大会").put("en", "Congress " + code))
                .put("zone", ZONE.getId())
                .put("languages", new JsonArray().add("zh").add("en"))
                .put("region", "CN")
                .put("sample", sample)
                .put("settings", settings);
        json(congress.encode()).put(path()).then().statusCode(200);
    }

    public ValidatableResponse importTable(String table, String csv) {
        return hub().contentType("text/csv; charset=UTF-8")
                .body(csv.getBytes(StandardCharsets.UTF_8))
                .post(path() + "/" + table + "/import")
                .then();
    }

    public ValidatableResponse importAgenda(String csv) {
        return importTable("agenda", csv);
    }

    /** The shipped agenda, only these items (all when empty), as CSV, later by {@code shift} in whole days. */
    public static String agenda(Set<String> items, Duration shift) {
        var today = LocalDateTime.now(ZONE).toLocalDate();
        var first = LocalDateTime.parse("2027-03-15T00:00").toLocalDate();
        long days = ChronoUnit.DAYS.between(first, today) + shift.toDays();
        return Stream.concat(
                        read("agenda.csv").lines().limit(1),
                        read("agenda.csv")
                                .lines()
                                .skip(1)
                                .filter(line -> items.isEmpty() || items.contains(line.split(",")[0]))
                                .map(line -> shifted(line, days)))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String shifted(String line, long days) {
        var time = java.util.regex.Pattern.compile("2027-\\d\\d-\\d\\dT\\d\\d:\\d\\d");
        return time.matcher(line)
                .replaceAll(match ->
                        LocalDateTime.parse(match.group()).plusDays(days).toString());
    }

    public static String seats(Set<String> items) {
        return Stream.concat(
                        read("seats.csv").lines().limit(1),
                        read("seats.csv").lines().skip(1).filter(line -> items.contains(line.split(",")[0])))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** An event of this congress under a new id. */
    public JsonObject event(String type, String subject, Object data) {
        return new JsonObject()
                .put("specversion", "1.0")
                .put("id", UUID.randomUUID().toString())
                .put("source", "/planner/" + code)
                .put("type", type)
                .put("subject", subject)
                .put("congress", code)
                .put("datacontenttype", "application/json")
                .put("data", data);
    }

    /** Posts one event in structured mode, several as a batch. */
    public ValidatableResponse tell(JsonObject... events) {
        boolean one = events.length == 1;
        return hub().contentType(one ? "application/cloudevents+json" : "application/cloudevents-batch+json")
                .body((one ? events[0].encode() : new JsonArray(List.of(events)).encode())
                        .getBytes(StandardCharsets.UTF_8))
                .post("/api/events")
                .then();
    }

    public ValidatableResponse tell(String type, String subject, Object data) {
        return tell(event(type, subject, data)).statusCode(200);
    }

    /** Releases a broadcast and answers its notice's id. */
    public String broadcast(JsonObject broadcast) {
        return json(broadcast)
                .post(path() + "/notices")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Waits until everything that is due has been sent and reported. */
    public SampleCongress settled() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> open() == 0);
        return this;
    }

    private static final String OPEN = """
            select (select count(*) from audience_page p join notice n on n.id = p.notice where n.congress = $1)
                 + (select count(*) from batch b join notice n on n.id = b.notice
                     where n.congress = $1 and b.state <> 'DONE' and b.due_at <= now()
                       and exists (select 1 from delivery d where d.batch = b.id and d.state = 'PLANNED'))
                 + (select count(*) from delivery where congress = $1 and state in ('ACCEPTED', 'SENT', 'IN_DOUBT')) as n
            """;

    private long open() {
        return db.read(tx -> tx.one(OPEN, row -> row.getLong("n"), code).orElseThrow());
    }

    private static final String SMS = """
            select r.code, m.phone, m.text, n.name, coalesce(n.subject, '') as subject, m.copies
              from sandbox_message m
              join attempt a on a.id = m.attempt
              join delivery d on d.id = a.delivery
              join notice n on n.id = d.notice
              join recipient r on r.id = d.recipient
             where n.congress = $1
             order by m.accepted_at
            """;

    /** What phones got from this congress until now, the oldest first. */
    public List<Sms> phones() {
        return db.read(tx -> tx.list(
                SMS,
                row -> {
                    assertThat(row.getInteger("copies")).isEqualTo(1);
                    return new Sms(
                            row.getString("code"),
                            row.getString("phone"),
                            row.getString("text"),
                            row.getString("name"),
                            row.getString("subject"));
                },
                code));
    }

    /** What phones got from notices of this name. */
    public List<Sms> phones(String notice) {
        return phones().stream().filter(sms -> sms.notice().equals(notice)).toList();
    }

    private static final String STATES = """
            select coalesce(d.state, 'CARD') || coalesce(' ' || d.reason, '') as state, count(*) as n
              from delivery d join notice n on n.id = d.notice
             where n.congress = $1 and n.name = $2
             group by 1
            """;

    /** How many deliveries of the notices of a name are in which state, with the reason behind it. */
    public Map<String, Long> states(String notice) {
        return db
                .read(tx -> tx.list(STATES, row -> Map.entry(row.getString("state"), row.getLong("n")), code, notice))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The codes of the sample's delegates of a delegation, of those whom an SMS can reach. */
    public static Set<String> delegatesOf(String delegation) {
        return read("delegates.csv")
                .lines()
                .map(line -> line.split(","))
                .filter(cells -> cells[5].equals(delegation))
                .map(cells -> cells[0])
                .filter(reachable()::contains)
                .collect(Collectors.toSet());
    }

    /** The codes of the sample's delegates of a residence, of those whom an SMS can reach. */
    public static Set<String> residentsOf(String residence) {
        return read("delegates.csv")
                .lines()
                .map(line -> line.split(","))
                .filter(cells -> cells[6].equals(residence))
                .map(cells -> cells[0])
                .filter(reachable()::contains)
                .collect(Collectors.toSet());
    }

    /** The codes of all delegates whom an SMS can reach: a few have no phone, and no liaison to stand in for it. */
    public static Set<String> reachable() {
        return read("delegates.csv")
                .lines()
                .skip(1)
                .map(line -> line.split(","))
                .filter(cells -> !cells[3].isEmpty() || cells[9].equals("LIAISON"))
                .map(cells -> cells[0])
                .collect(Collectors.toSet());
    }

    /** The codes of delegates with a seat at an item, of those whom an SMS can reach. */
    public static Set<String> seatedAt(String item) {
        return read("seats.csv")
                .lines()
                .map(line -> line.split(","))
                .filter(cells -> cells[0].equals(item))
                .map(cells -> cells[1])
                .filter(reachable()::contains)
                .collect(Collectors.toSet());
    }

    public static String read(String file) {
        try {
            return Files.readString(FILES.resolve(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
