package io.herald.hub;

import io.herald.notice.Notice;
import io.herald.plan.Channel;
import io.herald.plan.Draft;
import io.herald.plan.EscalationStep;
import io.herald.plan.Fact;
import io.herald.plan.Facts;
import io.herald.plan.Lane;
import io.herald.plan.OneEach;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Collects which subjects are told to whom at once, and makes one of the several that are for the same people. */
final class Summing {
    private static final Comparator<Topic> BY_START = Comparator.comparing(
                    (Topic topic) -> topic.start(), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(topic -> topic.change.subject());

    private final Map<Fact.Changed, Topic> topics = new LinkedHashMap<>();
    private final Map<Fact.Changed, Set<Long>> people = new LinkedHashMap<>();

    private final Map<Long, Instant> dueFor = new HashMap<>();

    /** One subject as it is now for some, and how those who are told of it are told. */
    private record Topic(Fact.Changed change, Lane lane, Instant useBy, boolean ack, List<EscalationStep> escalation) {
        Topic with(Topic other) {
            return new Topic(
                    change,
                    lane == Lane.URGENT ? lane : other.lane,
                    useBy.isAfter(other.useBy) ? useBy : other.useBy,
                    ack || other.ack,
                    escalation.size() < other.escalation.size() ? other.escalation : escalation);
        }

        Instant start() {
            return change.facts().byName().get("start") instanceof Fact.Moment start ? start.at() : null;
        }
    }

    /** @param byDue its recipients by when it is due for them */
    void add(Draft draft, Map<Instant, List<Long>> byDue) {
        var rule = draft.rule();
        var topic = new Topic(change(draft), rule.lane(), draft.useBy(), rule.ack(), rule.escalation());
        byDue.forEach((due, recipients) -> add(topic, due, recipients));
    }

    /** What a draft tells, as a change among others. */
    static Fact.Changed change(Draft draft) {
        return new Fact.Changed(draft.subject(), draft.version(), draft.facts());
    }

    /** A change that was to be told by an earlier notice; what was asked of its people is asked again. */
    void add(Notice earlier, Fact.Changed change, Collection<Long> recipients, Instant now) {
        var due = earlier.due().isAfter(now) ? earlier.due() : now;
        add(new Topic(change, earlier.lane(), earlier.useBy(), earlier.ackAsked(), List.of()), due, recipients);
    }

    private void add(Topic topic, Instant due, Collection<Long> recipients) {
        topics.merge(topic.change, topic, Topic::with);
        people.computeIfAbsent(topic.change, first -> new TreeSet<>()).addAll(recipients);
        recipients.forEach(person -> dueFor.merge(person, due, (one, other) -> one.isBefore(other) ? one : other));
    }

    /** These people by when the first of what they hear is due. */
    Map<Instant, List<Long>> byDue(Collection<Long> recipients) {
        return recipients.stream().collect(Collectors.groupingBy(dueFor::get, TreeMap::new, Collectors.toList()));
    }

    /** Who hears of one change only, and who of which several. */
    OneEach<Fact.Changed> divided() {
        var lists = new LinkedHashMap<Fact.Changed, List<Long>>();
        topics.values().stream()
                .sorted(BY_START)
                .forEach(topic -> lists.put(topic.change, List.copyOf(people.get(topic.change))));
        return OneEach.of(lists);
    }

    /** These changes, told together: as urgent as the most urgent of them, and of use as long as any of them. */
    Sum of(List<Fact.Changed> changes) {
        var whole = changes.stream().map(topics::get).reduce(Topic::with).orElseThrow();
        return new Sum(
                new Facts(Map.of(Facts.CHANGES, new Fact.Changes(changes))),
                whole.lane,
                whole.useBy,
                whole.ack,
                whole.escalation);
    }

    /** Several subjects told together. */
    record Sum(Facts facts, Lane lane, Instant useBy, boolean ack, List<EscalationStep> escalation) {
        static final Set<Channel> CHANNELS = Set.of(Channel.SMS, Channel.CARD);
    }
}
