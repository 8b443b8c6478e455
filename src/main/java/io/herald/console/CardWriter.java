package io.herald.console;

import io.herald.agenda.AgendaStore;
import io.herald.agenda.PersonalAgenda;
import io.herald.agenda.PersonalAgenda.Appointment;
import io.herald.board.CardStore;
import io.herald.board.CardStore.OnCard;
import io.herald.notice.Notice;
import io.herald.notice.NoticeStore;
import io.herald.notice.PersonalFacts;
import io.herald.plan.Facts;
import io.herald.plan.FactsOf;
import io.herald.plan.Lane;
import io.herald.platform.Tx;
import io.herald.render.Composed;
import io.herald.render.Composer;
import io.herald.render.Moments;
import io.herald.roster.Bilingual;
import io.herald.roster.Congress;
import io.herald.roster.Language;
import io.herald.roster.Profile;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a card with what is known at this moment, messages included: a text never tells an old room or an old time. */
@ApplicationScoped
class CardWriter {
    /** The newest are enough, and keep the page small on a poor line. */
    private static final int MESSAGES = 50;

    private final CardStore cards;
    private final CardAgenda days;
    private final NoticeStore notices;
    private final AgendaStore agenda;
    private final PersonalAgenda appointments;
    private final PersonalFacts personal;
    private final Composer composer;

    CardWriter(
            CardStore cards,
            CardAgenda days,
            NoticeStore notices,
            AgendaStore agenda,
            PersonalAgenda appointments,
            PersonalFacts personal,
            Composer composer) {
        this.cards = cards;
        this.days = days;
        this.notices = notices;
        this.agenda = agenda;
        this.appointments = appointments;
        this.personal = personal;
        this.composer = composer;
    }

    /** @param firstShown deliveries that this card shows for the first time, by id */
    record Written(Card card, List<Long> firstShown) {}

    Written write(Tx tx, Congress congress, Profile profile, Instant now) {
        var onCard = cards.messages(tx, profile.recipient().id(), now, MESSAGES);
        var messages = messages(tx, congress, profile, onCard);
        var language = profile.recipient().language();
        var person = profile.recipient();
        var card = new Card(
                language,
                congress.name().in(language),
                congress.sample(),
                person.name().in(language),
                profile.delegation().in(language),
                profile.residence().in(language),
                person.room(),
                profile.vehicle().in(language),
                profile.plate(),
                days.next(tx, congress, profile, now),
                call(profile.liaison(), profile.liaisonPhone(), language),
                call(Bilingual.EMPTY, congress.settings().deskPhone(), language),
                days.days(tx, congress, profile, now),
                messages);
        return new Written(card, firstShown(onCard, messages));
    }

    /** What is struck through or cannot be written was not read by anybody. */
    private static List<Long> firstShown(List<OnCard> onCard, List<Card.Message> messages) {
        var first = new ArrayList<Long>();
        for (int index = 0; index < messages.size(); index++) {
            var message = messages.get(index);
            if (onCard.get(index).seenAt() == null && message.text() != null && !message.outdated()) {
                first.add(message.delivery());
            }
        }
        return first.stream().sorted().toList();
    }

    private List<Card.Message> messages(Tx tx, Congress congress, Profile profile, List<OnCard> onCard) {
        var told =
                notices.load(tx, onCard.stream().map(OnCard::notice).distinct().toList());
        var theirs = theirs(tx, congress, profile, told.values());
        return onCard.stream()
                .map(shown -> {
                    var notice = told.get(shown.notice());
                    var item = notice.item().map(theirs::get);
                    var text = composer.card(
                            congress,
                            notice.text(),
                            facts(tx, congress, profile, notice, item),
                            profile,
                            item.map(Appointment::seat).orElse(null));
                    return message(congress, profile.recipient().language(), shown, notice, text);
                })
                .toList();
    }

    /** The items these notices are about as this person has them, by code. */
    private Map<String, Appointment> theirs(Tx tx, Congress congress, Profile profile, Collection<Notice> told) {
        long id = profile.recipient().id();
        var theirs = new HashMap<String, Appointment>();
        told.stream().flatMap(notice -> notice.item().stream()).distinct().forEach(code -> agenda.find(
                        tx, congress.code(), code)
                .map(item -> appointments.of(tx, congress.code(), item, List.of(id)))
                .ifPresent(of -> theirs.put(code, of.get(id))));
        return theirs;
    }

    /** What is outdated keeps what it said; the rest says what holds for this person now. */
    private Facts facts(Tx tx, Congress congress, Profile profile, Notice notice, Optional<Appointment> item) {
        if (isOutdated(notice)) {
            return notice.facts();
        }
        var facts = notice.facts()
                .with(item.map(theirs -> FactsOf.item(theirs.item())).orElse(Facts.NONE));
        if (!notice.isPersonal() && notice.facts().changes().isEmpty()) {
            return facts;
        }
        long id = profile.recipient().id();
        return facts.with(personal.load(tx, congress.code(), notice.subject(), notice.facts(), List.of(id))
                .get(id)
                .facts());
    }

    private static boolean isOutdated(Notice notice) {
        return notice.stoppedAt() != null || notice.supersededAt() != null;
    }

    private static Card.Message message(
            Congress congress, Language language, OnCard shown, Notice notice, Composed composed) {
        var text = composed instanceof Composed.Message message ? message.text() : null;
        boolean outdated = isOutdated(notice);
        var confirmedAt = shown.confirmedAt();
        return new Card.Message(
                shown.delivery(),
                text,
                shown.since(),
                when(congress, shown.since(), language),
                notice.lane() == Lane.URGENT,
                outdated,
                notice.ackAsked() && !outdated && text != null && confirmedAt == null,
                confirmedAt,
                confirmedAt == null ? null : when(congress, confirmedAt, language));
    }

    private static Card.Call call(Bilingual name, String phone, Language language) {
        boolean nobody = name.isEmpty() && (phone == null || phone.isEmpty());
        return nobody ? null : new Card.Call(name.in(language), phone == null ? "" : phone);
    }

    static String when(Congress congress, Instant at, Language language) {
        return Moments.date(at, congress.zone(), language) + " " + Moments.time(at, congress.zone());
    }
}
