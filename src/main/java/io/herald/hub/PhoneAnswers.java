package io.herald.hub;

import io.herald.dispatch.Loops;
import io.herald.notice.Confirmation;
import io.herald.notice.Confirmations;
import io.herald.notice.DeliveryStore;
import io.herald.notice.Notices;
import io.herald.plan.Fact;
import io.herald.plan.Facts;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Tx;
import io.herald.receipt.InboundStore;
import io.herald.receipt.InboundStore.Unanswered;
import io.herald.render.Templates;
import io.herald.roster.Bilingual;
import io.herald.roster.Congress;
import io.herald.roster.CongressStore;
import io.herald.roster.Profile;
import io.herald.roster.ProfileStore;
import io.herald.roster.Recipient;
import io.herald.roster.StaffRole;
import io.herald.roster.StaffStore;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Somebody answers by SMS: a confirmation is taken in, a question answered, and anything else brought to their liaison. Each
 * message is answered once, in one transaction with what follows from it.
 */
@ApplicationScoped
class PhoneAnswers {
    private static final Logger LOG = Logger.getLogger(PhoneAnswers.class);

    /** In one look; what is left is next second's. */
    private static final int AT_ONCE = 200;

    /** Of one message, before it is left to a person: a little over ten minutes. */
    private static final int MOST_TRIES = 10;

    /** Within an hour to one person: two machines that answer each other must come to an end. */
    private static final int MOST_ANSWERS = 10;

    /** How long after a notice an answer to it may come. */
    private static final Duration FRESH = Duration.ofDays(3);

    private static final Duration USEFUL = Duration.ofHours(1);
    private static final int LONGEST_FORWARDED = 100;
    private static final String BY = "answer";

    private final Db db;
    private final HubClock clock;
    private final InboundStore inbound;
    private final CongressStore congresses;
    private final ProfileStore profiles;
    private final StaffStore staff;
    private final ComingUp comingUp;
    private final DeliveryStore deliveries;
    private final Confirmations confirmations;
    private final Notices notices;
    private final Templates templates;
    private final Loops loops;

    PhoneAnswers(
            Db db,
            HubClock clock,
            InboundStore inbound,
            CongressStore congresses,
            ProfileStore profiles,
            StaffStore staff,
            ComingUp comingUp,
            DeliveryStore deliveries,
            Confirmations confirmations,
            Notices notices,
            Templates templates,
            Loops loops) {
        this.db = db;
        this.clock = clock;
        this.inbound = inbound;
        this.congresses = congresses;
        this.profiles = profiles;
        this.staff = staff;
        this.comingUp = comingUp;
        this.deliveries = deliveries;
        this.confirmations = confirmations;
        this.notices = notices;
        this.templates = templates;
        this.loops = loops;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        var waiting = db.read(tx -> inbound.waiting(tx, clock.instant(), AT_ONCE));
        waiting.forEach(this::answerOrPutOff);
        if (!waiting.isEmpty()) {
            loops.wake();
        }
    }

    /** What goes wrong with one message must not keep the others waiting. */
    private void answerOrPutOff(long message) {
        try {
            db.transact(tx -> answer(tx, message, clock.instant()));
        } catch (RuntimeException failure) {
            LOG.warnf(failure, "Message %d could not be answered", message);
            db.transact(tx -> inbound.putOff(tx, message, clock.instant(), MOST_TRIES));
        }
    }

    private void answer(Tx tx, long id, Instant now) {
        var message = inbound.take(tx, id, now);
        message.filter(from -> from.recipient() != null).ifPresent(from -> Optional.ofNullable(
                        profiles.load(tx, List.of(from.recipient())).get(from.recipient()))
                .ifPresent(person -> answer(tx, congresses.get(tx, from.congress()), person, from, now)));
    }

    private void answer(Tx tx, Congress congress, Profile person, Unanswered message, Instant now) {
        if (inbound.handledSince(tx, message.phone(), now.minus(Duration.ofHours(1))) > MOST_ANSWERS) {
            inbound.leaveToAPerson(tx, message.id());
            return;
        }
        switch (message.meaning()) {
            case CONFIRM -> confirm(tx, congress, person, message, now);
            case SEAT -> tell(tx, congress, person, "answer-seat", comingUp.withSeat(tx, congress, person, now), now);
            case AGENDA -> tell(tx, congress, person, "answer-agenda", comingUp.all(tx, congress, person, now), now);
            case VEHICLE -> tell(tx, congress, person, "answer-vehicle", Facts.NONE, now);
            case ROOM -> tell(tx, congress, person, "answer-room", Facts.NONE, now);
            case HELP -> tell(tx, congress, person, "answer-help", Facts.NONE, now);
            case TALK -> forward(tx, congress, person, message, now);
            case STOP, START -> {} // heeded when they came
        }
    }

    /** Only where it is beyond doubt who says so, and to what: the newest that asked, on a phone with one person's questions. */
    private void confirm(Tx tx, Congress congress, Profile person, Unanswered message, Instant now) {
        var asked = deliveries.askedAt(tx, congress.code(), message.phone(), now.minus(FRESH));
        var people =
                asked.stream().map(DeliveryStore.Asked::recipient).distinct().toList();
        if (people.size() > 1) {
            inbound.leaveToAPerson(tx, message.id());
            forward(tx, congress, person, message, now);
        } else if (people.size() == 1) {
            confirmations.confirm(
                    tx,
                    asked.get(0).delivery(),
                    found -> true,
                    new Confirmation(codeOf(tx, people.get(0)), Confirmation.Way.SMS),
                    now);
        }
    }

    private String codeOf(Tx tx, long recipient) {
        var person = profiles.load(tx, List.of(recipient)).get(recipient);
        return person == null ? "" : person.recipient().code();
    }

    private void forward(Tx tx, Congress congress, Profile person, Unanswered message, Instant now) {
        var said = message.body().strip();
        var shown = shortened(said);
        var liaisons = staff.list(tx, congress.code()).stream()
                .filter(one -> one.role() == StaffRole.LIAISON
                        && one.looksAfter(person.recipient().delegation(), null))
                .map(Recipient::id)
                .toList();
        if (!shown.isEmpty() && !liaisons.isEmpty()) {
            var facts = new Facts(
                    Map.of("who", new Fact.Text(named(person)), "text", new Fact.Text(new Bilingual(shown, shown))));
            release(tx, congress, "message-for-liaison", facts, liaisons, now);
        }
    }

    /** Never cut within a sign that takes two chars: half of it could not be stored. */
    private static String shortened(String said) {
        return said.codePointCount(0, said.length()) <= LONGEST_FORWARDED
                ? said
                : said.substring(0, said.offsetByCodePoints(0, LONGEST_FORWARDED)) + "…";
    }

    private static Bilingual named(Profile person) {
        var code = person.recipient().code();
        var name = person.recipient().name();
        return new Bilingual(name.zh() + "（" + code + "）", name.en() + " (" + code + ")");
    }

    private void tell(Tx tx, Congress congress, Profile person, String template, Facts facts, Instant now) {
        release(tx, congress, template, facts, List.of(person.recipient().id()), now);
    }

    private void release(Tx tx, Congress congress, String template, Facts facts, List<Long> people, Instant now) {
        var answer = Broadcast.bySms(templates.own(template), facts, now, now.plus(USEFUL));
        notices.release(
                tx, answer.notice(congress, null, people.size(), BY, now), Map.of(now, people), Optional.empty());
    }
}
