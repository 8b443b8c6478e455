package io.herald.hub;

import io.herald.agenda.AgendaChanges;
import io.herald.agenda.AgendaItem;
import io.herald.agenda.AgendaStore;
import io.herald.agenda.PersonalAgenda;
import io.herald.agenda.PersonalAgenda.Version;
import io.herald.agenda.SeatStore;
import io.herald.event.Envelope;
import io.herald.event.Event;
import io.herald.notice.AttemptStore;
import io.herald.notice.NoticeStore;
import io.herald.plan.FactsOf;
import io.herald.plan.Scene;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.roster.Bilingual;
import io.herald.roster.Congress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What events about agenda items do. */
@ApplicationScoped
class AgendaChange {
    private final AgendaStore agenda;
    private final SeatStore seats;
    private final PersonalAgenda appointments;
    private final AttemptStore attempts;
    private final NoticeStore notices;

    AgendaChange(
            AgendaStore agenda,
            SeatStore seats,
            PersonalAgenda appointments,
            AttemptStore attempts,
            NoticeStore notices) {
        this.agenda = agenda;
        this.seats = seats;
        this.appointments = appointments;
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
        return told(tx, congress, envelope, before, item, code);
    }

    Change reminded(Tx tx, Congress congress, Envelope envelope) {
        var code = envelope.names().get("item");
        var item = agenda.find(tx, congress.code(), code).orElse(null);
        if (item == null) {
            return unknown(code);
        }
        int version = notices.nextVersion(tx, congress.code(), envelope.subject());
        return made(envelope.subject(), version, null, () -> versions(tx, congress, code)
                .map(each -> new SceneBuilder(congress, envelope, version)
                        .item(each.of(item), seats.anySeat(tx, congress.code(), code))
                        .among(among(each))
                        .facts(FactsOf.event(envelope.event(), envelope.subject(), each.of(item), null))
                        .scene())
                .toList());
    }

    private Change changed(Tx tx, Congress congress, Envelope envelope, AgendaItem before, AgendaItem item) {
        boolean otherwise = before != null && FactsOf.item(before).contradict(FactsOf.item(item));
        return told(tx, congress, envelope, before, item, otherwise ? item.code() : null);
    }

    /** Everybody hears of the item as they have it: those of a group that has its own of it apart from all others. */
    private Change.Made told(
            Tx tx, Congress congress, Envelope envelope, AgendaItem before, AgendaItem item, String outdated) {
        return made(envelope.subject(), item.version(), outdated, () -> versions(tx, congress, item.code())
                .map(each -> new SceneBuilder(congress, envelope, item.version())
                        .item(each.of(item), seats.anySeat(tx, congress.code(), item.code()))
                        .among(among(each))
                        .facts(FactsOf.event(
                                envelope.event(),
                                envelope.subject(),
                                each.of(item),
                                before == null ? null : each.of(before)))
                        .told(told(tx, congress, item, among(each)))
                        .scene())
                .toList());
    }

    /**
     * The items that are otherwise for these people (ids) from now on, and for nobody else: at a time or place of their group's own,
     * or at that of all others again. Cancelled items are otherwise for nobody.
     */
    List<Change.Made> apart(Tx tx, Congress congress, Set<String> codes, Set<Long> people) {
        return codes.stream()
                .sorted()
                .flatMap(code -> agenda.find(tx, congress.code(), code).stream())
                .filter(item -> !item.cancelled())
                .map(item -> apart(tx, congress, item, people))
                .toList();
    }

    private Change.Made apart(Tx tx, Congress congress, AgendaItem item, Set<Long> people) {
        return new Change.Made(
                item.subject(),
                item.version(),
                () -> appointments.versions(tx, congress.code(), item.code(), people).stream()
                        .map(each -> new SceneBuilder(congress, item)
                                .item(each.of(item), seats.anySeat(tx, congress.code(), item.code()))
                                .among(among(each))
                                .facts(FactsOf.item(each.of(item)))
                                .told(told(tx, congress, item, among(each)))
                                .scene())
                        .toList(),
                null,
                people,
                null,
                List.of());
    }

    private Stream<Version> versions(Tx tx, Congress congress, String item) {
        return appointments.versions(tx, congress.code(), item).stream();
    }

    private static Scene.Among among(Version version) {
        return new Scene.Among(version.people(), version.others());
    }

    private static Change.Made made(String subject, int version, String outdated, Supplier<List<Scene>> scenes) {
        return new Change.Made(subject, version, scenes, outdated, null, null, List.of());
    }

    /** Who of them was told of it, and who another time or place, or that it was cancelled when it is not, or the reverse. */
    private SceneBuilder.Told told(Tx tx, Congress congress, AgendaItem item, Scene.Among among) {
        var told = attempts.told(tx, congress.code(), item.code());
        told.keySet().removeIf(person -> !among.has(person));
        var as = appointments.of(tx, congress.code(), item, told.keySet());
        var otherwise = told.entrySet().stream()
                .filter(person -> person.getValue().isOutdatedBy(as.get(person.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new SceneBuilder.Told(told.keySet(), otherwise);
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
