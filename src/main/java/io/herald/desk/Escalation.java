package io.herald.desk;

import io.herald.plan.EscalationStep;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One step of what happens while an acknowledgement is missing.
 *
 * @param notice that asked for it
 * @param recipients only these people (ids), null for everybody who has not answered
 */
public record Escalation(long id, UUID notice, EscalationStep.Action action, Instant due, List<Long> recipients) {}
