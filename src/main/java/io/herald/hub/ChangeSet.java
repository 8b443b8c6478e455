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

/** What one request changed in one congress, step by step, before anybody is told of it. */
final class ChangeSet {
    /** One event that took effect, and what it made untrue. */
    record Step(Envelope envelope, Change.Made change, TakenBack takenBack) {}

    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Step> newest = new HashMap<>();

    void add(Step step) {
        steps.add(step);
        newest.put(step.change().subject(), step);
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    /** Whether nothing later in this set is about the same subject: only the newest is told. */
    boolean isNewest(Step step) {
        return newest.get(step.change().subject()) == step;
    }

    /** Whether a later step changed the time or place of the item that this one tells beside something else, such as a seat there. */
    boolean isOutdated(Step step) {
        var item = Notice.itemOf(step.change().subject()).orElse(null);
        return item != null
                && !step.change().subject().equals("agenda/" + item)
                && steps.subList(steps.indexOf(step) + 1, steps.size()).stream()
                        .anyMatch(later -> item.equals(later.change().outdated()));
    }

    Set<String> subjects() {
        return Set.copyOf(newest.keySet());
    }

    /** By notice that summed up changes and was taken back, who has not heard it. */
    Map<Notice, List<Long>> unsaid() {
        var unsaid = new LinkedHashMap<Notice, List<Long>>();
        steps.forEach(step -> unsaid.putAll(step.takenBack().unsaid()));
        return unsaid;
    }
}
