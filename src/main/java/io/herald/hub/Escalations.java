package io.herald.hub;

import io.herald.agenda.AgendaItem;
import io.herald.agenda.AgendaStore;
import io.herald.agenda.DocumentStore;
import io.herald.agenda.SeatStore;
import io.herald.desk.Escalation;
import io.herald.desk.EscalationStore;
import io.herald.dispatch.Loops;
import io.herald.hub.CallLists.Errand;
import io.herald.notice.AttemptStore;
import io.herald.notice.DeliveryStore;
import io.herald.notice.Notice;
import io.herald.notice.NoticeStore;
import io.herald.notice.Notices;
import io.herald.plan.Lane;
import io.herald.plan.QuietHours;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Ids;
import io.herald.platform.Tx;
import io.herald.render.MessageTemplate;
import io.herald.render.TemplateRefused;
import io.herald.render.Templates;
import io.herald.roster.CongressStore;
import io.herald.roster.Language;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * An acknowledgement does not come: step by step those who have not answered are reminded, their liaisons and chiefs get their
 * names, and the duty desk hears of it. Who answers drops out of every step that follows.
 */
@ApplicationScoped
class Escalations {
    private static final Logger LOG = Logger.getLogger(Escalations.class);
    private static final String AGAIN = "again";
    private static final String NOT_RETURNED = "not-returned";

    /** In one look; what is left is next second's. */
    private static final int AT_ONCE = 200;

    private final Db db;
    private final HubClock clock;
    private final EscalationStore steps;
    private final NoticeStore store;
    private final Notices notices;
    private final DeliveryStore deliveries;
    private final AttemptStore attempts;
    private final AgendaStore agenda;
    private final SeatStore seats;
    private final DocumentStore documents;
    private final Templates templates;
    private final CallLists callLists;
    private final CongressStore congresses;
    private final Loops loops;

    Escalations(
            Db db,
            HubClock clock,
            EscalationStore steps,
            NoticeStore store,
            Notices notices,
            DeliveryStore deliveries,
            AttemptStore attempts,
            AgendaStore agenda,
            SeatStore seats,
            DocumentStore documents,
            Templates templates,
            CallLists callLists,
            CongressStore congresses,
            Loops loops) {
        this.db = db;
        this.clock = clock;
        this.steps = steps;
        this.store = store;
        this.notices = notices;
        this.deliveries = deliveries;
        this.attempts = attempts;
        this.agenda = agenda;
        this.seats = seats;
        this.documents = documents;
        this.templates = templates;
        this.callLists = callLists;
        this.congresses = congresses;
        this.loops = loops;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        var due = db.read(tx -> steps.due(tx, clock.instant(), AT_ONCE));
        due.forEach(this::takeOrPutOff);
        if (!due.isEmpty()) {
            loops.wake();
        }
    }

    /** What goes wrong with one step must not keep the others waiting. */
    private void takeOrPutOff(long step) {
        try {
            db.transact(tx -> take(tx, step, clock.instant()));
        } catch (RuntimeException failure) {
            LOG.warnf(failure, "Escalation step %d failed", step);
            db.transact(tx -> steps.putOff(tx, step, clock.instant()));
        }
    }

    private void take(Tx tx, long id, Instant now) {
        steps.take(tx, id, now).ifPresent(step -> {
            var asked = store.find(tx, step.notice()).orElseThrow();
            if (asked.isWantedAt(now)) {
                act(tx, step, asked, now);
            }
        });
    }

    private void act(Tx tx, Escalation step, Notice asked, Instant now) {
        var errand = errand(tx, asked);
        var open = new ArrayList<>(open(tx, asked, errand));
        if (step.recipients() != null) {
            open.retainAll(Set.copyOf(step.recipients()));
        }
        var paused = paused(tx, step, asked, open, now);
        var atRest = paused.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        open.removeAll(atRest);
        paused.forEach((until, people) -> steps.postpone(tx, step, until, people));
        if (asked.lane() == Lane.URGENT && !paused.isEmpty() && remindsThePerson(step)) {
            callLists.toLiaisons(
                    tx,
                    asked,
                    errand,
                    paused.values().stream().flatMap(List::stream).toList(),
                    now);
        }
        var awake = afterQuiet(tx, asked, now);
        if (awake.isAfter(now) && !open.isEmpty()) {
            steps.postpone(tx, step, awake, open);
            return;
        }
        steps.concerned(tx, step, open.size());
        if (!open.isEmpty()) {
            act(tx, step, asked, errand, open, now);
        }
    }

    /** A recall is settled by the papers themselves: whoever has read it has not returned them, and the reverse. */
    private Errand errand(Tx tx, Notice asked) {
        return asked.document()
                        .filter(document -> documents.isCalledBack(tx, asked.congress(), document))
                        .isPresent()
                ? Errand.FETCH
                : Errand.CALL;
    }

    private List<Long> open(Tx tx, Notice asked, Errand errand) {
        return switch (errand) {
            case CALL -> deliveries.unanswered(tx, asked.id());
            case FETCH ->
                documents.holders(tx, asked.congress(), asked.document().orElseThrow()).stream()
                        .map(DocumentStore.Holder::delegate)
                        .distinct()
                        .toList();
        };
    }

    private void act(Tx tx, Escalation step, Notice asked, Errand errand, List<Long> open, Instant now) {
        switch (step.action()) {
            case REMIND -> remind(tx, asked, errand, deliveries.remindable(tx, asked.id(), open), null, now);
            case OTHER_ROUTE ->
                remind(
                        tx,
                        asked,
                        errand,
                        deliveries.remindable(tx, asked.id(), open),
                        attempts.usualRoute(tx, asked.id()),
                        now);
            case LIAISONS -> callLists.toLiaisons(tx, asked, errand, open, now);
            case CHIEFS -> callLists.toChiefs(tx, asked, errand, open, now);
            case DESK -> callLists.toDesk(tx, asked, errand, open, now);
        }
    }

    /** What the playbook made and is not urgent wakes nobody. */
    private Instant afterQuiet(Tx tx, Notice asked, Instant now) {
        if (asked.lane() == Lane.URGENT || asked.rule() == null) {
            return now;
        }
        var congress = congresses.get(tx, asked.congress());
        var settings = congress.settings();
        return QuietHours.next(now, settings.quietFrom(), settings.quietTo(), congress.zone());
    }

    private static boolean remindsThePerson(Escalation step) {
        return switch (step.action()) {
            case REMIND, OTHER_ROUTE -> true;
            case LIAISONS, CHIEFS, DESK -> false;
        };
    }

    /** The same once more by SMS, in words that say so; cards show the first still, with its button. */
    private void remind(Tx tx, Notice asked, Errand errand, List<Long> people, String avoidRoute, Instant now) {
        if (people.isEmpty()) {
            return;
        }
        var reminder = asked.repeated(Ids.next(), again(asked, errand), avoidRoute, now, people.size());
        notices.release(tx, reminder, Map.of(now, people), Optional.empty());
    }

    private MessageTemplate again(Notice asked, Errand errand) {
        var text = asked.text();
        var template = errand == Errand.FETCH ? NOT_RETURNED : AGAIN;
        var words = templates.own(template).texts();
        var texts = new HashMap<String, String>();
        for (var language : Language.values()) {
            var key = "sms." + language.tag();
            var onCard = asked.confidential() ? null : text.texts().get("card." + language.tag());
            var said = text.texts().getOrDefault(key, onCard);
            if (said != null) {
                texts.put(key, words.getOrDefault(key, "").strip() + (language == Language.ZH ? "" : " ") + said);
            }
        }
        text.texts().forEach((key, line) -> {
            if (key.startsWith("line.")) {
                texts.put(key, line);
            }
        });
        try {
            return MessageTemplate.of(text.name(), texts);
        } catch (TemplateRefused tooLong) {
            return text; // rather the same words once more than none
        }
    }

    /**
     * Those whose phones are locked away at this moment, by when their clock will have come as far as it has for the others: it
     * stands still while the phone is away.
     */
    private Map<Instant, List<Long>> paused(Tx tx, Escalation step, Notice asked, List<Long> people, Instant now) {
        var windows = agenda.between(tx, asked.congress(), now, now.plusMillis(1)).stream()
                .filter(item -> item.phoneFree() && !item.cancelled())
                .sorted(Comparator.comparing(AgendaItem::end).reversed())
                .toList();
        var paused = new TreeMap<Instant, List<Long>>();
        if (windows.isEmpty()) {
            return paused;
        }
        var seatedAt = seats.itemsOf(tx, asked.congress(), people);
        var staff = deliveries.staffAmong(tx, people);
        var seated = windows.stream()
                .map(AgendaItem::code)
                .filter(item -> seats.anySeat(tx, asked.congress(), item))
                .collect(Collectors.toSet());
        for (var person : people) {
            var theirs = seatedAt.getOrDefault(person, Set.of());
            windows.stream()
                    .filter(item ->
                            !staff.contains(person) && (theirs.contains(item.code()) || !seated.contains(item.code())))
                    .findFirst()
                    .ifPresent(item -> paused.computeIfAbsent(until(item, step, asked), first -> new ArrayList<>())
                            .add(person));
        }
        return paused;
    }

    private static Instant until(AgendaItem item, Escalation step, Notice asked) {
        var stoodStillFrom = item.start().isAfter(asked.due()) ? item.start() : asked.due();
        var left = Duration.between(stoodStillFrom, step.due());
        return left.isNegative() ? item.end() : item.end().plus(left);
    }
}
