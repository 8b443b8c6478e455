package io.herald.console;

import io.herald.agenda.AgendaStore;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes a card with what is known at this moment, messages included: a text never tells an old room or an old time. */
@ApplicationScoped
class CardWriter {
    /** The newest are enough, and keep the page small on a poor line. */
    private static final int MESSAGES = 50;

    private final CardStore cards;
    private final CardAgenda days;
    private final NoticeStore notices;
    private final AgendaStore agenda;
    private final PersonalFacts personal;
    private final Composer composer;

    CardWriter(
            CardStore cards,
            CardAgenda days,
            NoticeStore notices,
            AgendaStore agenda,
            PersonalFacts personal,
            Composer composer) {
        this.cards = cards;
        this.days = days;
        this.notices = notices;
        this.agenda = agenda;
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
        var seats = cards.seats(tx, profile.recipient().id());
        var facts = factsOfNow(tx, congress, told);
        return onCard.stream()
                .map(shown -> {
                    var notice = told.get(shown.notice());
                    var text = composer.card(
                            congress,
                            notice.text(),
                            facts.get(notice.id()).with(own(tx, congress, notice, profile)),
                            profile,
                            notice.item().map(seats::get).orElse(null));
                    return message(congress, profile.recipient().language(), shown, notice, text);
                })
                .toList();
    }

    /** The numbers of the copies this person holds, or what they attend next, where the notice is about that. */
    private Facts own(Tx tx, Congress congress, Notice notice, Profile profile) {
        if (!notice.isPersonal()) {
            return Facts.NONE;
        }
        long id = profile.recipient().id();
        return personal.load(tx, congress.code(), notice.subject(), List.of(id))
                .get(id)
                .facts();
    }

    private static Card.Message message(
            Congress congress, Language language, OnCard shown, Notice notice, Composed composed) {
        var text = composed instanceof Composed.Message message ? message.text() : null;
        boolean outdated = notice.stoppedAt() != null || notice.supersededAt() != null;
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

    /** What is outdated keeps what it said; the rest says what the agenda says now. */
    private Map<UUID, Facts> factsOfNow(Tx tx, Congress congress, Map<UUID, Notice> told) {
        var items = new HashMap<String, Facts>();
        var facts = new HashMap<UUID, Facts>();
        for (var notice : told.values()) {
            boolean outdated = notice.stoppedAt() != null || notice.supersededAt() != null;
            var now = outdated
                    ? Facts.NONE
                    : notice.item()
                            .map(code -> items.computeIfAbsent(code, item -> agenda.find(tx, congress.code(), item)
                                    .map(FactsOf::item)
                                    .orElse(Facts.NONE)))
                            .orElse(Facts.NONE);
            facts.put(notice.id(), notice.facts().with(now));
        }
        return facts;
    }

    private static Card.Call call(Bilingual name, String phone, Language language) {
        boolean nobody = name.isEmpty() && (phone == null || phone.isEmpty());
        return nobody ? null : new Card.Call(name.in(language), phone == null ? "" : phone);
    }

    static String when(Congress congress, Instant at, Language language) {
        return Moments.date(at, congress.zone(), language) + " " + Moments.time(at, congress.zone());
    }
}
