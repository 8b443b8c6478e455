package io.herald.notice;

import io.herald.agenda.AgendaItem;
import io.herald.agenda.AgendaStore;
import io.herald.agenda.DocumentStore;
import io.herald.agenda.SeatStore;
import io.herald.plan.Fact;
import io.herald.plan.Facts;
import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What a notice's subject means for each of its recipients, read at the moment of writing: their seat, their copies, and for who
 * signed in, what follows.
 */
@ApplicationScoped
public class PersonalFacts {
    private final SeatStore seats;
    private final DocumentStore documents;
    private final AgendaStore agenda;

    PersonalFacts(SeatStore seats, DocumentStore documents, AgendaStore agenda) {
        this.seats = seats;
        this.documents = documents;
        this.agenda = agenda;
    }

    /**
     * What is one recipient's own.
     *
     * @param seat at the item the notice is about, null when there is none
     * @param facts to be laid over the notice's
     */
    public record Personal(String seat, Facts facts) {
        static final Personal NOTHING = new Personal(null, Facts.NONE);
    }

    /** By recipient, for every one asked for. */
    public Map<Long, Personal> load(Tx tx, String congress, String subject, Collection<Long> recipients) {
        var seatOf = Notice.itemOf(subject)
                .map(item -> seats.seats(tx, congress, item, recipients))
                .orElse(Map.of());
        var copiesOf = Notice.documentOf(subject)
                .map(document -> documents.copies(tx, congress, document, recipients))
                .orElse(Map.of());
        var nextOf = Notice.attendedOf(subject)
                .map(item -> agenda.nextAfter(tx, congress, item, recipients))
                .orElse(Map.of());
        var personal = new HashMap<Long, Personal>();
        for (var id : recipients) {
            personal.put(id, personal(seatOf.get(id), copies(copiesOf.get(id)).with(next(nextOf.get(id)))));
        }
        return personal;
    }

    private static Personal personal(String seat, Facts facts) {
        return seat == null && facts.byName().isEmpty() ? Personal.NOTHING : new Personal(seat, facts);
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
