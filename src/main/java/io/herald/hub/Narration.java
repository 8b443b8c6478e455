package io.herald.hub;

import io.herald.event.Envelope;
import io.herald.hub.ChangeSet.Step;
import io.herald.plan.Channel;
import io.herald.plan.Fact;
import io.herald.plan.Lane;
import io.herald.plan.Skipped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a change set led to: who is told what, and what is not told and why. */
final class Narration {
    /** People named in the fate of an event; the desk has them all. */
    private static final int NAMED = 5;

    /**
     * A notice that was released.
     *
     * @param about the subjects it tells of
     * @param atOnce whether it is told now, be it after the quiet hours, and not in a time of its own
     * @param quiet whether it waits for the end of the quiet hours
     * @param recipients nobody when there was nobody to tell: then there is no notice
     * @param texts everybody's, null when it goes out so late that they were not looked at yet
     */
    record Released(
            String name,
            List<String> about,
            Lane lane,
            Set<Channel> channels,
            Instant due,
            boolean atOnce,
            boolean quiet,
            List<Long> recipients,
            Preview texts) {
        static Released of(Broadcast broadcast, boolean atOnce, boolean quiet, List<Long> recipients, Preview texts) {
            var several = broadcast.facts().changes().stream()
                    .map(Fact.Changed::subject)
                    .toList();
            return new Released(
                    broadcast.name(),
                    several.isEmpty() ? List.of(broadcast.subject()) : several,
                    broadcast.lane(),
                    broadcast.channels(),
                    broadcast.due(),
                    atOnce,
                    quiet,
                    recipients,
                    texts);
        }

        private String said() {
            var to = name + " to " + recipients.size() + (quiet ? " after the quiet hours" : "");
            return texts == null ? to : to + gaps() + forbidden();
        }

        private String gaps() {
            if (texts.gapCount() == 0) {
                return "";
            }
            var some = texts.gaps().stream()
                    .limit(NAMED)
                    .map(gap -> gap.code() + " " + gap.missing())
                    .collect(Collectors.joining(", "));
            return ", of whom " + texts.gapCount() + " lack a value their text needs (" + some + ")";
        }

        private String forbidden() {
            if (texts.forbiddenCount() == 0) {
                return "";
            }
            var some = texts.forbidden().stream()
                    .limit(NAMED)
                    .map(person -> person.code() + " [" + person.word() + "]")
                    .collect(Collectors.joining(", "));
            return ", of whom " + texts.forbiddenCount() + " get no SMS for a word that must not leave (" + some + ")";
        }
    }

    private final Map<Envelope, List<String>> lines = new IdentityHashMap<>();
    private final List<Released> released = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private int withdrawn;

    void say(Step step, String line) {
        var about = step.change().subject();
        var said = about.equals(step.envelope().subject()) ? line : about + ": " + line;
        lines.computeIfAbsent(step.envelope(), first -> new ArrayList<>()).add(said);
    }

    /** A notice about one step. */
    void release(Step step, Released notice) {
        say(step, notice.said());
        release(notice);
    }

    /** A notice about several. */
    void release(Released notice) {
        if (!notice.recipients().isEmpty()) {
            released.add(notice);
        }
    }

    void skip(Step step, Skipped what) {
        skipped.add(what);
        say(step, what.rule() + " skipped: " + what.reason());
    }

    List<Released> released() {
        return List.copyOf(released);
    }

    void withdraw(Step step, int unsent) {
        if (unsent > 0) {
            withdrawn += unsent;
            say(step, unsent + " unsent withdrawn");
        }
    }

    /** Deliveries that had not left, and were taken back. */
    int withdrawn() {
        return withdrawn;
    }

    List<Skipped> skipped() {
        return List.copyOf(skipped);
    }

    /** What to tell whoever asks for the fate of the event. */
    String said(Envelope envelope) {
        return lines.containsKey(envelope) ? String.join("; ", lines.get(envelope)) : "Nobody needs to hear of it.";
    }
}
