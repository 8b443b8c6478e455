package io.herald.hub;

import io.herald.notice.Notice;
import io.herald.plan.Channel;
import io.herald.plan.Draft;
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

    private final Map<String, Topic> topics = new LinkedHashMap<>();
    private final Map<String, Set<Long>> people = new LinkedHashMap<>();

    private final Map<Long, Instant> dueFor = new HashMap<>();

    /** One subject as it is now, and how those who are told of it are told. */
    private record Topic(Fact.Changed change, Lane lane, Instant useBy, boolean ack) {
        Topic with(Topic other) {
            return new Topic(
                    change,
                    lane == Lane.URGENT ? lane : other.lane,
                    useBy.isAfter(other.useBy) ? useBy : other.useBy,
                    ack || other.ack);
        }

        Instant start() {
            return change.facts().byName().get("start") instanceof Fact.Moment start ? start.at() : null;
        }
    }

    /** @param byDue its recipients by when it is due for them */
    void add(Draft draft, Map<Instant, List<Long>> byDue) {
        var change = new Fact.Changed(draft.subject(), draft.version(), draft.facts());
        var topic = new Topic(
                change, draft.rule().lane(), draft.useBy(), draft.rule().ack());
        byDue.forEach((due, recipients) -> add(topic, due, recipients));
    }

    /** A change that an earlier summary was to tell. */
    void add(Notice earlier, Fact.Changed change, Collection<Long> recipients, Instant now) {
        var due = earlier.due().isAfter(now) ? earlier.due() : now;
        add(new Topic(change, earlier.lane(), earlier.useBy(), earlier.ackAsked()), due, recipients);
    }

    private void add(Topic topic, Instant due, Collection<Long> recipients) {
        var subject = topic.change.subject();
        topics.merge(subject, topic, Topic::with);
        people.computeIfAbsent(subject, first -> new TreeSet<>()).addAll(recipients);
        recipients.forEach(person -> dueFor.merge(person, due, (one, other) -> one.isBefore(other) ? one : other));
    }

    /** These people by when the first of what they hear is due. */
    Map<Instant, List<Long>> byDue(Collection<Long> recipients) {
        return recipients.stream().collect(Collectors.groupingBy(dueFor::get, TreeMap::new, Collectors.toList()));
    }

    /** Who hears of one subject only, and who of which several. */
    OneEach<String> divided() {
        var lists = new LinkedHashMap<String, List<Long>>();
        topics.values().stream().sorted(BY_START).forEach(topic -> {
            var subject = topic.change.subject();
            lists.put(subject, List.copyOf(people.get(subject)));
        });
        return OneEach.of(lists);
    }

    /** These subjects, told together: as urgent as the most urgent of them, and of use as long as any of them. */
    Sum of(List<String> subjects) {
        var whole = subjects.stream().map(topics::get).reduce(Topic::with).orElseThrow();
        var changes =
                subjects.stream().map(subject -> topics.get(subject).change).toList();
        return new Sum(new Facts(Map.of(Facts.CHANGES, new Fact.Changes(changes))), whole.lane, whole.useBy, whole.ack);
    }

    /** Several subjects told together. */
    record Sum(Facts facts, Lane lane, Instant useBy, boolean ack) {
        static final Set<Channel> CHANNELS = Set.of(Channel.SMS, Channel.CARD);
    }
}
