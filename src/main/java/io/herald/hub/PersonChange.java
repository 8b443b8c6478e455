package io.herald.hub;

import io.herald.agenda.AgendaItem;
import io.herald.agenda.AgendaStore;
import io.herald.agenda.AttendanceStore;
import io.herald.agenda.PersonalAgenda;
import io.herald.agenda.PersonalAgenda.Appointment;
import io.herald.agenda.SeatStore;
import io.herald.event.Envelope;
import io.herald.event.Event;
import io.herald.notice.AttemptStore;
import io.herald.notice.NoticeStore;
import io.herald.notice.Notices;
import io.herald.plan.Fact;
import io.herald.plan.Facts;
import io.herald.plan.FactsOf;
import io.herald.platform.Tx;
import io.herald.roster.Bilingual;
import io.herald.roster.Congress;
import io.herald.roster.DelegateWrites;
import io.herald.roster.Profile;
import io.herald.roster.ProfileStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What events about single delegates do: their vehicle, their seat, where they are. */
@ApplicationScoped
class PersonChange {
    private final ProfileStore profiles;
    private final DelegateWrites delegates;
    private final Groups groups;
    private final AgendaStore agenda;
    private final SeatStore seats;
    private final PersonalAgenda appointments;
    private final AttendanceStore attendance;
    private final AttemptStore attempts;
    private final NoticeStore store;
    private final Notices notices;

    PersonChange(
            ProfileStore profiles,
            DelegateWrites delegates,
            Groups groups,
            AgendaStore agenda,
            SeatStore seats,
            PersonalAgenda appointments,
            AttendanceStore attendance,
            AttemptStore attempts,
            NoticeStore store,
            Notices notices) {
        this.profiles = profiles;
        this.delegates = delegates;
        this.groups = groups;
        this.agenda = agenda;
        this.seats = seats;
        this.appointments = appointments;
        this.attendance = attendance;
        this.attempts = attempts;
        this.store = store;
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
        long id = person.get().recipient().id();
        delegates.assignVehicle(tx, congress.code(), person.get().recipient().code(), event.vehicle());
        return scene(tx, congress, envelope)
                .facts(FactsOf.event(event, envelope.subject(), null, null))
                .facts(value("plate", vehicle.plate()))
                .facts(text("departs", vehicle.departs()))
                .madeUnless(() -> event.vehicle()
                        .equals(attempts.vehiclesTold(tx, List.of(id)).get(id)));
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
                        .madeUnless(() -> isTold(tx, congress, theirs, id));
    }

    /** Whether the last somebody was told of an item is how they have it, seat included. */
    private boolean isTold(Tx tx, Congress congress, Appointment theirs, long person) {
        var told = attempts.told(tx, congress.code(), theirs.item().code()).get(person);
        return told != null && told.facts().byName().containsKey("seat") && !told.isOutdatedBy(theirs);
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

    /** Whoever signs in is asked no more to. That they are there says nothing about what they have read. */
    Change signedIn(Tx tx, Congress congress, Envelope envelope, Event.SignedIn event, Instant now) {
        var item = envelope.names().get("item");
        attendance.signingIn(tx, congress.code(), item);
        delegate(tx, congress, envelope)
                .map(person -> person.recipient().id())
                .ifPresent(id -> notices.leaveOut(tx, congress.code(), SignInCalls.subject(item), id, now));
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
        long id = person.get().recipient().id();
        var before = attendance.state(tx, congress.code(), id, item.get().code());
        if (!attendance.record(tx, congress.code(), id, item.get().code(), state, at, by)) {
            return new Change.None("something later is known of them there");
        }
        if (before.filter(state::equals).isPresent()) {
            return new Change.None("it was known of them already");
        }
        return atItem(tx, congress, envelope, item.get())
                .facts(text("who", person.get().recipient().name()))
                .facts(text("group", person.get().delegation()))
                .made();
    }

    private SceneBuilder atItem(Tx tx, Congress congress, Envelope envelope, AgendaItem item) {
        return scene(tx, congress, envelope)
                .item(item, true)
                .facts(FactsOf.event(envelope.event(), envelope.subject(), item, null));
    }

    private SceneBuilder scene(Tx tx, Congress congress, Envelope envelope) {
        return new SceneBuilder(congress, envelope, store.nextVersion(tx, congress.code(), envelope.subject()));
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
