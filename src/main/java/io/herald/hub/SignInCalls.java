package io.herald.hub;

import io.herald.agenda.AgendaItem;
import io.herald.agenda.AgendaStore;
import io.herald.agenda.AttendanceStore;
import io.herald.agenda.SignInCallStore;
import io.herald.agenda.SignInCallStore.Call;
import io.herald.dispatch.Loops;
import io.herald.event.Inbox;
import io.herald.notice.NoticeStore;
import io.herald.notice.Notices;
import io.herald.plan.Facts;
import io.herald.plan.FactsOf;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Tx;
import io.herald.render.Templates;
import io.herald.roster.Congress;
import io.herald.roster.CongressStore;
import io.herald.roster.Contact;
import io.herald.roster.Profile;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An item starts in a quarter of an hour: whoever has not signed in by now is asked to, and their liaisons get their names. It is
 * looked at this moment who that is. Where nobody has signed in by then nobody is asked: that item takes no sign-ins.
 */
@ApplicationScoped
class SignInCalls {
    private static final Duration BEFORE = Duration.ofMinutes(15);

    /** An item that moved is called again, but nobody is asked twice for a move by minutes. */
    private static final Duration AGAIN = Duration.ofHours(1);

    private static final String TO_DELEGATES = "not-signed-in";
    private static final String TO_LIAISONS = "not-signed-in-liaison";
    private static final String BY = "sign-in";

    private final Db db;
    private final HubClock clock;
    private final SignInCallStore calls;
    private final CongressStore congresses;
    private final AgendaStore agenda;
    private final AttendanceStore attendance;
    private final CallLists callLists;
    private final NoticeStore store;
    private final Notices notices;
    private final Templates templates;
    private final Inbox inbox;
    private final Loops loops;

    SignInCalls(
            Db db,
            HubClock clock,
            SignInCallStore calls,
            CongressStore congresses,
            AgendaStore agenda,
            AttendanceStore attendance,
            CallLists callLists,
            NoticeStore store,
            Notices notices,
            Templates templates,
            Inbox inbox,
            Loops loops) {
        this.db = db;
        this.clock = clock;
        this.calls = calls;
        this.congresses = congresses;
        this.agenda = agenda;
        this.attendance = attendance;
        this.callLists = callLists;
        this.store = store;
        this.notices = notices;
        this.templates = templates;
        this.inbox = inbox;
        this.loops = loops;
    }

    /** What a call for an item is about: a move or a cancellation of the item takes back what has not left. */
    static String subject(String item) {
        return "agenda/" + item + "/sign-in";
    }

    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        boolean any = false;
        while (db.inTransaction(tx -> callOne(tx, clock.instant()))) {
            any = true;
        }
        if (any) {
            loops.wake();
        }
    }

    private boolean callOne(Tx tx, Instant now) {
        var due = calls.take(tx, BEFORE, AGAIN, now);
        due.ifPresent(call -> call(tx, call, now));
        return due.isPresent();
    }

    private void call(Tx tx, Call call, Instant now) {
        inbox.keepPlan(tx, call.congress());
        attendance.counting(tx, call.congress(), call.item());
        var missing = attendance.missing(tx, call.congress(), call.item());
        if (missing.isEmpty()) {
            return;
        }
        calls.missed(tx, call, missing.size());
        var congress = congresses.get(tx, call.congress());
        var item = agenda.find(tx, call.congress(), call.item()).orElseThrow();
        int version = store.nextVersion(tx, call.congress(), subject(item.code()));
        var people = callLists.people(tx, missing);
        tell(tx, congress, item, version, TO_DELEGATES, Facts.NONE, reachedThemselves(people), now);
        callLists
                .byLiaisons(tx, call.congress(), people)
                .forEach((theirs, liaisons) ->
                        tell(tx, congress, item, version, TO_LIAISONS, CallLists.listed(theirs), liaisons, now));
    }

    /** Whoever has only their liaison's phone stands in the liaison's list: one SMS for all of them. */
    private static List<Long> reachedThemselves(List<Profile> people) {
        return people.stream()
                .map(Profile::recipient)
                .filter(person -> person.contact() != Contact.LIAISON)
                .map(person -> person.id())
                .toList();
    }

    private void tell(
            Tx tx,
            Congress congress,
            AgendaItem item,
            int version,
            String template,
            Facts facts,
            List<Long> people,
            Instant now) {
        if (people.isEmpty()) {
            return;
        }
        var call = Broadcast.about(
                subject(item.code()),
                version,
                templates.own(template),
                FactsOf.item(item).with(facts),
                now,
                item.start());
        notices.release(tx, call.notice(congress, null, people.size(), BY, now), Map.of(now, people), Optional.empty());
    }
}
