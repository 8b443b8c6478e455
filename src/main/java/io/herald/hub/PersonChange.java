package io.herald.hub;

import io.herald.agenda.AgendaItem;
import io.herald.agenda.AgendaStore;
import io.herald.agenda.AttendanceStore;
import io.herald.agenda.DocumentStore;
import io.herald.agenda.PersonalAgenda;
import io.herald.agenda.SeatStore;
import io.herald.event.Envelope;
import io.herald.event.Event;
import io.herald.notice.NoticeStore;
import io.herald.plan.Fact;
import io.herald.plan.Facts;
import io.herald.plan.FactsOf;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.roster.Bilingual;
import io.herald.roster.Congress;
import io.herald.roster.DelegateWrites;
import io.herald.roster.Profile;
import io.herald.roster.ProfileStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What events about single delegates do: their vehicle, their seat, where they are, which papers they hold. */
@ApplicationScoped
class PersonChange {
    private final ProfileStore profiles;
    private final DelegateWrites delegates;
    private final Groups groups;
    private final AgendaStore agenda;
    private final SeatStore seats;
    private final PersonalAgenda appointments;
    private final AttendanceStore attendance;
    private final DocumentStore documents;
    private final NoticeStore notices;

    PersonChange(
            ProfileStore profiles,
            DelegateWrites delegates,
            Groups groups,
            AgendaStore agenda,
            SeatStore seats,
            PersonalAgenda appointments,
            AttendanceStore attendance,
            DocumentStore documents,
            NoticeStore notices) {
        this.profiles = profiles;
        this.delegates = delegates;
        this.groups = groups;
        this.agenda = agenda;
        this.seats = seats;
        this.appointments = appointments;
        this.attendance = attendance;
        this.documents = documents;
        this.notices = notices;
    }

    Change vehicle(Tx tx, Congress congress, Envelope envelope, Event.VehicleAssigned event) {
        var person = delegate(tx, congress, envelope);
        if (person.isEmpty()) {
            return unknownDelegate(envelope);
        }
        var vehicle = groups.vehicle(tx, congress.code(), event.vehicle()).orElse(null);
        if (vehicle == null) {
            return new Change.UnknownSubject("There is no vehicle " + event.vehicle() + " yet.");
        }
        if (event.vehicle().equals(person.get().recipient().vehicle())) {
            return new Change.None("they have that vehicle already");
        }
        delegates.assignVehicle(tx, congress.code(), person.get().recipient().code(), event.vehicle());
        return scene(tx, congress, envelope)
                .facts(FactsOf.event(event, envelope.subject(), null, null))
                .facts(value("plate", vehicle.plate()))
                .facts(text("departs", vehicle.departs()))
                .made();
    }

    Change seat(Tx tx, Congress congress, Envelope envelope, Event.SeatAssigned event) {
        var person = delegate(tx, congress, envelope);
        var item = item(tx, congress, envelope);
        if (person.isEmpty()) {
            return unknownDelegate(envelope);
        }
        if (item.isEmpty()) {
            return unknownItem(envelope);
        }
        var before = seats.assign(
                tx, congress.code(), item.get().code(), person.get().recipient().id(), event.seat());
        if (event.seat().equals(before)) {
            return new Change.None("they have that seat already");
        }
        if (item.get().cancelled()) {
            return new Change.None("the item is cancelled; they have that seat when it returns");
        }
        long id = person.get().recipient().id();
        var theirs =
                appointments.of(tx, congress.code(), item.get(), List.of(id)).get(id);
        return theirs.seat() == null
                ? new Change.None(
                        "the item is elsewhere for their group; they have that seat when it is with all others again")
                : atItem(tx, congress, envelope, theirs.item())
                        .retells(item.get().code(), id)
                        .made();
    }

    Change arrived(Tx tx, Congress congress, Envelope envelope, Event.Arrived event) {
        var person = delegate(tx, congress, envelope);
        if (person.isEmpty()) {
            return unknownDelegate(envelope);
        }
        attendance.record(
                tx,
                congress.code(),
                person.get().recipient().id(),
                null,
                AttendanceStore.State.ARRIVED,
                event.at(),
                event.by());
        return scene(tx, congress, envelope).made();
    }

    Change signedIn(Tx tx, Congress congress, Envelope envelope, Event.SignedIn event) {
        return atItem(tx, congress, envelope, AttendanceStore.State.SIGNED_IN, event.at(), event.by());
    }

    Change absent(Tx tx, Congress congress, Envelope envelope, Event.Absent event) {
        return atItem(tx, congress, envelope, AttendanceStore.State.ABSENT, event.at(), event.by());
    }

    private Change atItem(
            Tx tx, Congress congress, Envelope envelope, AttendanceStore.State state, Instant at, String by) {
        var person = delegate(tx, congress, envelope);
        var item = item(tx, congress, envelope);
        if (person.isEmpty()) {
            return unknownDelegate(envelope);
        }
        if (item.isEmpty()) {
            return unknownItem(envelope);
        }
        attendance.record(
                tx, congress.code(), person.get().recipient().id(), item.get().code(), state, at, by);
        return atItem(tx, congress, envelope, item.get())
                .facts(text("who", person.get().recipient().name()))
                .facts(text("group", person.get().delegation()))
                .made();
    }

    Change issued(Tx tx, Congress congress, Envelope envelope, Event.DocumentIssued event, Instant now) {
        var holders = new HashMap<String, Long>();
        for (var copy : event.copies()) {
            var holder = profiles.delegateByCode(tx, congress.code(), copy.delegate());
            if (holder.isEmpty()) {
                return new Change.UnknownSubject("There is no delegate " + copy.delegate() + " yet.");
            }
            if (holders.put(copy.number(), holder.get()) != null) {
                throw Problem.invalid("data.copies: copy " + copy.number() + " is issued twice.");
            }
        }
        var title = new Bilingual(event.title().zh(), event.title().en());
        documents.issue(tx, congress.code(), envelope.names().get("document"), title, holders, now);
        return scene(tx, congress, envelope)
                .facts(FactsOf.event(event, envelope.subject(), null, null))
                .holders(event.copies().stream().map(Event.Copy::delegate).collect(Collectors.toSet()))
                .made();
    }

    Change recalled(Tx tx, Congress congress, Envelope envelope, Instant now) {
        var document = envelope.names().get("document");
        var holders = documents.holders(tx, congress.code(), document);
        if (holders.isEmpty()) {
            return new Change.UnknownSubject("Nobody holds a copy of document " + document + ".");
        }
        documents.recall(tx, congress.code(), document, now);
        var people = profiles.load(
                tx, holders.stream().map(DocumentStore.Holder::delegate).toList());
        return scene(tx, congress, envelope)
                .facts(FactsOf.event(envelope.event(), envelope.subject(), null, null))
                .facts(text("title", documents.title(tx, congress.code(), document)))
                .holders(people.values().stream()
                        .map(person -> person.recipient().code())
                        .collect(Collectors.toSet()))
                .made();
    }

    private SceneBuilder atItem(Tx tx, Congress congress, Envelope envelope, AgendaItem item) {
        return scene(tx, congress, envelope)
                .item(item, true)
                .facts(FactsOf.event(envelope.event(), envelope.subject(), item, null));
    }

    private SceneBuilder scene(Tx tx, Congress congress, Envelope envelope) {
        return new SceneBuilder(congress, envelope, notices.nextVersion(tx, congress.code(), envelope.subject()));
    }

    private Optional<Profile> delegate(Tx tx, Congress congress, Envelope envelope) {
        return profiles.delegateByCode(tx, congress.code(), envelope.names().get("delegate"))
                .map(id -> profiles.load(tx, List.of(id)).get(id));
    }

    private Optional<AgendaItem> item(Tx tx, Congress congress, Envelope envelope) {
        return agenda.find(tx, congress.code(), envelope.names().get("item"));
    }

    private static Change unknownDelegate(Envelope envelope) {
        return new Change.UnknownSubject(
                "There is no delegate " + envelope.names().get("delegate") + " yet.");
    }

    private static Change unknownItem(Envelope envelope) {
        return new Change.UnknownSubject(
                "There is no agenda item " + envelope.names().get("item") + " yet.");
    }

    private static Facts value(String name, String value) {
        return value.isEmpty() ? Facts.NONE : new Facts(Map.of(name, new Fact.Value(value)));
    }

    private static Facts text(String name, Bilingual text) {
        return text.isEmpty() ? Facts.NONE : new Facts(Map.of(name, new Fact.Text(text)));
    }
}
