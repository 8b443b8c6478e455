package io.herald.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.herald.roster.Bilingual;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FactsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Provide
    Arbitrary<Facts> facts() {
        Arbitrary<Fact> texts = Combinators.combine(Arbitraries.strings(), Arbitraries.strings())
                .as((zh, en) -> new Fact.Text(new Bilingual(zh, en)));
        Arbitrary<Fact> moments = Arbitraries.longs()
                .between(0, 4_000_000_000_000L)
                .map(millis -> new Fact.Moment(Instant.ofEpochMilli(millis).plusNanos(millis % 1000)));
        Arbitrary<Fact> values = Arbitraries.of("A1", "B2", "").map(Fact.Value::new);
        return Arbitraries.maps(
                        Arbitraries.of("title", "place", "start", "seat"), Arbitraries.oneOf(texts, moments, values))
                .map(Facts::new);
    }

    @Property
    void facts_come_back_from_json_as_they_were(@ForAll("facts") Facts facts) throws JsonProcessingException {
        var json = JSON.writeValueAsString(FactsFormat.write(facts));
        assertThat(FactsFormat.read(JSON.readValue(json, new TypeReference<Map<String, Object>>() {})))
                .isEqualTo(facts);
    }

    @Property
    void a_contradiction_is_symmetric_and_nothing_contradicts_itself(
            @ForAll("facts") Facts one, @ForAll("facts") Facts other) {
        assertThat(one.contradict(other)).isEqualTo(other.contradict(one));
        assertThat(one.contradict(one)).isFalse();
        assertThat(one.contradict(Facts.NONE)).isFalse();
        assertThat(one.contradict(one.with(other)))
                .as("what those add does not contradict, what they change does")
                .isEqualTo(one.contradict(other));
    }

    @Example
    void the_form_is_that_of_the_schema() throws JsonProcessingException {
        var facts = new Facts(Map.of(
                "title", new Fact.Text(new Bilingual("开幕式", "Opening")),
                "start", new Fact.Moment(Fixtures.NINE),
                "seat", new Fact.Value("12-4")));
        assertThat(JSON.readTree(JSON.writeValueAsString(FactsFormat.write(facts))))
                .isEqualTo(JSON.readTree("{\"seat\":\"12-4\",\"start\":{\"at\":\"2026-11-22T01:00:00Z\"},"
                        + "\"title\":{\"en\":\"Opening\",\"zh\":\"开幕式\"}}"));
    }

    @Example
    void what_is_no_fact_is_refused_by_name() {
        for (Object none :
                new Object[] {1, Map.of(), Map.of("at", "noon"), Map.of("zh", "是"), Map.of("zh", 1, "en", 2)}) {
            assertThatThrownBy(() -> FactsFormat.read(Map.of("title", none)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("title");
        }
    }
}
