package io.herald.hub;

import io.herald.agenda.AgendaStore;
import io.herald.agenda.OwnItem;
import io.herald.agenda.OwnItemStore;
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
import io.herald.roster.Delegation;
import io.herald.roster.IsolationStore;
import io.herald.roster.Residence;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What events about everybody, or about a whole delegation or residence, do. */
@ApplicationScoped
class GroupChange {
    private final Groups groups;
    private final IsolationStore isolations;
    private final OwnItemStore items;
    private final AgendaStore agenda;
    private final AgendaChange changes;
    private final NoticeStore notices;

    GroupChange(
            Groups groups,
            IsolationStore isolations,
            OwnItemStore items,
            AgendaStore agenda,
            AgendaChange changes,
            NoticeStore notices) {
        this.groups = groups;
        this.isolations = isolations;
        this.items = items;
        this.agenda = agenda;
        this.changes = changes;
        this.notices = notices;
    }

    Change alert(Tx tx, Congress congress, Envelope envelope, Event.Alert event) {
        return toGroups(tx, congress, envelope, event.delegations(), event.residences());
    }

    Change allClear(Tx tx, Congress congress, Envelope envelope, Event.AllClear event) {
        return toGroups(tx, congress, envelope, event.delegations(), event.residences());
    }

    private Change toGroups(
            Tx tx, Congress congress, Envelope envelope, List<String> delegations, List<String> residences) {
        for (var code : delegations) {
            groups.delegation(tx, congress.code(), code)
                    .orElseThrow(() -> Problem.invalid("data.delegations: there is no delegation " + code + "."));
        }
        for (var code : residences) {
            groups.residence(tx, congress.code(), code)
                    .orElseThrow(() -> Problem.invalid("data.residences: there is no residence " + code + "."));
        }
        return scene(tx, congress, envelope)
                .groups(Set.copyOf(delegations), Set.copyOf(residences))
                .facts(FactsOf.event(envelope.event(), envelope.subject(), null, null))
                .made();
    }

    Change isolated(Tx tx, Congress congress, Envelope envelope, Event.GroupIsolated event, Instant now) {
        var kind = envelope.names().get("group");
        var code = envelope.names().get("code");
        boolean delegation = kind.equals("delegation");
        Optional<Bilingual> group = delegation
                ? groups.delegation(tx, congress.code(), code).map(Delegation::name)
                : groups.residence(tx, congress.code(), code).map(Residence::name);
        if (group.isEmpty()) {
            return new Change.UnknownSubject("There is no " + kind + " " + code + " yet.");
        }
        var residence = residence(tx, congress, event);
        var vehicle = vehicle(tx, congress, event);
        var own = own(tx, congress, event);
        var people = isolations.people(tx, congress.code(), kind, code);
        var before = items.items(tx, congress.code(), kind, code);
        isolations.begin(tx, congress.code(), kind, code, event.residence(), event.vehicle(), now);
        items.replace(tx, congress.code(), kind, code, own);
        if (people.isEmpty()) {
            return new Change.None("nobody is in the group");
        }
        return scene(tx, congress, envelope)
                .people(people)
                .facts(FactsOf.event(event, envelope.subject(), null, null))
                .facts(text("group", group.get()))
                .facts(residence.map(name -> text("residence", name)).orElse(Facts.NONE))
                .facts(vehicle.map(name -> text("vehicle", name)).orElse(Facts.NONE))
                .along(changes.apart(tx, congress, both(before, own), people))
                .made();
    }

    private static Set<String> both(Set<String> before, List<OwnItem> own) {
        return Stream.concat(before.stream(), own.stream().map(OwnItem::item)).collect(Collectors.toSet());
    }

    private List<OwnItem> own(Tx tx, Congress congress, Event.GroupIsolated event) {
        return event.items().stream()
                .map(own -> {
                    agenda.find(tx, congress.code(), own.item())
                            .orElseThrow(
                                    () -> Problem.invalid("data.items: there is no agenda item " + own.item() + "."));
                    var place = own.place() == null
                            ? Bilingual.EMPTY
                            : new Bilingual(own.place().zh(), own.place().en());
                    return new OwnItem(own.item(), own.start(), own.end(), place);
                })
                .toList();
    }

    /** The group is back where it was, with its own residence, rooms and vehicles. */
    Change together(Tx tx, Congress congress, Envelope envelope) {
        var kind = envelope.names().get("group");
        var code = envelope.names().get("code");
        boolean delegation = kind.equals("delegation");
        var group = delegation
                ? groups.delegation(tx, congress.code(), code).map(Delegation::name)
                : groups.residence(tx, congress.code(), code).map(Residence::name);
        if (group.isEmpty()) {
            return new Change.UnknownSubject("There is no " + kind + " " + code + " yet.");
        }
        var before = items.items(tx, congress.code(), kind, code);
        if (!isolations.end(tx, congress.code(), kind, code)) {
            return new Change.None("the group has no arrangements of its own");
        }
        var people = isolations.people(tx, congress.code(), kind, code);
        if (people.isEmpty()) {
            return new Change.None("nobody is in the group");
        }
        return scene(tx, congress, envelope)
                .people(people)
                .facts(FactsOf.event(envelope.event(), envelope.subject(), null, null))
                .facts(text("group", group.get()))
                .along(changes.apart(tx, congress, before, people))
                .made();
    }

    private Optional<Bilingual> residence(Tx tx, Congress congress, Event.GroupIsolated event) {
        if (event.residence() == null) {
            return Optional.empty();
        }
        return Optional.of(groups.residence(tx, congress.code(), event.residence())
                .orElseThrow(() -> Problem.invalid("data.residence: there is no residence " + event.residence() + "."))
                .name());
    }

    private Optional<Bilingual> vehicle(Tx tx, Congress congress, Event.GroupIsolated event) {
        if (event.vehicle() == null) {
            return Optional.empty();
        }
        return Optional.of(groups.vehicle(tx, congress.code(), event.vehicle())
                .orElseThrow(() -> Problem.invalid("data.vehicle: there is no vehicle " + event.vehicle() + "."))
                .name());
    }

    private SceneBuilder scene(Tx tx, Congress congress, Envelope envelope) {
        return new SceneBuilder(congress, envelope, notices.nextVersion(tx, congress.code(), envelope.subject()));
    }

    private static Facts text(String name, Bilingual text) {
        return text.isEmpty() ? Facts.NONE : new Facts(Map.of(name, new Fact.Text(text)));
    }
}
