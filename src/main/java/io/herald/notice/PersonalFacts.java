package io.herald.notice;

import io.herald.agenda.DocumentStore;
import io.herald.agenda.SeatStore;
import io.herald.plan.Fact;
import io.herald.plan.Facts;
import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What a notice's subject means for each of its recipients, read at the moment of writing: their seat, their copies. */
@ApplicationScoped
public class PersonalFacts {
    private final SeatStore seats;
    private final DocumentStore documents;

    PersonalFacts(SeatStore seats, DocumentStore documents) {
        this.seats = seats;
        this.documents = documents;
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
        var personal = new HashMap<Long, Personal>();
        for (var id : recipients) {
            personal.put(id, personal(seatOf.get(id), copiesOf.get(id)));
        }
        return personal;
    }

    private static Personal personal(String seat, String copies) {
        if (seat == null && copies == null) {
            return Personal.NOTHING;
        }
        return new Personal(seat, copies == null ? Facts.NONE : new Facts(Map.of("copy", new Fact.Value(copies))));
    }
}
