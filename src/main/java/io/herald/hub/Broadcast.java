package io.herald.hub;

import io.herald.event.Envelope;
import io.herald.notice.Notice;
import io.herald.plan.Audience;
import io.herald.plan.Channel;
import io.herald.plan.EscalationStep;
import io.herald.plan.Facts;
import io.herald.plan.Lane;
import io.herald.platform.Ids;
import io.herald.render.MessageTemplate;
import io.herald.roster.Congress;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What is about to be released, by staff or by the playbook, and makes sense: everything it names exists, and its times are in
 * order.
 */
record Broadcast(
        String name,
        MessageTemplate text,
        Audience audience,
        Set<Channel> channels,
        Lane lane,
        Instant due,
        Instant useBy,
        boolean ack,
        List<EscalationStep> escalation,
        String subject,
        int version,
        Facts facts,
        boolean confidential) {
    /** A word to somebody by SMS alone, now. */
    static Broadcast bySms(MessageTemplate text, Facts facts, Instant now, Instant useBy) {
        return about(null, 0, text, facts, now, useBy);
    }

    /** {@link #bySms} about a version of a subject, which a newer one takes back. */
    static Broadcast about(String subject, int version, MessageTemplate text, Facts facts, Instant now, Instant useBy) {
        return new Broadcast(
                text.name(),
                text,
                Audience.NOBODY,
                Set.of(Channel.SMS),
                Lane.ROUTINE,
                now,
                useBy,
                false,
                List.of(),
                subject,
                version,
                facts,
                false);
    }

    /** What a notice that waits would be now: due is past, and then it is due now. */
    static Broadcast of(Notice waiting, Audience audience, List<EscalationStep> escalation, Instant now) {
        return new Broadcast(
                waiting.name(),
                waiting.text(),
                audience,
                waiting.channels(),
                waiting.lane(),
                waiting.due().isBefore(now) ? now : waiting.due(),
                waiting.useBy(),
                waiting.ackAsked(),
                escalation,
                waiting.subject(),
                waiting.version(),
                waiting.facts(),
                waiting.confidential());
    }

    /**
     * The notice it becomes.
     *
     * @param cause the event behind it: then it is the playbook's, and bears its rule's name; null for a broadcast of staff
     */
    Notice notice(Congress congress, Envelope cause, int heads, String by, Instant now) {
        return cause == null
                ? notice(congress, null, null, null, heads, by, false, now)
                : notice(congress, name, cause.source(), cause.id(), heads, by, false, now);
    }

    /** The notice it becomes if somebody else approves of it. */
    Notice waiting(Congress congress, int heads, String by, Instant now) {
        return notice(congress, null, null, null, heads, by, true, now);
    }

    /** The notice it becomes when the playbook has it told in place of others, whatever events were behind those. */
    Notice digest(Congress congress, int heads, String by, Instant now) {
        return notice(congress, name, null, null, heads, by, false, now);
    }

    private Notice notice(
            Congress congress,
            String rule,
            String causeSource,
            String causeId,
            int heads,
            String by,
            boolean waiting,
            Instant now) {
        return new Notice(
                Ids.next(),
                congress.code(),
                name,
                rule,
                causeSource,
                causeId,
                by,
                now,
                lane,
                channels,
                text,
                subject,
                version,
                facts,
                due,
                useBy,
                ack,
                heads,
                0,
                null,
                null,
                null,
                null,
                confidential,
                waiting);
    }
}
