package io.herald.board;

import io.herald.agenda.AgendaItem;
import io.herald.agenda.PersonalAgenda;
import io.herald.agenda.PersonalAgenda.Appointment;
import io.herald.board.Knowledge.Counts;
import io.herald.notice.AttemptStore;
import io.herald.platform.Tx;
import io.herald.roster.People;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.TreeMap;

/** Works out who knows an agenda item as it is now. */
@ApplicationScoped
class KnowledgeStore {
    private static final String CONCERNED = """
            select d.id, coalesce(d.delegation, '') as delegation
              from delegate d
             where d.congress = $1 and d.removed_at is null
               and (not exists (select 1 from seat s where s.congress = $1 and s.item = $2)
                    or exists (select 1 from seat s where s.congress = $1 and s.item = $2 and s.delegate = d.id))
               and ($3::bigint[] is null or d.id = any($3))
             order by d.id
            """;

    private static final String SAW = """
            select d.recipient from notice n join delivery d on d.notice = n.id
             where n.congress = $1 and d.seen_at is not null and n.superseded_at is null
               and (n.subject = $2 and n.version >= $3 or n.about @> array[$2])
            """;

    private final AttemptStore attempts;
    private final PersonalAgenda appointments;

    KnowledgeStore(AttemptStore attempts, PersonalAgenda appointments) {
        this.attempts = attempts;
        this.appointments = appointments;
    }

    Knowledge of(Tx tx, String congress, AgendaItem item, People own) {
        var told = attempts.told(tx, congress, item.code());
        var as = appointments.of(tx, congress, item, told.keySet());
        var saw = Set.copyOf(tx.list(SAW, row -> row.getLong("recipient"), congress, item.subject(), item.version()));
        var byDelegation = new TreeMap<String, Counts>();
        tx.query(CONCERNED, congress, item.code(), own.orNull()).forEach(row -> {
            long person = row.getLong("id");
            var counts = counts(told.get(person), as.get(person), saw.contains(person));
            byDelegation.merge(row.getString("delegation"), counts, Counts::with);
        });
        var all = byDelegation.values().stream().reduce(Counts.NONE, Counts::with);
        return new Knowledge(item.code(), item.version(), all, byDelegation);
    }

    private static Counts counts(AttemptStore.Told told, Appointment now, boolean saw) {
        boolean current = told != null && !told.isOutdatedBy(now);
        return new Counts(
                1,
                current ? 1 : 0,
                current && told.reached() ? 1 : 0,
                saw ? 1 : 0,
                told != null && !current && !saw ? 1 : 0,
                told == null && !saw ? 1 : 0);
    }
}
