package io.herald.plan;

import io.herald.event.EventType;
import java.util.List;
import java.util.Set;

/**
 * Which events lead to which notice, to whom, when, how urgent.
 *
 * @param name unique in the playbook
 * @param template a name below {@code templates/messages}; whether it exists is for others to check
 * @param confidential whether its SMS say only that the card holds a notice
 * @param escalation in rising order, only where ack is asked
 */
public record Rule(
        String name,
        Set<EventType> on,
        When when,
        RuleAudience audience,
        String template,
        Due due,
        Late late,
        Lane lane,
        Set<Channel> channels,
        UseBy useBy,
        Quiet quiet,
        boolean ack,
        List<EscalationStep> escalation,
        boolean confidential) {
    public Rule {
        on = Set.copyOf(on);
        channels = Set.copyOf(channels);
        escalation = List.copyOf(escalation);
    }
}
