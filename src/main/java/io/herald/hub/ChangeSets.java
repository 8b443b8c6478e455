package io.herald.hub;

import io.herald.agenda.AgendaStore;
import io.herald.hub.ChangeSet.Step;
import io.herald.notice.Notice;
import io.herald.notice.Notices;
import io.herald.plan.Channel;
import io.herald.plan.Draft;
import io.herald.plan.Fact;
import io.herald.plan.FactsOf;
import io.herald.plan.OneEach;
import io.herald.plan.Planner;
import io.herald.plan.Skipped;
import io.herald.platform.Tx;
import io.herald.roster.Congress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells what a change set changed: each person by one SMS at most, however much of it is theirs. */
@ApplicationScoped
class ChangeSets {
    private final PlaybookFile playbook;
    private final Releases releases;
    private final AgendaStore agenda;
    private final Notices notices;

    ChangeSets(PlaybookFile playbook, Releases releases, AgendaStore agenda, Notices notices) {
        this.notices = notices;
        this.agenda = agenda;
        this.playbook = playbook;
        this.releases = releases;
    }

    /** What is to be told at once about one subject, and to whom, by when it is due for them. */
    private record Telling(Step step, Draft draft, Map<Instant, List<Long>> byDue) {
        Map<Instant, List<Long>> onlyTo(Set<Long> those) {
            var byDue = new TreeMap<Instant, List<Long>>();
            this.byDue.forEach((due, people) -> {
                var some = people.stream().filter(those::contains).toList();
                if (!some.isEmpty()) {
                    byDue.put(due, some);
                }
            });
            return byDue;
        }
    }

    /** Releases what the playbook makes of each step; who would hear of several subjects at once hears of them together. */
    Narration release(Tx tx, Congress congress, ChangeSet set, Instant now) {
        var narration = new Narration();
        var atOnce = new ArrayList<Telling>();
        for (var step : set.steps()) {
            narration.withdraw(step, step.takenBack().withdrawn());
            if (set.isNewest(step)) {
                atOnce.addAll(releaseLater(tx, congress, set, step, narration, now));
            } else {
                narration.say(step, "what the same request says later about it is told");
            }
        }
        releaseAtOnce(tx, congress, set, atOnce, narration, now);
        return narration;
    }

    /** Releases what goes out in its own time, and answers what goes out at once. */
    private List<Telling> releaseLater(
            Tx tx, Congress congress, ChangeSet set, Step step, Narration narration, Instant now) {
        var atOnce = new ArrayList<Telling>();
        for (var scene : step.change().scenes().get()) {
            var plan = Planner.plan(playbook.inForce(), scene, now);
            for (var planned : plan.drafts()) {
                release(tx, congress, set, step, planned, narration, now).ifPresent(atOnce::add);
            }
            plan.skipped().forEach(skipped -> narration.skip(step, skipped));
        }
        return atOnce;
    }

    private Optional<Telling> release(
            Tx tx, Congress congress, ChangeSet set, Step step, Draft planned, Narration narration, Instant now) {
        var draft = set.isOutdated(step) ? asItIsNow(tx, congress, planned).orElse(null) : planned;
        if (draft == null) {
            narration.skip(step, new Skipped(planned.rule().name(), "its item is cancelled"));
            return Optional.empty();
        }
        var byDue = releases.recipientsByDue(tx, congress, draft, now);
        if (canBeSummedUp(draft) && draft.atOnce(now)) {
            spare(tx, congress, step, draft, now);
            return Optional.of(new Telling(step, draft, byDue));
        }
        narration.release(step, releases.release(tx, congress, step.envelope(), draft, byDue, now));
        return Optional.empty();
    }

    /** Whoever hears the whole of an item with this needs no other word of it that is still to leave. */
    private void spare(Tx tx, Congress congress, Step step, Draft draft, Instant now) {
        var retold = step.change().retold();
        if (retold != null) {
            notices.spare(tx, congress.code(), retold.item(), retold.recipient(), draft.due(), now);
        }
    }

    private static boolean canBeSummedUp(Draft draft) {
        return draft.isAboutSchedule()
                && draft.rule().channels().contains(Channel.SMS)
                && !draft.rule().confidential();
    }

    private void releaseAtOnce(
            Tx tx, Congress congress, ChangeSet set, List<Telling> tellings, Narration narration, Instant now) {
        var summing = new Summing();
        tellings.forEach(telling -> summing.add(telling.draft(), telling.byDue()));
        set.unsaid().forEach((notice, people) -> addUnsaid(tx, congress, set, notice, people, summing, now));
        var division = summing.divided();

        for (var telling : tellings) {
            var alone = Set.copyOf(division.alone().getOrDefault(Summing.change(telling.draft()), List.of()));
            var byDue = telling.onlyTo(alone);
            int others = Releases.heads(telling.byDue()).size()
                    - Releases.heads(byDue).size();
            narration.release(
                    telling.step(),
                    releases.release(tx, congress, telling.step().envelope(), telling.draft(), byDue, now));
            if (others > 0) {
                narration.say(telling.step(), others + " hear of it together with other changes");
            }
        }
        together(division, tellings).forEach((changes, people) -> {
            var cause = set.steps().get(0).envelope();
            var template = playbook.inForce().summary();
            narration.release(
                    releases.release(tx, congress, cause, template, summing.of(changes), summing.byDue(people), now));
        });
    }

    /** Those who hear of several; and those for whom only one is left of what was taken back from them. */
    private static Map<List<Fact.Changed>, List<Long>> together(
            OneEach<Fact.Changed> division, List<Telling> tellings) {
        var drafted = tellings.stream()
                .map(telling -> Summing.change(telling.draft()))
                .collect(Collectors.toSet());
        var together = new LinkedHashMap<>(division.together());
        division.alone().forEach((change, people) -> {
            if (!drafted.contains(change)) {
                together.put(List.of(change), people);
            }
        });
        return together;
    }

    /** What of a notice that was taken back is still worth telling, as it is now, and is not told here anyway. */
    private void addUnsaid(
            Tx tx, Congress congress, ChangeSet set, Notice notice, List<Long> people, Summing summing, Instant now) {
        if (!now.isBefore(notice.useBy())) {
            return;
        }
        for (var change : notice.changes()) {
            var unaware = people.stream()
                    .filter(person -> !set.tells(change.subject(), person))
                    .toList();
            asItIsNow(tx, congress, change).ifPresent(still -> summing.add(notice, still, unaware, now));
        }
    }

    private Optional<Draft> asItIsNow(Tx tx, Congress congress, Draft draft) {
        return asItIsNow(tx, congress, new Fact.Changed(draft.subject(), draft.version(), draft.facts()))
                .map(change -> draft.with(change.facts()));
    }

    /** A seat is told with the time and place of its item, which may just have changed; at a cancelled one there is none to take. */
    Optional<Fact.Changed> asItIsNow(Tx tx, Congress congress, Fact.Changed change) {
        var item = Notice.itemOf(change.subject()).flatMap(code -> agenda.find(tx, congress.code(), code));
        if (item.isEmpty() || change.facts().cancelled()) {
            return Optional.of(change);
        }
        return item.get().cancelled()
                ? Optional.empty()
                : Optional.of(new Fact.Changed(
                        change.subject(), change.version(), change.facts().with(FactsOf.item(item.get()))));
    }
}
