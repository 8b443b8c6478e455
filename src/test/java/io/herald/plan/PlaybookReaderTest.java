package io.herald.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.herald.agenda.AgendaItem;
import io.herald.event.EventType;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlaybookReaderTest {
    /** Lines 1 to 6; a case adds line 7 and those that follow. */
    private static final String GOOD = """
            rules:
              - name: a
                on: schedule.item-planned
                audience: concerned
                template: item-reminder
                due: now
            """;

    @Test
    void beside_the_rules_stand_the_templates_for_several_changes_and_for_several_that_waited() {
        assertThat(PlaybookReader.read(GOOD).summary()).isEqualTo("changes");
        assertThat(PlaybookReader.read(GOOD).digest()).isEqualTo("digest");
        assertThat(PlaybookReader.read(GOOD + "digest: morning\n").templates()).contains("morning");
        assertThat(PlaybookReader.read(GOOD + "digest: none\n").digest()).isNull();
        assertThat(PlaybookReader.read(GOOD + "digest: none\n").templates())
                .containsExactly("changes", "item-reminder");
        assertThat(mistakes(GOOD + "digest: Good Morning\n"))
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.line()).isEqualTo(7));
    }

    @Test
    void a_rule_is_read_with_everything_it_says() {
        var rule = PlaybookReader.read("""
                        rules:
                          - name: evening-before
                            on: [schedule.item-planned, schedule.item-moved]
                            when: {kind: [session, other], closed: true, phone-free: no, within: 90m}
                            audience: {except: {from: {liaisons-of: concerned}, without: {delegates: [001]}}}
                            template: item-reminder
                            due: day-before 20:00
                            late: skip-with-note
                            lane: urgent
                            channels: [sms, card]
                            use-by: start+30m
                            quiet: wait
                            ack: true
                            escalation: [5m remind, 1h desk]
                            confidential: true
                        """).rules().get(0);
        assertThat(rule)
                .isEqualTo(new Rule(
                        "evening-before",
                        Set.of(EventType.ITEM_PLANNED, EventType.ITEM_MOVED),
                        new When(
                                Set.of(AgendaItem.Kind.SESSION, AgendaItem.Kind.OTHER),
                                true,
                                false,
                                null,
                                Duration.ofMinutes(90),
                                null),
                        new RuleAudience.Except(
                                new RuleAudience.LiaisonsOf(new RuleAudience.Named(RuleAudience.Word.CONCERNED)),
                                new RuleAudience.Fixed(new Audience.Delegates(Set.of("001")))),
                        "item-reminder",
                        new Due.OnDay(true, LocalTime.of(20, 0)),
                        Late.SKIP_WITH_NOTE,
                        Lane.URGENT,
                        Set.of(Channel.SMS, Channel.CARD),
                        new UseBy.From(Anchor.START, new Shift(0, Duration.ofMinutes(30))),
                        Quiet.WAIT,
                        true,
                        List.of(
                                new EscalationStep(Duration.ofMinutes(5), EscalationStep.Action.REMIND),
                                new EscalationStep(Duration.ofHours(1), EscalationStep.Action.DESK)),
                        true));
        assertThat(rule.escalation()).extracting(EscalationStep::text).containsExactly("5m remind", "1h desk");
    }

    @Test
    void what_a_rule_does_not_say_has_its_default() {
        var rule = PlaybookReader.read(GOOD).rules().get(0);
        assertThat(rule.late()).isEqualTo(Late.SEND_NOW);
        assertThat(rule.lane()).isEqualTo(Lane.ROUTINE);
        assertThat(rule.channels()).containsExactlyInAnyOrder(Channel.SMS, Channel.CARD);
        assertThat(rule.useBy()).isEqualTo(new UseBy.Usual());
        assertThat(rule.quiet()).isEqualTo(Quiet.WAIT);
        assertThat(rule.ack()).isFalse();
        assertThat(rule.confidential()).isFalse();
        assertThat(rule.when()).isEqualTo(When.ALWAYS);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                arguments("", 1, "empty"),
                arguments("# nothing\n", 1, "empty"),
                arguments("rules: []\n", 1, "list of rules"),
                arguments("- a\n", 1, "keys and values"),
                arguments("rules: {}\n", 1, "list of rules"),
                arguments("{}\n", 1, "needs \"rules\""),
                arguments(GOOD + "rule: 1\n", 7, "\"rule\" is no key"),
                arguments("rules:\n  - evening\n", 2, "keys and values"),
                arguments("rules:\n  - name: [\n", 3, "no YAML"),
                arguments("rules:\n\t- a\n", 2, "no YAML"),
                arguments(GOOD + "---\nrules: []\n", 7, "no YAML"),
                arguments(GOOD + "    tempalte: x\n", 7, "\"tempalte\" is no key"),
                arguments(GOOD + "    due: now\n", 7, "twice"),
                arguments(GOOD + "    late: drop\n", 7, "none of send-now, send-any-day, skip-with-note"),
                arguments(GOOD + "    lane: fast\n", 7, "none of urgent, routine"),
                arguments(GOOD + "    channels: [sms, fax]\n", 7, "none of sms, card"),
                arguments(GOOD + "    channels: []\n", 7, "empty"),
                arguments(GOOD + "    use-by: never\n", 7, "no use-by time"),
                arguments(GOOD + "    use-by: until\n", 7, "has no until"),
                arguments(GOOD + "    quiet: loud\n", 7, "none of wait, ignore"),
                arguments(GOOD + "    ack: maybe\n", 7, "neither true nor false"),
                arguments(GOOD + "    confidential: true\n    channels: sms\n", 7, "the card has to show"),
                arguments(GOOD + "    ack: true\n    escalation: [soon]\n", 8, "no escalation step"),
                arguments(GOOD + "    ack: true\n    escalation:\n      - 5m shout\n", 9, "no escalation action"),
                arguments(GOOD + "    ack: true\n    escalation: [0m desk]\n", 8, "not at once"),
                arguments(GOOD + "    ack: true\n    escalation: [9m desk, 5m remind]\n", 8, "comes earlier"),
                arguments(GOOD + "    escalation: [5m desk]\n", 7, "ack"),
                arguments(GOOD + "    when: {kind: party}\n", 7, "none of session"),
                arguments(GOOD + "    when:\n      colour: red\n", 8, "\"colour\" is no key of when"),
                arguments(GOOD + "    when: {within: soon}\n", 7, "no span of time"),
                arguments(
                        GOOD
                                + "  - name: a\n    on: security.alert\n    audience: group\n    template: t\n    due: now\n",
                        7,
                        "named a too"),
                arguments(GOOD.replace("name: a", "name: A b"), 2, "no name"),
                arguments(GOOD.replace("    template: item-reminder\n", ""), 2, "needs \"template\""),
                arguments(GOOD.replace("item-reminder", "../secret"), 5, "no name"),
                arguments(GOOD.replace("item-planned", "item-eaten"), 3, "no type of event"),
                arguments(GOOD.replace("concerned", "concerned-ones"), 4, "no word for an audience"),
                arguments(GOOD.replace("concerned", "{delegations: []}"), 4, "never hold anybody"),
                arguments(GOOD.replace("concerned", "holders"), 4, "gives \"holders\" no meaning"),
                arguments(GOOD.replace("concerned", "{liaisons-of: group}"), 4, "gives \"group\" no meaning"),
                arguments(GOOD.replace("concerned", "{any-of: [delegate]}"), 4, "gives \"delegate\" no meaning"),
                arguments(GOOD.replace("concerned", "&a {any-of: [*a]}"), 4, "nested"),
                arguments(GOOD.replace("now", "tomorrow"), 6, "no due time"),
                arguments(GOOD.replace("now", "day 25:00"), 6, "no time of day"),
                arguments(GOOD.replace("now", "end+10m"), 6, "needs a \"use-by\""),
                arguments(GOOD.replace("now", "[now]"), 6, "takes one value"),
                arguments(alert("start-30m", ""), 6, "security.alert has no start"),
                arguments(alert("now", "    when: {closed: true}\n"), 7, "security.alert has no agenda item"));
    }

    private static String alert(String due, String more) {
        return GOOD.replace("schedule.item-planned", "security.alert")
                        .replace("concerned", "group")
                        .replace("due: now", "due: " + due)
                + more;
    }

    @ParameterizedTest
    @MethodSource("bad")
    void a_bad_playbook_is_refused_with_line_and_reason(String yaml, int line, String reason) {
        assertThat(mistakes(yaml)).singleElement().satisfies(mistake -> {
            assertThat(mistake.line()).isEqualTo(line);
            assertThat(mistake.reason()).contains(reason);
        });
    }

    @Test
    void all_mistakes_are_told_at_once_in_order() {
        var yaml = GOOD.replace("item-planned", "item-eaten").replace("now", "later") + "    lane: fast\n";
        assertThat(mistakes(yaml)).extracting(Mistake::line).containsExactly(3, 6, 7);
    }

    private static List<Mistake> mistakes(String yaml) {
        var refusal = catchThrowableOfType(PlaybookException.class, () -> PlaybookReader.read(yaml));
        assertThat(refusal).as("the refusal of\n" + yaml).isNotNull();
        return refusal.mistakes();
    }
}
