package io.herald.notice;

import io.herald.agenda.AgendaItem;
import io.herald.agenda.AgendaStore;
import io.herald.agenda.DocumentStore;
import io.herald.agenda.PersonalAgenda;
import io.herald.agenda.PersonalAgenda.Appointment;
import io.herald.plan.Fact;
import io.herald.plan.Facts;
import io.herald.plan.FactsOf;
import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a notice's subject means for each of its recipients, read at the moment of writing: their seat, the time and place of their
 * group where it has its own, their copies, and for who signed in, what follows.
 */
@ApplicationScoped
public class PersonalFacts {
    private final AgendaStore agenda;
    private final PersonalAgenda appointments;
    private final DocumentStore documents;

    PersonalFacts(AgendaStore agenda, PersonalAgenda appointments, DocumentStore documents) {
        this.agenda = agenda;
        this.appointments = appointments;
        this.documents = documents;
    }

    /**
     * What is one recipient's own.
     *
     * @param seat at the item the notice is about, null when there is none
     * @param facts to be laid over the notice's
     */
    public record Personal(String seat, Facts facts) {}

    /** Agenda items by code, as each recipient has them. */
    private record Items(Map<String, AgendaItem> items, Map<String, Map<Long, Appointment>> of) {
        Optional<Appointment> of(String subject, long recipient) {
            return Notice.itemOf(subject).map(of::get).map(people -> people.get(recipient));
        }

        /** The time and place of their group where it has its own, and nothing where it is as for all. */
        Facts ownTimeAndPlace(Appointment theirs) {
            var item = theirs.item();
            return item.equals(items.get(item.code()))
                    ? Facts.NONE
                    : FactsOf.item(item).only(Set.of("start", "end", "place"));
        }
    }

    /**
     * By recipient, for every one asked for.
     *
     * @param subject the notice's, null when it has none; facts are what it tells everybody
     */
    public Map<Long, Personal> load(Tx tx, String congress, String subject, Facts facts, Collection<Long> recipients) {
        var items = items(tx, congress, subject, facts, recipients);
        var copiesOf = Notice.documentOf(subject)
                .map(document -> documents.copies(tx, congress, document, recipients))
                .orElse(Map.of());
        var nextOf = Notice.attendedOf(subject)
                .map(item -> agenda.nextAfter(tx, congress, item, recipients))
                .orElse(Map.of());
        var personal = new HashMap<Long, Personal>();
        for (var id : recipients) {
            var theirs = items.of(subject, id);
            var own = theirs.map(items::ownTimeAndPlace).orElse(Facts.NONE);
            own = own.with(copies(copiesOf.get(id))).with(next(nextOf.get(id)));
            if (!facts.changes().isEmpty()) {
                own = own.with(new Facts(Map.of(Facts.CHANGES, new Fact.Changes(changes(facts.changes(), items, id)))));
            }
            personal.put(id, new Personal(theirs.map(Appointment::seat).orElse(null), own));
        }
        return personal;
    }

    private Items items(Tx tx, String congress, String subject, Facts facts, Collection<Long> recipients) {
        var codes = new HashSet<String>();
        Stream.concat(Stream.ofNullable(subject), facts.changes().stream().map(Fact.Changed::subject))
                .forEach(told -> Notice.itemOf(told).ifPresent(codes::add));
        var items = new HashMap<String, AgendaItem>();
        var of = new HashMap<String, Map<Long, Appointment>>();
        for (var code : codes) {
            agenda.find(tx, congress, code).ifPresent(item -> {
                items.put(code, item);
                of.put(code, appointments.of(tx, congress, item, recipients));
            });
        }
        return new Items(items, of);
    }

    /** Each change as it is for one person. Where an item has a line, it tells their seat there too, and the seat needs none. */
    private static List<Fact.Changed> changes(List<Fact.Changed> all, Items items, long recipient) {
        var told = new HashSet<String>();
        all.stream()
                .filter(change -> change.subject().startsWith("agenda/"))
                .forEach(change -> told.add(change.subject()));
        var changes = new ArrayList<Fact.Changed>();
        for (var change : all) {
            var theirs = items.of(change.subject(), recipient).orElse(null);
            if (theirs == null || change.facts().cancelled()) {
                changes.add(change);
            } else if (change.subject().startsWith("agenda/")
                    || !told.contains(theirs.item().subject())) {
                var facts = change.facts()
                        .without("seat")
                        .with(items.ownTimeAndPlace(theirs))
                        .with(Facts.seat(theirs.seat()));
                changes.add(new Fact.Changed(change.subject(), change.version(), facts));
            }
        }
        return changes;
    }

    private static Facts copies(String copies) {
        return copies == null ? Facts.NONE : new Facts(Map.of("copy", new Fact.Value(copies)));
    }

    private static Facts next(AgendaItem item) {
        return item == null
                ? Facts.NONE
                : new Facts(Map.of(
                        "next", new Fact.Text(item.title()),
                        "nextPlace", new Fact.Text(item.place()),
                        "nextStart", new Fact.Moment(item.start())));
    }
}
