package io.herald.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudienceFormatTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Property
    @Domain(Audiences.class)
    void what_is_written_reads_as_the_same_audience(@ForAll Audience audience) throws JsonProcessingException {
        assertThat(read(JSON.writeValueAsString(AudienceFormat.write(audience))))
                .isEqualTo(audience);
    }

    @Example
    void the_forms_are_those_of_the_interface() throws JsonProcessingException {
        assertThat(
                        read(
                                "{\"except\":{\"from\":\"everyone\",\"without\":{\"liaisons-of\":{\"delegations\":[\"D01\"]}}}}"))
                .isEqualTo(new Audience.Except(
                        new Audience.Everyone(), new Audience.LiaisonsOf(new Audience.Delegations(Set.of("D01")))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"all\"|no word for an audience",
                "\"told-otherwise\"|only in a playbook",
                "{\"any-of\":[\"group\"]}|only in a playbook",
                "{}|one key",
                "{\"delegations\":[\"D1\"],\"residences\":[\"R1\"]}|one key",
                "{\"delegation\":[\"D1\"]}|no kind of audience",
                "{\"delegations\":\"D1\"}|takes a list",
                "{\"delegates\":[1]}|codes, as texts",
                "{\"delegates\":[\" \"]}|codes, as texts",
                "{\"recipients\":[\"1\"]}|whole numbers",
                "{\"staff\":[\"COOK\"]}|no staff role",
                "{\"except\":{\"from\":\"everyone\"}}|from and without",
                "{\"liaisons-of\":null}|missing",
                "[]|one key",
                "null|missing"
            })
    void what_is_no_audience_is_refused_with_the_reason(String json, String reason) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Example
    void endless_nesting_is_refused() {
        assertThatThrownBy(() -> read("{\"liaisons-of\":".repeat(100) + "\"everyone\"" + "}".repeat(100)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nested");
    }

    private static Audience read(String json) throws JsonProcessingException {
        return AudienceFormat.read(JSON.readTree(json));
    }
}
