package io.herald;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.herald.roster.SampleNumbers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sample congress's files agree with each other and can reach nobody. */
class SampleDataTest {
    private static final Path SAMPLE = Path.of("config/sample");
    private static final List<String> PLENARIES = List.of("opening", "plenary-2", "plenary-3", "closing");
    private static final DateTimeFormatter ICS_TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    private final List<NamedCsvRecord> delegates = rows("delegates.csv");
    private final List<NamedCsvRecord> staff = rows("staff.csv");
    private final List<NamedCsvRecord> agenda = rows("agenda.csv");
    private final List<NamedCsvRecord> seats = rows("seats.csv");

    @Test
    void the_congress_is_marked_as_a_sample() throws IOException {
        JsonNode congress =
                new ObjectMapper().readTree(SAMPLE.resolve("congress.json").toFile());

        assertThat(congress.path("code").asText()).isEqualTo("sample");
        assertThat(congress.path("sample").asBoolean()).isTrue();
        assertThat(ZoneId.of(congress.path("zone").asText())).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(LocalTime.parse(congress.at("/settings/quietFrom").asText())).isEqualTo(LocalTime.of(22, 30));
        assertThat(LocalTime.parse(congress.at("/settings/quietTo").asText())).isEqualTo(LocalTime.of(6, 30));
        assertThat(congress.at("/settings/signature/zh").asText()).isEqualTo("【江川大会】");
    }

    @Test
    void every_file_has_as_many_rows_as_the_story_needs_and_each_code_once() {
        var sizes = Map.of(
                "delegations.csv", 15, "residences.csv", 4, "vehicles.csv", 24, "delegates.csv", 816, "agenda.csv", 40);
        sizes.forEach((file, size) -> assertThat(codes(file)).as(file).hasSize(size));
        for (var file : List.of(
                "delegations.csv", "residences.csv", "vehicles.csv", "delegates.csv", "agenda.csv", "staff.csv")) {
            assertThat(column(rows(file), "code")).as(file).doesNotHaveDuplicates();
        }
    }

    @Test
    void every_delegate_belongs_to_groups_that_exist() {
        assertThat(codes("delegations.csv")).isEqualTo(values(delegates, "delegation"));
        assertThat(codes("residences.csv")).isEqualTo(values(delegates, "residence"));
        assertThat(codes("vehicles.csv")).isEqualTo(values(delegates, "vehicle"));
        assertThat(column(delegates, "room")).doesNotContain("");
        assertThat(count(delegates, "delegation").values()).allMatch(heads -> heads >= 28 && heads <= 90);
    }

    @Test
    void every_phone_is_out_of_the_sample_range() {
        var phones = Stream.of(delegates, staff, rows("residences.csv"))
                .flatMap(rows -> column(rows, "phone").stream())
                .filter(phone -> !phone.isEmpty())
                .toList();

        assertThat(phones)
                .hasSizeGreaterThan(800)
                .allMatch(SampleNumbers::holds)
                .allMatch(phone -> phone.matches("\\+[0-9]{11}"));
    }

    @Test
    void the_ways_to_reach_people_include_the_awkward_ones() {
        assertThat(count(delegates, "contact"))
                .containsOnly(Map.entry("OWN", 779L), Map.entry("ASSISTANT", 25L), Map.entry("LIAISON", 12L));
        assertThat(count(delegates, "language")).containsOnly(Map.entry("zh", 776L), Map.entry("en", 40L));
        assertThat(delegates.stream().filter(row -> phoneless(row)).map(row -> row.getField("contact")))
                .hasSize(16)
                .doesNotContain("ASSISTANT");
        var sharers =
                delegates.stream().filter(row -> !phoneless(row)).collect(groupingBy(row -> row.getField("phone")));
        assertThat(sharers.values().stream().filter(people -> people.size() > 1))
                .hasSize(6)
                .allMatch(people ->
                        people.size() == 2 && values(people, "delegation").size() == 1);
    }

    @Test
    void staff_look_after_every_delegation_and_residence() {
        assertThat(count(staff, "role"))
                .containsOnly(
                        Map.entry("LIAISON", 30L),
                        Map.entry("CHIEF", 4L),
                        Map.entry("DUTY", 6L),
                        Map.entry("SECRETARY", 4L));
        assertThat(looked("delegations"))
                .containsExactlyInAnyOrderElementsOf(codes("delegations.csv").stream()
                        .flatMap(code -> Stream.of(code, code))
                        .toList());
        assertThat(looked("residences")).containsExactlyInAnyOrderElementsOf(codes("residences.csv"));
    }

    @Test
    void the_agenda_runs_over_four_days_with_two_closed_sessions() {
        assertThat(agenda).allMatch(item -> start(item).isBefore(end(item)));
        assertThat(agenda.stream()
                        .map(item -> start(item).toLocalDate().toString())
                        .collect(toSet()))
                .containsExactlyInAnyOrder("2027-03-15", "2027-03-16", "2027-03-17", "2027-03-18");
        assertThat(values(agenda, "kind")).containsExactlyInAnyOrder("SESSION", "MEAL", "DEPARTURE", "OTHER");
        assertThat(agenda.stream().filter(item -> item.getField("closed").equals("true")))
                .hasSize(2)
                .allMatch(item -> item.getField("phone_free").equals("true"));
    }

    @Test
    void the_calendar_tells_the_same_agenda_as_the_table() throws IOException {
        var events = Arrays.stream(unfolded("agenda.ics").split("BEGIN:VEVENT\r\n"))
                .skip(1)
                .toList();

        assertThat(events).hasSameSizeAs(agenda);
        IntStream.range(0, agenda.size()).forEach(index -> {
            var item = agenda.get(index);
            assertThat(events.get(index).split("\r\n"))
                    .contains(
                            "X-HERALD-CODE:" + item.getField("code"),
                            "SUMMARY;LANGUAGE=zh:" + item.getField("title"),
                            "X-HERALD-TITLE-EN:" + item.getField("title_en").replace(",", "\\,"),
                            "LOCATION;LANGUAGE=zh:" + item.getField("place"),
                            "X-HERALD-KIND:" + item.getField("kind"),
                            "DTSTART;TZID=Asia/Shanghai:" + ICS_TIME.format(start(item)),
                            "DTEND;TZID=Asia/Shanghai:" + ICS_TIME.format(end(item)));
        });
    }

    @Test
    void no_calendar_line_is_longer_than_75_octets() throws IOException {
        assertThat(Files.readString(SAMPLE.resolve("agenda.ics")).split("\r\n"))
                .allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75 && !line.contains("\n"));
    }

    @Test
    void nobody_sits_on_another_and_plenaries_seat_everyone() {
        for (var column : List.of("delegate", "seat")) {
            assertThat(seats.stream().map(row -> row.getField("item") + " " + row.getField(column)))
                    .as(column)
                    .doesNotHaveDuplicates();
        }
        assertThat(codes("agenda.csv")).containsAll(values(seats, "item"));
        assertThat(codes("delegates.csv")).containsAll(values(seats, "delegate"));
        assertThat(count(seats, "item")).containsEntry("closed-1", 204L).containsEntry("closed-2", 204L);
        var hall = IntStream.rangeClosed(1, 34)
                .boxed()
                .flatMap(row -> IntStream.rangeClosed(1, 24).mapToObj(seat -> "%02d-%02d".formatted(row, seat)))
                .collect(toSet());
        for (var plenary : PLENARIES) {
            var taken = seats.stream()
                    .filter(row -> row.getField("item").equals(plenary))
                    .toList();
            assertThat(taken).as(plenary).hasSize(816);
            assertThat(values(taken, "seat")).as(plenary).isEqualTo(hall);
        }
    }

    private static boolean phoneless(NamedCsvRecord row) {
        return row.getField("phone").isEmpty();
    }

    private List<String> looked(String column) {
        return staff.stream()
                .flatMap(row -> Arrays.stream(row.getField(column).split(" ")))
                .filter(code -> !code.isEmpty())
                .toList();
    }

    private static LocalDateTime start(NamedCsvRecord item) {
        return LocalDateTime.parse(item.getField("start"));
    }

    private static LocalDateTime end(NamedCsvRecord item) {
        return LocalDateTime.parse(item.getField("end"));
    }

    private static Set<String> codes(String file) {
        return values(rows(file), "code");
    }

    private static Set<String> values(List<NamedCsvRecord> rows, String column) {
        return Set.copyOf(column(rows, column));
    }

    private static List<String> column(List<NamedCsvRecord> rows, String column) {
        return rows.stream().map(row -> row.getField(column)).toList();
    }

    private static Map<String, Long> count(List<NamedCsvRecord> rows, String column) {
        return rows.stream().collect(groupingBy(row -> row.getField(column), counting()));
    }

    private static String unfolded(String file) throws IOException {
        return Files.readString(SAMPLE.resolve(file)).replace("\r\n ", "");
    }

    private static List<NamedCsvRecord> rows(String file) {
        try (var csv = CsvReader.builder().ofNamedCsvRecord(SAMPLE.resolve(file))) {
            return csv.stream().toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException("config/sample/" + file + " cannot be read", unreadable);
        }
    }
}
