package io.herald.hub;

import io.herald.agenda.AgendaStore;
import io.herald.agenda.PersonalAgenda;
import io.herald.agenda.PersonalAgenda.Appointment;
import io.herald.agenda.SeatStore;
import io.herald.event.Inbox;
import io.herald.plan.Fact;
import io.herald.plan.Facts;
import io.herald.plan.FactsOf;
import io.herald.platform.Tx;
import io.herald.roster.Congress;
import io.herald.roster.Profile;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What is still to come for one person, to be told to them: it counts as told like any other text about the agenda. */
@ApplicationScoped
class ComingUp {
    /** Items in one answer. */
    private static final int SHOWN = 6;

    private final Inbox inbox;
    private final AgendaStore agenda;
    private final SeatStore seats;
    private final PersonalAgenda appointments;

    ComingUp(Inbox inbox, AgendaStore agenda, SeatStore seats, PersonalAgenda appointments) {
        this.inbox = inbox;
        this.agenda = agenda;
        this.seats = seats;
        this.appointments = appointments;
    }

    /** The next items of theirs that were not cancelled, none when nothing is left. */
    Facts all(Tx tx, Congress congress, Profile person, Instant now) {
        return facts(tx, congress, person, each -> true, now);
    }

    /** Those of them at which they have a seat. */
    Facts withSeat(Tx tx, Congress congress, Profile person, Instant now) {
        return facts(tx, congress, person, each -> each.seat() != null, now);
    }

    private Facts facts(Tx tx, Congress congress, Profile person, Predicate<Appointment> wanted, Instant now) {
        inbox.keepPlan(tx, congress.code());
        long id = person.recipient().id();
        var mine = seats.itemsOf(tx, congress.code(), List.of(id)).getOrDefault(id, Set.of());
        var changes = agenda.list(tx, congress.code()).stream()
                .filter(item -> !item.cancelled())
                .filter(item -> mine.contains(item.code()) || !seats.anySeat(tx, congress.code(), item.code()))
                .map(item ->
                        appointments.of(tx, congress.code(), item, List.of(id)).get(id))
                .filter(each -> each.item().end().isAfter(now))
                .filter(wanted)
                .sorted(Comparator.comparing(each -> each.item().start()))
                .limit(SHOWN)
                .map(ComingUp::told)
                .toList();
        return changes.isEmpty() ? Facts.NONE : new Facts(Map.of(Facts.CHANGES, new Fact.Changes(changes)));
    }

    private static Fact.Changed told(Appointment next) {
        var item = next.item();
        return new Fact.Changed(
                item.subject(), item.version(), FactsOf.item(item).with(Facts.seat(next.seat())));
    }
}
