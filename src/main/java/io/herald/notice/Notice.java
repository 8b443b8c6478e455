package io.herald.notice;

import io.herald.plan.Channel;
import io.herald.plan.Fact;
import io.herald.plan.Facts;
import io.herald.plan.Lane;
import io.herald.render.MessageTemplate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One thing to tell an audience.
 *
 * @param name what staff call it: the rule's name, or the title of a broadcast
 * @param rule the playbook rule that led to it, null for a broadcast
 * @param causeSource source of the CloudEvent behind it, null for a broadcast; likewise causeId
 * @param text the texts as they were when it was released: what was approved is what is sent
 * @param subject what it is about, null when about nothing that can change; version counts the changes of the subject
 * @param facts what it tells, as data
 * @param useBy nothing is handed to a provider from this moment on
 * @param repeatOf the notice that asked for an acknowledgement which this one repeats or escalates, null for others
 * @param avoidRoute the route it takes last, null when any will do
 * @param confidential whether no SMS may tell what it says: the texts have other words there, and the card has its own
 * @param waiting whether it waits for a second person's word, and nothing of it is planned
 * @param heads how many recipients the audience had at release; planned counts those whose deliveries stand
 */
public record Notice(
        UUID id,
        String congress,
        String name,
        String rule,
        String causeSource,
        String causeId,
        String createdBy,
        Instant createdAt,
        Lane lane,
        Set<Channel> channels,
        MessageTemplate text,
        String subject,
        int version,
        Facts facts,
        Instant due,
        Instant useBy,
        boolean ackAsked,
        int heads,
        int planned,
        Instant stoppedAt,
        Instant supersededAt,
        UUID repeatOf,
        String avoidRoute,
        boolean confidential,
        boolean waiting) {
    public Notice {
        channels = Set.copyOf(channels);
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("a notice needs a channel");
        }
    }

    /** The same once more, by SMS alone. */
    public Notice repeated(UUID id, MessageTemplate text, String avoidRoute, Instant now, int heads) {
        return follower(
                id,
                name,
                text,
                Set.of(Channel.SMS),
                subject,
                version,
                facts,
                ackAsked,
                avoidRoute,
                confidential,
                now,
                heads);
    }

    /** What others are told because it was not answered. */
    public Notice escalated(
            UUID id, String name, MessageTemplate text, Set<Channel> channels, Facts facts, Instant now, int heads) {
        return follower(id, name, text, channels, null, 0, facts, false, null, false, now, heads);
    }

    private Notice follower(
            UUID id,
            String name,
            MessageTemplate text,
            Set<Channel> channels,
            String subject,
            int version,
            Facts facts,
            boolean ackAsked,
            String avoidRoute,
            boolean confidential,
            Instant now,
            int heads) {
        return new Notice(
                id,
                congress,
                name,
                rule,
                causeSource,
                causeId,
                "escalation",
                now,
                lane,
                channels,
                text,
                subject,
                version,
                facts,
                now,
                useBy,
                ackAsked,
                heads,
                0,
                null,
                null,
                this.id,
                avoidRoute,
                confidential,
                false);
    }

    /** Whether it may still be handed to a provider at that moment. */
    public boolean isWantedAt(Instant moment) {
        return stoppedAt == null && supersededAt == null && moment.isBefore(useBy);
    }

    /** Everything it tells of: its subject, or the subjects of the changes it sums up. */
    public List<String> about() {
        var several = facts.changes().stream().map(Fact.Changed::subject).toList();
        return several.isEmpty() && subject != null ? List.of(subject) : several;
    }

    /** The codes of the agenda items whose time or place it tells: their own notices, what else there is about them, and seats there. */
    Set<String> items() {
        return about().stream()
                .filter(told -> !isAttendance(told))
                .flatMap(told -> itemOf(told).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What it tells that may be told with other things, too: the changes it sums up, or a seat. */
    public List<Fact.Changed> changes() {
        boolean seat =
                subject != null && subject.startsWith("delegate/") && item().isPresent() && !isAttendance(subject);
        return seat ? List.of(new Fact.Changed(subject, version, facts)) : facts.changes();
    }

    private static boolean isAttendance(String subject) {
        return subject.startsWith("delegate/") && subject.contains("/attendance/");
    }

    /** The code of the agenda item it is about, as its subject says. */
    public Optional<String> item() {
        return itemOf(subject);
    }

    /** The number of the document it is about, as its subject says. */
    public Optional<String> document() {
        return documentOf(subject);
    }

    static Optional<String> documentOf(String subject) {
        var parts = subject == null ? new String[0] : subject.split("/");
        return parts.length == 2 && parts[0].equals("document") ? Optional.of(parts[1]) : Optional.empty();
    }

    /** The code of the agenda item at which somebody was seen, as the subject {@code delegate/8/attendance/opening} says. */
    static Optional<String> attendedOf(String subject) {
        var parts = subject == null ? new String[0] : subject.split("/");
        return parts.length == 4 && parts[2].equals("attendance") ? Optional.of(parts[3]) : Optional.empty();
    }

    /** Whether what it tells is another thing for each person: which copies they hold, what they attend next. */
    public boolean isPersonal() {
        return document().isPresent() || attendedOf(subject).isPresent();
    }

    /** The code of the agenda item that a subject is, or is about. */
    public static Optional<String> itemOf(String subject) {
        var parts = subject == null ? new String[0] : subject.split("/");
        if (parts.length >= 2 && parts[0].equals("agenda")) {
            return Optional.of(parts[1]);
        }
        boolean atAnItem = parts.length == 4 && (parts[2].equals("seat") || parts[2].equals("attendance"));
        return atAnItem ? Optional.of(parts[3]) : Optional.empty();
    }
}
