package io.herald.hub;

import io.herald.agenda.AgendaItem;
import io.herald.agenda.AgendaStore;
import io.herald.agenda.PersonalAgenda;
import io.herald.agenda.SeatStore;
import io.herald.event.Envelope;
import io.herald.hub.Narration.Released;
import io.herald.notice.AttemptStore;
import io.herald.plan.Audience;
import io.herald.plan.Channel;
import io.herald.plan.Clash;
import io.herald.plan.Member;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.roster.Congress;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Works out what events about the agenda do, by doing it: who wants to see it beforehand takes the transaction back, so that
 * what is shown and what is done cannot differ.
 */
@ApplicationScoped
class Impacts {
    private static final int NAMED = 20;
    private static final int TEXTS = 6;

    private final Narrator narrator;
    private final AgendaStore agenda;
    private final SeatStore seats;
    private final PersonalAgenda appointments;
    private final AttemptStore attempts;
    private final Assembly assembly;

    Impacts(
            Narrator narrator,
            AgendaStore agenda,
            SeatStore seats,
            PersonalAgenda appointments,
            AttemptStore attempts,
            Assembly assembly) {
        this.appointments = appointments;
        this.narrator = narrator;
        this.agenda = agenda;
        this.seats = seats;
        this.attempts = attempts;
        this.assembly = assembly;
    }

    /**
     * Lets the events take effect and says what that did.
     *
     * @param basis of the impact somebody has agreed to, null to agree to whatever it is
     * @throws Problem 409 with the impact as it is now, when it is no longer the one agreed to
     */
    Impact tell(Tx tx, Congress congress, List<Envelope> events, String basis, Instant now) {
        narrator.holdPlan(tx, congress);
        var before =
                agenda.list(tx, congress.code()).stream().collect(Collectors.toMap(AgendaItem::code, item -> item));
        var narration = narrator.narrate(tx, events, now).getOrDefault(congress, new Narration());
        var impact = impact(tx, congress, before, narration, now);
        if (basis != null && !basis.equals(impact.basis())) {
            throw new Problem(
                    409,
                    "Conflict",
                    "The world has moved since you looked: others know, or would hear, something else now. Nothing was changed.",
                    Map.of("impact", impact));
        }
        return impact;
    }

    private Impact impact(Tx tx, Congress congress, Map<String, AgendaItem> before, Narration narration, Instant now) {
        var after = agenda.list(tx, congress.code());
        var changed = after.stream()
                .filter(item -> !item.equals(before.get(item.code())))
                .toList();
        var people = assembly.members(tx, congress.code(), new Audience.Everyone())
                .collect(Collectors.toMap(Member::id, member -> member, (one, same) -> one, LinkedHashMap::new));
        var atOnce = narration.released().stream()
                .filter(notice -> notice.atOnce() && notice.channels().contains(Channel.SMS))
                .toList();
        var later = narration.released().stream()
                .filter(notice -> !notice.atOnce())
                .sorted(Comparator.comparing(Released::due).thenComparing(Released::name))
                .toList();
        var told = atOnce.stream()
                .flatMap(notice -> notice.recipients().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        return new Impact(
                basis(changed, narration, now),
                changed.stream()
                        .map(item -> item(tx, congress, before.get(item.code()), item, people))
                        .toList(),
                narration.withdrawn(),
                corrections(atOnce, told),
                later.stream().map(Impacts::reminder).toList(),
                narration.skipped().stream()
                        .map(skipped -> new Impact.Omitted(skipped.rule(), skipped.reason()))
                        .toList(),
                overlaps(tx, congress, changed, after, people.values()),
                (int) people.keySet().stream().filter(id -> !told.contains(id)).count());
    }

    private Impact.Item item(Tx tx, Congress congress, AgendaItem before, AgendaItem item, Map<Long, Member> people) {
        return new Impact.Item(
                item.code(),
                item.title(),
                before == null ? null : before.start(),
                before == null ? null : before.place(),
                item.start(),
                item.place(),
                item.cancelled(),
                knowledge(tx, congress, item, people));
    }

    private Impact.Knowledge knowledge(Tx tx, Congress congress, AgendaItem item, Map<Long, Member> people) {
        var byDelegation = new TreeMap<String, Integer>();
        int told = 0;
        int delivered = 0;
        int seen = 0;
        int confirmed = 0;
        var whatTheyKnow = attempts.told(tx, congress.code(), item.code());
        var as = appointments.of(tx, congress.code(), item, whatTheyKnow.keySet());
        for (var person : whatTheyKnow.entrySet()) {
            var known = person.getValue();
            if (known.isOutdatedBy(as.get(person.getKey()))) {
                told++;
                delivered += known.reached() ? 1 : 0;
                seen += known.seen() ? 1 : 0;
                confirmed += known.confirmed() ? 1 : 0;
                var member = people.get(person.getKey());
                byDelegation.merge(
                        member == null || member.delegation() == null ? "" : member.delegation(), 1, Integer::sum);
            }
        }
        return new Impact.Knowledge(told, delivered, seen, confirmed, byDelegation);
    }

    private static Impact.Corrections corrections(List<Released> atOnce, Set<Long> people) {
        var noSms = new TreeMap<String, Integer>();
        var byNotice = new TreeMap<String, Integer>();
        var texts = new ArrayList<Preview.Shown>();
        int waiting = 0;
        int sms = 0;
        int parts = 0;
        long seconds = 0;
        for (var notice : atOnce) {
            waiting += notice.quiet() ? notice.recipients().size() : 0;
            byNotice.merge(notice.name(), notice.recipients().size(), Integer::sum);
            notice.texts().excluded().forEach((reason, count) -> noSms.merge(reason, count, Integer::sum));
            texts.addAll(notice.texts().texts());
            sms += notice.texts().sms();
            parts += notice.texts().parts();
            seconds += notice.texts().seconds();
        }
        return new Impact.Corrections(
                people.size(),
                waiting,
                sms,
                noSms,
                parts,
                seconds,
                byNotice,
                texts.subList(0, Math.min(TEXTS, texts.size())));
    }

    private static Impact.Reminder reminder(Released notice) {
        return new Impact.Reminder(
                notice.name(),
                notice.about(),
                notice.lane(),
                notice.due(),
                notice.recipients().size(),
                notice.quiet());
    }

    private List<Impact.Overlap> overlaps(
            Tx tx, Congress congress, List<AgendaItem> changed, List<AgendaItem> after, Iterable<Member> people) {
        var clashes = Clash.of(changed, after);
        var seated = new HashMap<String, Boolean>();
        var overlaps = new ArrayList<Impact.Overlap>();
        for (var clash : clashes) {
            var codes = new ArrayList<String>();
            for (var person : people) {
                if (belongs(tx, congress, person, clash.item(), seated)
                        && belongs(tx, congress, person, clash.other(), seated)) {
                    codes.add(person.code());
                }
            }
            if (!codes.isEmpty()) {
                overlaps.add(new Impact.Overlap(
                        clash.item().code(),
                        clash.other().code(),
                        codes.size(),
                        codes.subList(0, Math.min(NAMED, codes.size()))));
            }
        }
        return overlaps;
    }

    /** Everyone belongs to an item at which nobody has a seat. */
    private boolean belongs(Tx tx, Congress congress, Member person, AgendaItem item, Map<String, Boolean> seated) {
        boolean hasSeats = seated.computeIfAbsent(item.code(), code -> seats.anySeat(tx, congress.code(), code));
        return !hasSeats || person.seatedAt().contains(item.code());
    }

    /** Who is told what, of which versions; not when, for "now" is another with each look. */
    private static String basis(List<AgendaItem> changed, Narration narration, Instant now) {
        var lines = new TreeSet<String>();
        changed.forEach(item -> lines.add(item.subject() + " " + item.version() + " " + item.start() + " " + item.end()
                + " " + item.place() + " " + item.cancelled()));
        for (var notice : narration.released()) {
            var due = notice.due().isAfter(now) ? notice.due().toString() : "now";
            lines.add(notice.name() + " " + notice.about() + " " + due + " " + new TreeSet<>(notice.recipients()));
        }
        lines.add("withdrawn " + narration.withdrawn());
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
