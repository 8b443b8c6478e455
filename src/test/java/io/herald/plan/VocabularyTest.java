package io.herald.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.event.EventType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A new kind of event has to be answered by the shipped playbook too. */
class VocabularyTest {
    @ParameterizedTest
    @EnumSource
    void the_shipped_playbook_has_a_rule_for(EventType type) {
        assertThat(DefaultPlaybookTest.shipped().rules())
                .as("rules of config/playbook.yaml for " + type.name)
                .anyMatch(rule -> rule.on().contains(type));
    }
}
