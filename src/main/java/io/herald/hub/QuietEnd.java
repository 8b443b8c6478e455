package io.herald.hub;

import io.herald.agenda.AgendaItem;
import io.herald.agenda.AgendaStore;
import io.herald.agenda.PersonalAgenda;
import io.herald.agenda.PersonalAgenda.Appointment;
import io.herald.dispatch.Loops;
import io.herald.event.Inbox;
import io.herald.notice.AttemptStore;
import io.herald.notice.AttemptStore.Told;
import io.herald.notice.HeldNoticeStore;
import io.herald.notice.HeldNoticeStore.Held;
import io.herald.notice.Notice;
import io.herald.notice.NoticeStore;
import io.herald.notice.Notices;
import io.herald.notice.Reason;
import io.herald.plan.Fact;
import io.herald.plan.SecondThought;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Tx;
import io.herald.roster.Congress;
import io.herald.roster.CongressStore;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The quiet hours end: what waited is thought about again before it goes out. Who heard meanwhile what a message was to tell does
 * not get it, and whoever has several waiting gets one digest in their place.
 *
 * <p>It goes by pages of people, each a transaction of its own. A node that dies between two leaves a part of the people with
 * their digest, and the next look goes on with the others: whose messages were taken back is not found again.
 */
@ApplicationScoped
class QuietEnd {
    private static final Logger LOG = Logger.getLogger(QuietEnd.class);

    /** People thought about at once: the plan does not change meanwhile. */
    private static final int AT_ONCE = 500;

    /** When the second thought fails for so long, everything goes out as it is: rather twice than not at all. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Db db;
    private final HubClock clock;
    private final HeldNoticeStore held;
    private final NoticeStore store;
    private final Notices notices;
    private final AttemptStore attempts;
    private final AgendaStore agenda;
    private final PersonalAgenda appointments;
    private final Inbox inbox;
    private final CongressStore congresses;
    private final PlaybookFile playbook;
    private final ChangeSets changeSets;
    private final Releases releases;
    private final Loops loops;
    private final Map<String, Instant> failingSince = new ConcurrentHashMap<>();

    QuietEnd(
            Db db,
            HubClock clock,
            HeldNoticeStore held,
            NoticeStore store,
            Notices notices,
            AttemptStore attempts,
            AgendaStore agenda,
            PersonalAgenda appointments,
            Inbox inbox,
            CongressStore congresses,
            PlaybookFile playbook,
            ChangeSets changeSets,
            Releases releases,
            Loops loops) {
        this.db = db;
        this.clock = clock;
        this.held = held;
        this.store = store;
        this.notices = notices;
        this.attempts = attempts;
        this.agenda = agenda;
        this.appointments = appointments;
        this.inbox = inbox;
        this.congresses = congresses;
        this.playbook = playbook;
        this.changeSets = changeSets;
        this.releases = releases;
        this.loops = loops;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        if (runOnce(clock.instant()) > 0) {
            loops.wake();
        }
    }

    /** Lets everything go that has waited long enough, once it was thought about; answers how many notices. */
    int runOnce(Instant now) {
        var over = db.read(tx -> held.over(tx, now));
        failingSince.keySet().retainAll(over); // another node has done it
        return over.stream().mapToInt(congress -> end(congress, now)).sum();
    }

    private int end(String congress, Instant now) {
        if (!isThoughtAbout(congress, now)
                && now.isBefore(
                        failingSince.computeIfAbsent(congress, first -> now).plus(PATIENCE))) {
            return 0;
        }
        int gone = db.inTransaction(tx -> notices.letGo(tx, congress, now, now));
        failingSince.remove(congress); // another night has a patience of its own
        return gone;
    }

    /** False while not everybody's delivery stands, or when it failed. */
    private boolean isThoughtAbout(String congress, Instant now) {
        try {
            if (db.read(tx -> held.isUnplanned(tx, congress, now))) {
                return false;
            }
            think(congress, now);
            return true;
        } catch (RuntimeException failed) {
            LOG.warnf(
                    "The second thought about what waited in %s failed (%s); the next look tries again",
                    congress, failed);
            return false;
        }
    }

    private void think(String congress, Instant now) {
        var last = Optional.of(0L);
        while (last.isPresent()) {
            long after = last.get();
            last = db.inTransaction(tx -> think(tx, congress, after, now));
        }
    }

    /** A message that waits, with what of it is still worth telling, as it is now. */
    private record Message(Held held, Notice notice, List<Fact.Changed> worth) {}

    /** Thinks about the next page of people; answers the last of them, or nothing when there was none. */
    private Optional<Long> think(Tx tx, String code, long after, Instant now) {
        inbox.keepPlan(tx, code);
        var open = held.open(tx, code, now);
        var people = held.people(tx, open, after, AT_ONCE);
        if (people.isEmpty()) {
            return Optional.empty();
        }
        var congress = congresses.get(tx, code);
        var waiting = store.load(tx, held.waitingFor(tx, open, people));
        var messages = messages(tx, congress, waiting, held.lock(tx, open, people, now));
        tellTogether(tx, congress, messages, now);
        return Optional.of(people.get(people.size() - 1));
    }

    private List<Message> messages(Tx tx, Congress congress, Map<UUID, Notice> waiting, List<Held> locked) {
        var known = new Known(tx, congress, waiting.values(), locked);
        var asTheyAre = new HashMap<UUID, List<Fact.Changed>>();
        var messages = new ArrayList<Message>();
        for (var one : locked) {
            var notice = waiting.get(one.notice());
            var worth = asTheyAre.computeIfAbsent(notice.id(), first -> told(notice).stream()
                    .flatMap(change -> changeSets.asItIsNow(tx, congress, change).stream())
                    .toList());
            messages.add(new Message(
                    one,
                    notice,
                    worth.stream()
                            .filter(change -> !known.by(one.recipient(), notice, change))
                            .toList()));
        }
        return messages;
    }

    private static List<Fact.Changed> told(Notice notice) {
        var several = notice.facts().changes();
        return several.isEmpty()
                ? List.of(new Fact.Changed(notice.subject(), notice.version(), notice.facts()))
                : several;
    }

    private void tellTogether(Tx tx, Congress congress, List<Message> messages, Instant now) {
        var template = playbook.inForce().digest();
        var reasons = new TreeMap<Long, Reason>();
        var summing = new Summing();
        var digested = new HashMap<Notice, Integer>();
        messages.stream()
                .collect(
                        Collectors.groupingBy(message -> message.held().recipient(), TreeMap::new, Collectors.toList()))
                .forEach((person, theirs) -> {
                    var thought = SecondThought.of(
                            theirs.stream().map(QuietEnd::weighed).toList(), template != null);
                    thought.needless().forEach(delivery -> reasons.put(delivery, Reason.SUPERSEDED));
                    thought.together().forEach(delivery -> reasons.put(delivery, Reason.DIGESTED));
                    theirs.stream()
                            .filter(message ->
                                    thought.together().contains(message.held().delivery()))
                            .forEach(message -> {
                                digested.merge(message.notice(), 1, Integer::sum);
                                message.worth()
                                        .forEach(change -> summing.add(message.notice(), change, List.of(person), now));
                            });
                });
        notices.unneeded(tx, reasons, now);
        var division = summing.divided();
        division.alone()
                .forEach((subject, people) ->
                        releases.digest(tx, congress, template, summing.of(List.of(subject)), people, now));
        division.together()
                .forEach((subjects, people) ->
                        releases.digest(tx, congress, template, summing.of(subjects), people, now));
        digested.forEach((notice, people) -> addToFate(tx, notice, people));
    }

    private static SecondThought.Waiting weighed(Message message) {
        return new SecondThought.Waiting(
                message.held().delivery(),
                told(message.notice()).size(),
                message.worth().size());
    }

    private void addToFate(Tx tx, Notice notice, int people) {
        if (notice.causeSource() != null) {
            inbox.add(
                    tx,
                    notice.causeSource(),
                    notice.causeId(),
                    people + " of " + notice.name() + " hear of it in a digest");
        }
    }

    /** What people know by now of what waits for them. */
    private final class Known {
        private final Tx tx;
        private final Congress congress;
        private final Map<Long, Map<String, Instant>> heard = new HashMap<>();
        private final Map<String, Item> items = new HashMap<>();
        private final Map<Long, String> vehicles;

        Known(Tx tx, Congress congress, Collection<Notice> waiting, List<Held> locked) {
            this.tx = tx;
            this.congress = congress;
            var people = locked.stream().map(Held::recipient).distinct().toList();
            this.vehicles = attempts.vehiclesTold(tx, people);
            waiting.stream().map(Notice::createdAt).min(Instant::compareTo).ifPresent(since -> held.heardSince(
                            tx, people, since)
                    .forEach(this::add));
        }

        private void add(HeldNoticeStore.Heard one) {
            Notice.itemOf(one.subject())
                    .ifPresent(item -> heard.computeIfAbsent(one.recipient(), first -> new HashMap<>())
                            .merge(item, one.at(), (at, other) -> at.isAfter(other) ? at : other));
        }

        /**
         * An item is known to who was written to about it while this waited; a seat and a vehicle to whom they were told last, be it
         * before something else was to be told that never was.
         */
        boolean by(long person, Notice notice, Fact.Changed change) {
            var subject = change.subject();
            var item = Notice.itemOf(subject).orElse(null);
            if (item == null) {
                return change.facts().byName().get("vehicle") instanceof Fact.Value now
                        && now.value().equals(vehicles.get(person));
            }
            if (subject.equals("agenda/" + item)) {
                var at = heard.getOrDefault(person, Map.of()).get(item);
                return at != null && at.isAfter(notice.createdAt()) && isTrue(person, item, Set.of());
            }
            return isTrue(person, item, Set.of("seat"));
        }

        /** Whether the last they were told of an item is so, and speaks of these facts. */
        private boolean isTrue(long person, String code, Set<String> facts) {
            var item = items.computeIfAbsent(code, this::now);
            var last = item.told().get(person);
            return last != null
                    && item.item() != null
                    && last.facts().byName().keySet().containsAll(facts)
                    && !last.isOutdatedBy(item.as().get(person));
        }

        private Item now(String code) {
            var told = attempts.told(tx, congress.code(), code);
            var item = agenda.find(tx, congress.code(), code).orElse(null);
            return new Item(
                    item, told, item == null ? Map.of() : appointments.of(tx, congress.code(), item, told.keySet()));
        }
    }

    /** An agenda item, what people were last told of it, and how they have it now. */
    private record Item(AgendaItem item, Map<Long, Told> told, Map<Long, Appointment> as) {}
}
