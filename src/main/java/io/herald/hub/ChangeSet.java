package io.herald.hub;

import io.herald.event.Envelope;
import io.herald.notice.Notice;
import io.herald.notice.Notices.TakenBack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What one request changed in one congress, step by step, before anybody is told of it. */
final class ChangeSet {
    /** One event that took effect, and what it made untrue. */
    record Step(Envelope envelope, Change.Made change, TakenBack takenBack) {}

    /** What steps are about; those that are for some alone do not stand for those that are for everybody, nor the reverse. */
    private record Matter(String subject, Set<Long> apart) {
        static Matter of(Change.Made change) {
            return new Matter(change.subject(), change.apart());
        }
    }

    private final List<Step> steps = new ArrayList<>();
    private final Map<Matter, Step> newest = new HashMap<>();

    void add(Step step) {
        steps.add(step);
        newest.put(Matter.of(step.change()), step);
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    /**
     * Whether nothing else in this set tells the same: of several steps about one subject, only the newest is told, and one that is
     * for everybody tells those, too, for whom something is otherwise.
     */
    boolean isNewest(Step step) {
        var change = step.change();
        boolean toldToAll = change.apart() != null && newest.containsKey(new Matter(change.subject(), null));
        return !toldToAll && newest.get(Matter.of(change)) == step;
    }

    /** Whether a later step changed the time or place of the item that this one tells beside something else, such as a seat there. */
    boolean isOutdated(Step step) {
        var item = Notice.itemOf(step.change().subject()).orElse(null);
        return item != null
                && !step.change().subject().equals("agenda/" + item)
                && steps.subList(steps.indexOf(step) + 1, steps.size()).stream()
                        .anyMatch(later -> item.equals(later.change().outdated()));
    }

    /** Whether a step is about this subject and for this person, who hears of it by that. */
    boolean tells(String subject, long person) {
        return newest.keySet().stream()
                .anyMatch(matter -> matter.subject().equals(subject)
                        && (matter.apart() == null || matter.apart().contains(person)));
    }

    /** By notice that was taken back and may be told with other things, who has not heard it. */
    Map<Notice, List<Long>> unsaid() {
        var unsaid = new LinkedHashMap<Notice, List<Long>>();
        steps.forEach(step -> step.takenBack()
                .unsaid()
                .forEach((notice, people) ->
                        unsaid.merge(notice, people, (some, others) -> Stream.concat(some.stream(), others.stream())
                                .toList())));
        return unsaid;
    }
}
