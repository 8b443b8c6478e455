package io.herald.notice;

import io.herald.agenda.PersonalAgenda.Appointment;
import io.herald.plan.Facts;
import io.herald.plan.FactsFormat;
import io.herald.plan.FactsOf;
import io.herald.platform.Tx;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The table {@code attempt}: every call to a route, written down before it is made. */
@ApplicationScoped
public class AttemptStore {
    private static final String WRITE = """
            with mine as (
                select 1 from batch where id = $1 and fence = $2 and owner = $3 and state = 'STARTED' for share),
            planned as (
                select d.id from delivery d join notice n on n.id = d.notice
                 where d.id = any($6) and d.batch = $1 and d.state = 'PLANNED' and d.confirmed_at is null
                   and n.stopped_at is null and n.superseded_at is null and n.use_by > $4
                   and not exists (select 1 from notice asked
                                    where asked.id = n.repeat_of
                                      and (asked.stopped_at is not null or asked.superseded_at is not null))
                   and exists (select 1 from mine)
                 order by d.id
                 for no key update of d)
            insert into attempt (id, delivery, batch, node, route, phone, text, parts, encoding, facts, variables, outcome, written_at)
            select u.id, u.delivery, $1, $3, u.route, u.phone, u.text, u.parts, u.encoding, u.facts, u.variables, 'FLYING', $4
              from unnest($5::uuid[], $6::bigint[], $7::text[], $8::text[], $9::text[], $10::smallint[], $11::text[], $12::jsonb[], $13::jsonb[])
                   as u (id, delivery, route, phone, text, parts, encoding, facts, variables)
              join planned on planned.id = u.delivery
             order by u.delivery
            on conflict (delivery) where outcome in ('FLYING', 'UNKNOWN', 'ACCEPTED') do nothing
            returning id
            """;

    /**
     * Writes one window down before it flies: only for deliveries still planned and not confirmed, of a notice still wanted and
     * not past its use-by, in a batch still this node's. Answers the ids of the attempts that may now be made, and no others may.
     */
    public Set<UUID> write(Tx tx, Batch batch, UUID node, List<Attempt> window, Instant now) {
        var rows = tx.query(
                WRITE,
                batch.id(),
                batch.fence(),
                node,
                now,
                window.stream().map(Attempt::id).toArray(UUID[]::new),
                window.stream().map(Attempt::delivery).toArray(Long[]::new),
                window.stream().map(Attempt::route).toArray(String[]::new),
                window.stream().map(Attempt::phone).toArray(String[]::new),
                window.stream().map(Attempt::text).toArray(String[]::new),
                window.stream().map(attempt -> (short) attempt.parts().count()).toArray(Short[]::new),
                window.stream()
                        .map(attempt -> attempt.parts().encoding().name())
                        .toArray(String[]::new),
                window.stream()
                        .map(attempt -> new JsonObject(FactsFormat.write(attempt.facts())))
                        .toArray(JsonObject[]::new),
                window.stream()
                        .map(attempt -> new JsonObject(new LinkedHashMap<>(attempt.variables())))
                        .toArray(JsonObject[]::new));
        var written = new HashSet<UUID>();
        rows.forEach(row -> written.add(row.getUUID("id")));
        return written;
    }

    private static final String SETTLE = """
            update attempt a
               set outcome = u.outcome, reason = u.reason, ref = coalesce(nullif(u.ref, ''), a.ref),
                   settled_at = case when u.outcome <> 'UNKNOWN' then $5::timestamptz end,
                   settled_how = case when u.outcome <> 'UNKNOWN' then $6 else '' end,
                   doubted_at = coalesce(a.doubted_at, case when u.outcome = 'UNKNOWN' then $5 end),
                   next_ask_at = case u.outcome when 'UNKNOWN' then a.written_at + make_interval(secs => $7)
                                                when 'ACCEPTED' then a.written_at + make_interval(secs => $8) end
              from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as u (id, outcome, reason, ref)
             where a.id = u.id and a.outcome in ('FLYING', 'UNKNOWN')
            returning a.id, a.doubted_at is not null as doubted,
                      u.ref <> '' and (select true from receipt r where r.route = a.route and r.ref = u.ref and r.attempt is null
                                        limit 1) is not null as reported
            """;

    /**
     * An attempt that was settled just now.
     *
     * @param doubted whether it is in doubt, or was
     * @param reported whether reports came before that named the provider's id alone, which nobody knew until now
     */
    record Settled(UUID attempt, boolean doubted, boolean reported) {}

    /**
     * Settles attempts that are in the air or in doubt; answers which were. Callers sort by id, so that writers do not cross.
     *
     * @param askAfter how old one in doubt must be before its provider is asked
     * @param unreportedAfter how old an accepted one must be before its provider is asked for its final report
     */
    Map<UUID, Settled> settle(
            Tx tx, List<Settlement> settlements, Instant now, String how, Duration askAfter, Duration unreportedAfter) {
        var settled = new LinkedHashMap<UUID, Settled>();
        tx.query(
                        SETTLE,
                        settlements.stream().map(Settlement::attempt).toArray(UUID[]::new),
                        settlements.stream().map(line -> line.outcome().name()).toArray(String[]::new),
                        settlements.stream().map(Settlement::detail).toArray(String[]::new),
                        settlements.stream().map(Settlement::ref).toArray(String[]::new),
                        now,
                        how,
                        seconds(askAfter),
                        seconds(unreportedAfter))
                .forEach(row -> settled.put(
                        row.getUUID("id"),
                        new Settled(row.getUUID("id"), row.getBoolean("doubted"), row.getBoolean("reported"))));
        return settled;
    }

    private static final String USUAL_ROUTE = """
            select a.route from attempt a join delivery d on d.id = a.delivery
             where d.notice = $1
             group by a.route order by count(*) desc, a.route
             limit 1
            """;

    /** The route most attempts of a notice took, null when there was none. */
    public String usualRoute(Tx tx, UUID notice) {
        return tx.one(USUAL_ROUTE, row -> row.getString("route"), notice).orElse(null);
    }

    private static final String MAY_ARRIVE = """
            select delivery from attempt where delivery = any($1) and outcome in ('FLYING', 'UNKNOWN', 'ACCEPTED')
            """;

    /** Those of these deliveries that are in the air or further; asked after they are locked, nobody can send another of them. */
    Set<Long> mayArrive(Tx tx, List<Long> deliveries) {
        return Set.copyOf(
                tx.list(MAY_ARRIVE, row -> row.getLong("delivery"), (Object) deliveries.toArray(Long[]::new)));
    }

    private static final String DOUBT_OF_BATCHES = """
            update attempt
               set outcome = 'UNKNOWN', reason = $2, doubted_at = $3, next_ask_at = written_at + make_interval(secs => $4)
             where batch = any($1) and outcome = 'FLYING'
            returning id, delivery
            """;

    /** What a rescue made doubtful. */
    record Doubted(UUID attempt, long delivery) {}

    /** Marks what was in the air of rescued batches as unknown. */
    List<Doubted> doubtOf(Tx tx, List<UUID> batches, String why, Instant now, Duration askAfter) {
        return tx.list(
                DOUBT_OF_BATCHES,
                row -> new Doubted(row.getUUID("id"), row.getLong("delivery")),
                batches.toArray(UUID[]::new),
                why,
                now,
                seconds(askAfter));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /**
     * What somebody was last told of an agenda item.
     *
     * @param reached whether the provider reported it delivered; likewise seen on a card, and confirmed
     */
    public record Told(Facts facts, boolean reached, boolean seen, boolean confirmed) {
        /** Having been told something more of it: a text that says when it is, or that it is not, takes the place of all before. */
        private Told then(Told later) {
            boolean anew = later.facts.byName().containsKey("start") || later.facts.cancelled();
            return anew ? later : new Told(facts.with(later.facts), later.reached, later.seen, later.confirmed);
        }

        /**
         * Whether what they were told is otherwise now.
         *
         * @param now the item as they have it
         */
        public boolean isOutdatedBy(Appointment now) {
            var item = now.item();
            return facts.cancelled() != item.cancelled()
                    || !item.cancelled() && facts.contradict(FactsOf.item(item).with(Facts.seat(now.seat())));
        }
    }

    private static final String TOLD = """
            select d.recipient, t.facts,
                   a.report in ('DELIVERED', 'READ') as reached, d.seen_at is not null as seen,
                   d.confirmed_at is not null as confirmed
              from notice n join delivery d on d.notice = n.id join attempt a on a.delivery = d.id
             cross join lateral (
                   select n.subject, a.facts, 0 as place where n.about is null
                   union all
                   select c.value ->> 'subject', c.value -> 'facts', c.place
                     from jsonb_array_elements(a.facts -> 'changes') with ordinality as c (value, place)
                    where n.about is not null) t
             where n.congress = $1 and n.items @> array[$2]
               and (t.subject = 'agenda/' || $2 or starts_with(t.subject, 'agenda/' || $2 || '/')
                    or starts_with(t.subject, 'delegate/') and split_part(t.subject, '/', 3) = 'seat'
                       and split_part(t.subject, '/', 4) = $2)
               and a.outcome in ('FLYING', 'UNKNOWN', 'ACCEPTED') and a.report is distinct from 'FAILED'
             order by d.recipient, a.written_at, a.id, t.place
            """;

    /** By recipient, what each was last told of the item; what is in the air or in doubt counts as told. */
    public Map<Long, Told> told(Tx tx, String congress, String item) {
        var told = new LinkedHashMap<Long, Told>();
        tx.query(TOLD, congress, item)
                .forEach(row -> told.merge(
                        row.getLong("recipient"),
                        new Told(
                                FactsFormat.read(row.getJsonObject("facts").getMap()),
                                Boolean.TRUE.equals(row.getBoolean("reached")),
                                row.getBoolean("seen"),
                                row.getBoolean("confirmed")),
                        Told::then));
        return told;
    }

    private static final String VEHICLES = """
            select distinct on (d.recipient) d.recipient, t.facts ->> 'vehicle' as vehicle
              from delivery d join attempt a on a.delivery = d.id
             cross join lateral (
                   select a.facts
                   union all
                   select c -> 'facts' from jsonb_array_elements(coalesce(a.facts -> 'changes', '[]')) as c) t (facts)
             where d.recipient = any($1) and t.facts ? 'vehicle'
               and a.outcome in ('FLYING', 'UNKNOWN', 'ACCEPTED') and a.report is distinct from 'FAILED'
             order by d.recipient, a.written_at desc
            """;

    /** By person, the code of the vehicle they were last told, by whatever message. */
    public Map<Long, String> vehiclesTold(Tx tx, Collection<Long> people) {
        var vehicles = new HashMap<Long, String>();
        tx.query(VEHICLES, (Object) people.toArray(Long[]::new))
                .forEach(row -> vehicles.put(row.getLong("recipient"), row.getString("vehicle")));
        return vehicles;
    }
}
