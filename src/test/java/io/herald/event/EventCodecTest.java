package io.herald.event;

import static io.herald.event.Events.bytes;
import static io.herald.event.Events.example;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.herald.platform.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
    private static final String MOVED = "{\"start\":\"2026-11-22T10:00:00+08:00\"}";

    private final EventCodec codec = new EventCodec();

    @ParameterizedTest
    @EnumSource
    void every_type_has_an_example_that_is_read_kept_and_read_again(EventType type) {
        var envelope = codec.structured(bytes(example(type)));

        assertThat(envelope.type()).isEqualTo(type);
        assertThat(envelope.event()).isInstanceOf(type.data);
        assertThat(envelope.event().type()).isEqualTo(type.name);
        assertThat(codec.kept(envelope.json())).isEqualTo(envelope);
    }

    @ParameterizedTest
    @EnumSource
    void an_event_of_the_hubs_own_making_is_the_same_as_one_that_came_in(EventType type) {
        var came = codec.structured(bytes(example(type)));
        var made = codec.made(came.source(), came.id(), came.congress(), came.subject(), came.event());

        assertThat(made.event()).isEqualTo(came.event());
        assertThat(made.names()).isEqualTo(came.names());
    }

    @Test
    void a_structured_event_is_read_with_all_its_attributes() {
        var envelope = codec.structured(bytes(example(EventType.SEAT_ASSIGNED, event -> event.put("sequence", "17")
                .put("time", "2026-11-22T08:00:00+08:00"))));

        assertThat(envelope.source()).isEqualTo("/secretariat");
        assertThat(envelope.id()).isEqualTo("e1");
        assertThat(envelope.congress()).isEqualTo("demo");
        assertThat(envelope.names()).isEqualTo(Map.of("delegate", "008", "item", "opening"));
        assertThat(envelope.sequence()).isEqualTo(17);
        assertThat(envelope.time()).isEqualTo(Instant.parse("2026-11-22T00:00:00Z"));
        assertThat(envelope.event()).isEqualTo(new Event.SeatAssigned("12-4"));
    }

    @Test
    void the_three_modes_read_the_same_event() {
        var structured = codec.structured(bytes(example(EventType.ITEM_MOVED)));

        assertThat(codec.binary(headers(), MOVED.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(structured);
        assertThat(codec.batch(bytes("[" + example(EventType.ITEM_MOVED) + "]")))
                .containsExactly(structured);
    }

    @Test
    void an_event_of_an_item_keeps_its_moments_whatever_offset_they_were_written_in() {
        var moved = (Event.ItemMoved)
                codec.structured(bytes(example(EventType.ITEM_MOVED))).event();

        assertThat(moved.start()).isEqualTo(Instant.parse("2026-11-22T02:00:00Z"));
    }

    @Test
    void a_batch_with_one_bad_event_is_refused_whole_and_says_which() {
        var good = example(EventType.ITEM_MOVED);
        var bad = example(EventType.ITEM_MOVED, event -> data(event).put("strat", "2026-11-22T10:00:00Z"));

        refused(
                () -> codec.batch(bytes("[" + good + "," + bad + "]")),
                422,
                "Event 2 of the batch: data.strat",
                "strat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "5", "null", "[", "not json", "\"text\""})
    void what_is_no_batch_is_refused(String body) {
        refused(() -> codec.batch(bytes(body)), 400, "batch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "5", "null", "{", "not json", "{\"id\":\"e1\"}"})
    void what_is_no_event_is_refused(String body) {
        refused(() -> codec.structured(bytes(body)), 400, "no CloudEvent 1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"specversion", "id", "source", "type"})
    void an_event_without_an_attribute_that_every_event_has_is_none(String attribute) {
        refused(event -> event.remove(attribute), 400, "no CloudEvent 1.0");
    }

    @Test
    void another_version_of_cloudevents_is_refused() {
        refused(event -> event.put("specversion", "0.3"), 400, "no CloudEvent 1.0");
        refused(event -> event.put("specversion", "2.0"), 400, "no CloudEvent 1.0");
    }

    @Test
    void an_unknown_type_is_refused_and_the_known_ones_are_named() {
        refused(event -> event.put("type", "schedule.item-mooved"), 422, "item-mooved", "schedule.item-moved");
    }

    @Test
    void the_congress_must_be_named() {
        refused(event -> event.remove("congress"), 422, "congress");
        refused(event -> event.put("congress", " "), 422, "congress");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "agenda", "agenda/", "agenda/a/b", "agendas/opening", "/agenda/opening", "agenda/opening/"})
    void a_subject_of_another_shape_is_refused_and_the_shape_is_said(String subject) {
        refused(event -> event.put("subject", subject), 422, "subject", "agenda/{item}");
    }

    @Test
    void only_a_delegation_or_a_residence_can_be_isolated() {
        var event = example(EventType.GROUP_ISOLATED, isolated -> isolated.put("subject", "vehicle/B7"));
        refused(() -> codec.structured(bytes(event)), 422, "subject");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1.5", "99999999999999999999"})
    void a_sequence_that_is_no_whole_number_is_refused(String sequence) {
        refused(event -> event.put("sequence", sequence), 422, "sequence");
    }

    @Test
    void an_unknown_field_is_refused_by_its_name() {
        refused(event -> data(event).put("strat", "2026-11-22T10:00:00Z"), 422, "data.strat", "not a known field");
    }

    @ParameterizedTest
    @CsvSource({"start, tomorrow", "start, 2026-11-22", "start, 2026-11-22T10:00:00", "start, 1763776800", "place, hall"
    })
    void a_field_of_the_wrong_kind_is_refused_by_its_name(String field, String value) {
        refused(event -> data(event).put(field, value), 422, "data." + field);
    }

    @Test
    void a_time_as_a_number_is_refused_for_nobody_knows_its_unit() {
        refused(event -> data(event).put("start", 1_763_776_800_000L), 422, "data.start");
        refused(event -> data(event).put("start", 1_763_776_800), 422, "data.start");
    }

    @Test
    void what_a_kind_of_event_must_say_is_demanded() {
        refused(event -> event.set("data", data(event).removeAll()), 422, "nothing moved");
        refused(EventType.ITEM_PLANNED, data -> data.remove("start"), "start is missing");
        refused(EventType.ITEM_PLANNED, data -> data.put("end", "2026-11-22T08:59:00+08:00"), "end is before start");
        refused(EventType.ITEM_PLANNED, data -> data.put("kind", "party"), "kind is none of");
        refused(EventType.ITEM_PLANNED, data -> data.putObject("title").put("zh", " "), "a text needs zh or en");
        refused(EventType.VEHICLE_ASSIGNED, data -> data.put("vehicle", " "), "vehicle is missing");
        refused(EventType.SEAT_ASSIGNED, data -> data.remove("seat"), "seat is missing");
        refused(EventType.ALERT, data -> data.remove("text"), "text is missing");
        refused(EventType.ALERT, data -> data.putArray("residences").addNull(), "residences");
        refused(EventType.ARRIVED, data -> data.remove("at"), "at is missing");
        refused(EventType.DOCUMENT_ISSUED, data -> data.putArray("copies"), "copies is missing");
        refused(EventType.DOCUMENT_RECALLED, data -> data.remove("until"), "until is missing");
        refused(EventType.GROUP_ISOLATED, ObjectNode::removeAll, "residence, vehicle, instructions or items");
        refused(
                EventType.GROUP_ISOLATED,
                data -> data.putArray("items").addObject().put("item", "opening"),
                "start, end or place is needed of opening");
        refused(EventType.GROUP_ISOLATED, data -> data.putArray("items").addNull(), "an item is missing");
        refused(
                EventType.GROUP_ISOLATED,
                data -> {
                    var items = data.putArray("items");
                    items.addObject().put("item", "opening").put("start", "2027-03-15T10:00:00+08:00");
                    items.addObject().put("item", "opening").put("end", "2027-03-15T12:00:00+08:00");
                },
                "names an item twice");
        refused(EventType.DOCUMENT_RETURNED, data -> data.remove("at"), "at is missing");
        refused(
                EventType.DOCUMENT_ISSUED,
                data -> data.putArray("copies").addObject().put("number", "1/2").put("delegate", "008"),
                "number has a slash");
    }

    @Test
    void data_that_is_no_object_is_refused() {
        refused(event -> event.put("data", "text"), 422, "data");
        refused(event -> event.putArray("data"), 422, "data");
        refused(event -> event.remove("data"), 422, "data");
    }

    @Test
    void what_no_database_can_keep_is_refused() {
        refused(event -> data(event).putObject("place").put("en", "hall\u0000"), 422, "characters");
        var half = example(
                        EventType.ITEM_MOVED,
                        event -> data(event).putObject("place").put("en", "hall"))
                .toString()
                .replace("hall", "hall\\ud800");
        refused(() -> codec.structured(bytes(half)), 422, "characters");
        refused(() -> codec.batch(bytes("[" + half + "]")), 422, "Event 1 of the batch", "characters");
        refused(event -> event.put("congress", "de\u0000mo"), 422, "characters");
        refused(event -> event.put("id", "e\u0000"), 422, "characters");
        refused(event -> event.put("subject", "agenda/a\u0000"), 422, "characters");
    }

    @Test
    void a_binary_event_that_is_none_is_refused() {
        for (var header : new String[] {"ce-specversion", "ce-id", "ce-source", "ce-type"}) {
            var headers = headers();
            headers.remove(header);
            refused(() -> codec.binary(headers, bytes(MOVED)), 400, "no CloudEvent 1.0");
        }
        var headers = headers();
        headers.put("ce-time", "yesterday");
        refused(() -> codec.binary(headers, bytes(MOVED)), 400, "ce-time");
        refused(() -> codec.binary(headers(), bytes("{")), 400, "data is no JSON");
        refused(() -> codec.binary(headers(), new byte[0]), 422, "data");
    }

    @Test
    void the_fingerprint_ignores_the_order_of_keys_and_what_the_event_does_not_say() {
        var one = "{\"place\":{\"zh\":\"大厅\",\"en\":\"hall\"},\"start\":\"2026-11-22T10:00:00Z\"}";
        var other = "{\"start\":\"2026-11-22T10:00:00Z\",\"place\":{\"en\":\"hall\",\"zh\":\"大厅\"}}";

        assertThat(fingerprint(event -> {}, one))
                .isEqualTo(fingerprint(event -> event.put("time", "2026-11-22T10:00:00Z"), other));
    }

    @Test
    void the_fingerprint_tells_apart_what_says_something_else() {
        assertThat(java.util.Set.of(
                        fingerprint(event -> {}, MOVED),
                        fingerprint(event -> {}, MOVED.replace("10:00", "10:01")),
                        fingerprint(event -> event.put("subject", "agenda/closing"), MOVED),
                        fingerprint(event -> event.put("congress", "other"), MOVED),
                        fingerprint(event -> event.put("sequence", "1"), MOVED)))
                .hasSize(5);
    }

    private String fingerprint(Consumer<ObjectNode> change, String data) {
        var event = example(EventType.ITEM_MOVED, change);
        event.putRawValue("data", new com.fasterxml.jackson.databind.util.RawValue(data));
        return codec.structured(bytes(event)).fingerprint();
    }

    private static Map<String, String> headers() {
        return new HashMap<>(Map.of(
                "ce-specversion", "1.0",
                "ce-id", "e1",
                "ce-source", "/secretariat",
                "ce-type", "schedule.item-moved",
                "ce-subject", "agenda/opening",
                "ce-congress", "demo",
                "content-type", "application/json",
                "accept", "*/*"));
    }

    private static ObjectNode data(ObjectNode event) {
        return (ObjectNode) event.get("data");
    }

    private void refused(Consumer<ObjectNode> change, int status, String... said) {
        refused(() -> codec.structured(bytes(example(EventType.ITEM_MOVED, change))), status, said);
    }

    private void refused(EventType type, Consumer<ObjectNode> change, String said) {
        refused(() -> codec.structured(bytes(example(type, event -> change.accept(data(event))))), 422, said);
    }

    private static void refused(ThrowingCallable reading, int status, String... said) {
        assertThat(catchThrowable(reading)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).as(problem.getMessage()).isEqualTo(status);
            assertThat(problem.getMessage()).contains(said);
        });
    }
}
