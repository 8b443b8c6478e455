package io.herald.console;

import io.herald.board.CardStore;
import io.herald.board.CardStore.Appointment;
import io.herald.platform.Tx;
import io.herald.render.Moments;
import io.herald.roster.Congress;
import io.herald.roster.Language;
import io.herald.roster.Profile;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** The days on a card: today and the next one, as the congress's zone counts them. */
@ApplicationScoped
class CardAgenda {
    /** How far ahead a card looks for the next seat. */
    private static final Duration AHEAD = Duration.ofDays(30);

    private final CardStore cards;

    CardAgenda(CardStore cards) {
        this.cards = cards;
    }

    List<Card.Day> days(Tx tx, Congress congress, Profile profile, Instant now) {
        var today = now.atZone(congress.zone()).toLocalDate();
        var found = cards.agenda(
                tx,
                congress.code(),
                profile.recipient().id(),
                start(today, congress),
                start(today.plusDays(2), congress));
        return Stream.of(today, today.plusDays(1))
                .map(day -> day(congress, profile.recipient().language(), day, found))
                .toList();
    }

    /** The next item where they have a seat; what has begun and is not over counts. */
    Card.NextSeat next(Tx tx, Congress congress, Profile profile, Instant now) {
        var language = profile.recipient().language();
        return cards.agenda(tx, congress.code(), profile.recipient().id(), now, now.plus(AHEAD)).stream()
                .filter(item -> item.seat() != null && !item.cancelled())
                .findFirst()
                .map(item -> new Card.NextSeat(
                        item.title().in(language),
                        item.start(),
                        CardWriter.when(congress, item.start(), language),
                        item.seat()))
                .orElse(null);
    }

    private static Card.Day day(Congress congress, Language language, LocalDate date, List<Appointment> found) {
        var begin = start(date, congress);
        var end = start(date.plusDays(1), congress);
        var items = found.stream()
                .filter(item -> item.start().isBefore(end)
                        && (item.end().isAfter(begin) || !item.start().isBefore(begin)))
                .map(item -> item(congress, language, item))
                .toList();
        var label = Moments.date(begin, congress.zone(), language) + " "
                + Moments.weekday(begin, congress.zone(), language);
        return new Card.Day(date, label, items);
    }

    private static Card.Item item(Congress congress, Language language, Appointment item) {
        return new Card.Item(
                item.title().in(language),
                item.place().in(language),
                item.start(),
                item.end(),
                time(congress, item),
                item.seat(),
                item.cancelled());
    }

    private static String time(Congress congress, Appointment item) {
        if (item.allDay()) {
            return "";
        }
        var start = Moments.time(item.start(), congress.zone());
        return item.end().equals(item.start()) ? start : start + "–" + Moments.time(item.end(), congress.zone());
    }

    private static Instant start(LocalDate date, Congress congress) {
        return date.atStartOfDay(congress.zone()).toInstant();
    }
}
