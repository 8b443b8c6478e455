package io.herald.plan;

import static io.herald.plan.Fixtures.NINE;
import static io.herald.plan.Fixtures.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.event.Event;
import io.herald.event.EventType;
import io.herald.roster.Bilingual;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FactsOfTest {
    private static final Event.Text TEXT = new Event.Text("文", "text");
    private static final Set<String> ITEM = Set.of("title", "place", "start", "end", "bring");

    private static final Map<Event, Set<String>> NAMES = Map.ofEntries(
            Map.entry(
                    new Event.ItemPlanned(TEXT, TEXT, null, "session", NINE, NINE, false, false, false, null, 0),
                    and("oldStart")),
            Map.entry(new Event.ItemMoved(NINE, null, null), and("oldStart")),
            Map.entry(new Event.ItemCancelled(TEXT), and("why", Facts.CANCELLED)),
            Map.entry(new Event.VehicleAssigned("V1"), Set.of("vehicle")),
            Map.entry(new Event.SeatAssigned("12-4"), and("seat")),
            Map.entry(new Event.ConfidentialityReminder(TEXT), and("note")),
            Map.entry(new Event.Alert(TEXT, null, null), Set.of("text")),
            Map.entry(new Event.AllClear(TEXT, null, null), Set.of("text")),
            Map.entry(
                    new Event.GroupIsolated("R1", "V1", TEXT, List.of()),
                    Set.of("residence", "vehicle", "instructions")),
            Map.entry(new Event.IsolationEnded(TEXT), Set.of("instructions")),
            Map.entry(new Event.Arrived(NINE, "desk"), Set.of()),
            Map.entry(new Event.SignedIn(NINE, "desk"), ITEM),
            Map.entry(new Event.Absent(NINE, "desk"), ITEM),
            Map.entry(new Event.DocumentIssued(TEXT, List.of(new Event.Copy("1", "001"))), Set.of("document", "title")),
            Map.entry(new Event.DocumentRecalled(TEXT, NINE), Set.of("document", "where", "until")),
            Map.entry(new Event.DocumentReturned(NINE, "desk", "Li Na"), Set.of("document", "who")));

    @ParameterizedTest
    @EnumSource
    void every_event_tells_its_facts(EventType type) {
        var event = NAMES.keySet().stream()
                .filter(type.data::isInstance)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no case for " + type.name));
        var facts = FactsOf.event(event, "document/17", session(NINE), session(NINE.minus(Duration.ofHours(1))));
        assertThat(facts.byName().keySet()).isEqualTo(NAMES.get(event));
    }

    @Test
    void a_move_tells_the_old_time_and_contradicts_whoever_was_told_it() {
        var before = session(NINE);
        var after = session(NINE.plus(Duration.ofHours(1)));
        var facts = FactsOf.event(new Event.ItemMoved(after.start(), null, null), "agenda/opening", after, before);
        assertThat(facts.byName())
                .containsEntry("start", new Fact.Moment(after.start()))
                .containsEntry("oldStart", new Fact.Moment(before.start()));
        assertThat(FactsOf.item(before).only(Set.of("title", "start")).contradict(FactsOf.item(after)))
                .isTrue();
        assertThat(FactsOf.item(before).only(Set.of("title", "place")).contradict(FactsOf.item(after)))
                .isFalse();
    }

    @Test
    void a_move_to_another_place_tells_the_old_place_and_no_old_time() {
        var after = Fixtures.at(session(NINE), new Bilingual("二楼", "Second floor"));
        var facts = FactsOf.event(new Event.ItemMoved(null, null, TEXT), "agenda/opening", after, session(NINE));
        assertThat(facts.byName())
                .containsEntry("oldPlace", new Fact.Text(session(NINE).place()))
                .doesNotContainKey("oldStart");
    }

    @Test
    void a_new_item_has_no_old_time() {
        var event = new Event.ItemPlanned(TEXT, TEXT, null, "session", NINE, NINE, false, false, false, null, 0);
        assertThat(FactsOf.event(event, "agenda/opening", session(NINE), null)
                        .byName()
                        .keySet())
                .isEqualTo(ITEM);
    }

    @Test
    void texts_and_numbers_are_those_of_the_event() {
        var facts = FactsOf.event(new Event.DocumentRecalled(TEXT, NINE), "document/17", null, null);
        assertThat(facts.byName())
                .containsEntry("document", new Fact.Value("17"))
                .containsEntry("where", new Fact.Text(new Bilingual("文", "text")))
                .containsEntry("until", new Fact.Moment(NINE));
    }

    @Test
    void an_event_of_an_item_needs_the_item() {
        assertThatThrownBy(() -> FactsOf.event(new Event.ItemCancelled(null), "agenda/opening", null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Set<String> and(String... more) {
        var names = new HashSet<>(ITEM);
        names.addAll(List.of(more));
        return names;
    }
}
