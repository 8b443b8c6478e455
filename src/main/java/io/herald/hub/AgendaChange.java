package io.herald.hub;

import io.herald.agenda.AgendaChanges;
import io.herald.agenda.AgendaItem;
import io.herald.agenda.AgendaStore;
import io.herald.agenda.SeatStore;
import io.herald.event.Envelope;
import io.herald.event.Event;
import io.herald.notice.AttemptStore;
import io.herald.notice.NoticeStore;
import io.herald.plan.FactsOf;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.roster.Bilingual;
import io.herald.roster.Congress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.stream.Collectors;

/** What events about agenda items do. */
@ApplicationScoped
class AgendaChange {
    private final AgendaStore agenda;
    private final SeatStore seats;
    private final AttemptStore attempts;
    private final NoticeStore notices;

    AgendaChange(AgendaStore agenda, SeatStore seats, AttemptStore attempts, NoticeStore notices) {
        this.agenda = agenda;
        this.seats = seats;
        this.attempts = attempts;
        this.notices = notices;
    }

    Change planned(Tx tx, Congress congress, Envelope envelope, Event.ItemPlanned event) {
        var code = envelope.names().get("item");
        var before = agenda.find(tx, congress.code(), code).orElse(null);
        var item = new AgendaItem(
                code,
                before == null ? 1 : before.version() + 1,
                bilingual(event.title()),
                bilingual(event.place()),
                bilingual(event.bring()),
                AgendaItem.Kind.valueOf(event.kind()),
                event.start(),
                event.end(),
                event.allDay(),
                event.closed(),
                event.phoneFree(),
                false,
                event.uid(),
                event.revision());
        if (before == null) {
            written(agenda.insert(tx, congress.code(), item), code);
        } else {
            written(agenda.update(tx, congress.code(), item), code);
        }
        return changed(tx, congress, envelope, before, item);
    }

    Change moved(Tx tx, Congress congress, Envelope envelope, Event.ItemMoved event) {
        var code = envelope.names().get("item");
        var before = agenda.find(tx, congress.code(), code).orElse(null);
        if (before == null) {
            return unknown(code);
        }
        var place = event.place() == null ? null : bilingual(event.place());
        var item = moved(before, event, place);
        if (sameTimeAndPlace(before, item)) {
            return new Change.None("it is at that time and place already");
        }
        written(agenda.update(tx, congress.code(), item), code);
        return item.cancelled()
                ? new Change.None("it is cancelled, and keeps its new time and place for when it returns")
                : changed(tx, congress, envelope, before, item);
    }

    Change cancelled(Tx tx, Congress congress, Envelope envelope) {
        var code = envelope.names().get("item");
        var before = agenda.find(tx, congress.code(), code).orElse(null);
        if (before == null) {
            return unknown(code);
        }
        if (before.cancelled()) {
            return new Change.None("it is cancelled already");
        }
        var item = AgendaChanges.cancel(before);
        written(agenda.update(tx, congress.code(), item), code);
        return scene(tx, congress, envelope, item)
                .outdates(code)
                .facts(FactsOf.event(envelope.event(), envelope.subject(), item, before))
                .told(() -> told(tx, congress, item))
                .made();
    }

    Change reminded(Tx tx, Congress congress, Envelope envelope) {
        var code = envelope.names().get("item");
        var item = agenda.find(tx, congress.code(), code).orElse(null);
        if (item == null) {
            return unknown(code);
        }
        int version = notices.nextVersion(tx, congress.code(), envelope.subject());
        return new SceneBuilder(congress, envelope, version)
                .item(item, seats.anySeat(tx, congress.code(), code))
                .facts(FactsOf.event(envelope.event(), envelope.subject(), item, null))
                .made();
    }

    private Change changed(Tx tx, Congress congress, Envelope envelope, AgendaItem before, AgendaItem item) {
        var facts = FactsOf.item(item);
        boolean otherwise = before != null && FactsOf.item(before).contradict(facts);
        return scene(tx, congress, envelope, item)
                .outdates(otherwise ? item.code() : null)
                .facts(FactsOf.event(envelope.event(), envelope.subject(), item, before))
                .told(() -> told(tx, congress, item))
                .made();
    }

    /** Who was told of it, and who of them another time or place, or that it was cancelled when it is not, or the reverse. */
    private SceneBuilder.Told told(Tx tx, Congress congress, AgendaItem item) {
        var told = attempts.told(tx, congress.code(), item.code());
        var seatOf = seats.seats(tx, congress.code(), item.code(), told.keySet());
        var otherwise = told.entrySet().stream()
                .filter(person -> person.getValue().isOutdatedBy(item, seatOf.get(person.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new SceneBuilder.Told(told.keySet(), otherwise);
    }

    private SceneBuilder scene(Tx tx, Congress congress, Envelope envelope, AgendaItem item) {
        return new SceneBuilder(congress, envelope, item.version())
                .item(item, seats.anySeat(tx, congress.code(), item.code()));
    }

    private static AgendaItem moved(AgendaItem before, Event.ItemMoved event, Bilingual place) {
        try {
            return AgendaChanges.move(before, event.start(), event.end(), place);
        } catch (IllegalArgumentException impossible) {
            throw Problem.invalid(impossible.getMessage());
        }
    }

    private static boolean sameTimeAndPlace(AgendaItem one, AgendaItem other) {
        return one.start().equals(other.start())
                && one.end().equals(other.end())
                && one.place().equals(other.place())
                && one.cancelled() == other.cancelled();
    }

    private static Change unknown(String code) {
        return new Change.UnknownSubject("There is no agenda item " + code + " yet.");
    }

    /** Narrations of one subject wait for each other, so this only fails when something else writes the agenda. */
    private static void written(boolean written, String code) {
        if (!written) {
            throw Problem.conflict("Agenda item " + code + " was changed at the same moment. Try again.");
        }
    }

    private static Bilingual bilingual(Event.Text text) {
        return text == null ? Bilingual.EMPTY : new Bilingual(text.zh(), text.en());
    }
}
