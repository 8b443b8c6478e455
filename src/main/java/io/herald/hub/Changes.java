package io.herald.hub;

import io.herald.event.Envelope;
import io.herald.event.Event;
import io.herald.platform.Tx;
import io.herald.roster.Congress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Applies an event to agenda and roster, whatever it is. */
@ApplicationScoped
class Changes {
    private final AgendaChange agenda;
    private final PersonChange people;
    private final GroupChange groups;
    private final PaperChange papers;

    Changes(AgendaChange agenda, PersonChange people, GroupChange groups, PaperChange papers) {
        this.papers = papers;
        this.agenda = agenda;
        this.people = people;
        this.groups = groups;
    }

    /** A new kind of event does not compile until it is answered here. */
    Change apply(Tx tx, Congress congress, Envelope envelope, Instant now) {
        return switch (envelope.type()) {
            case ITEM_PLANNED -> agenda.planned(tx, congress, envelope, (Event.ItemPlanned) envelope.event());
            case ITEM_MOVED -> agenda.moved(tx, congress, envelope, (Event.ItemMoved) envelope.event());
            case ITEM_CANCELLED -> agenda.cancelled(tx, congress, envelope);
            case CONFIDENTIALITY_REMINDER -> agenda.reminded(tx, congress, envelope);
            case VEHICLE_ASSIGNED -> people.vehicle(tx, congress, envelope, (Event.VehicleAssigned) envelope.event());
            case SEAT_ASSIGNED -> people.seat(tx, congress, envelope, (Event.SeatAssigned) envelope.event());
            case ARRIVED -> people.arrived(tx, congress, envelope, (Event.Arrived) envelope.event());
            case SIGNED_IN -> people.signedIn(tx, congress, envelope, (Event.SignedIn) envelope.event(), now);
            case ABSENT -> people.absent(tx, congress, envelope, (Event.Absent) envelope.event());
            case ALERT -> groups.alert(tx, congress, envelope, (Event.Alert) envelope.event());
            case ALL_CLEAR -> groups.allClear(tx, congress, envelope, (Event.AllClear) envelope.event());
            case GROUP_ISOLATED -> groups.isolated(tx, congress, envelope, (Event.GroupIsolated) envelope.event(), now);
            case ISOLATION_ENDED -> groups.together(tx, congress, envelope);
            case DOCUMENT_ISSUED -> papers.issued(tx, congress, envelope, (Event.DocumentIssued) envelope.event(), now);
            case DOCUMENT_RECALLED ->
                papers.recalled(tx, congress, envelope, (Event.DocumentRecalled) envelope.event(), now);
            case DOCUMENT_RETURNED ->
                papers.returned(tx, congress, envelope, (Event.DocumentReturned) envelope.event(), now);
        };
    }
}
