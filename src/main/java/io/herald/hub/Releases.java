package io.herald.hub;

import io.herald.agenda.AgendaItem;
import io.herald.agenda.AgendaStore;
import io.herald.desk.EscalationStore;
import io.herald.event.Envelope;
import io.herald.hub.Narration.Released;
import io.herald.notice.Notices;
import io.herald.plan.Audience;
import io.herald.plan.Channel;
import io.herald.plan.Draft;
import io.herald.plan.Lane;
import io.herald.plan.Member;
import io.herald.plan.PhoneFree;
import io.herald.platform.Ids;
import io.herald.platform.Tx;
import io.herald.render.MessageTemplate;
import io.herald.render.Templates;
import io.herald.roster.Congress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Makes notices out of drafts: fixes their audience, and lets those whose phones will be locked away hear before. */
@ApplicationScoped
class Releases {
    /** What is due later may still be filled in, and is looked at again when it is sent; looking costs a second for ten items. */
    private static final Duration SOON = Duration.ofHours(1);

    private final Assembly assembly;
    private final AgendaStore agenda;
    private final Notices notices;
    private final Templates templates;
    private final Confidential confidential;
    private final Texts texts;
    private final EscalationStore escalations;

    Releases(
            Assembly assembly,
            AgendaStore agenda,
            Notices notices,
            Templates templates,
            Confidential confidential,
            Texts texts,
            EscalationStore escalations) {
        this.escalations = escalations;
        this.assembly = assembly;
        this.agenda = agenda;
        this.notices = notices;
        this.templates = templates;
        this.confidential = confidential;
        this.texts = texts;
    }

    /**
     * Releases what the playbook made of an event, having looked at everybody's text if it goes out soon or at once. Unlike a broadcast it goes out although
     * somebody's has a hole: an event is a fact, and the others must hear of it.
     */
    Released release(
            Tx tx, Congress congress, Envelope cause, Draft draft, Map<Instant, List<Long>> byDue, Instant now) {
        var until = draft.quiet() && draft.isAboutSchedule() && !draft.rule().confidential() ? draft.due() : null;
        return release(tx, congress, cause, broadcast(draft), draft.atOnce(now), draft.quiet(), until, byDue, now);
    }

    /** Releases several changes as one notice, by the playbook's template for that. */
    Released release(
            Tx tx,
            Congress congress,
            Envelope cause,
            String template,
            Summing.Sum sum,
            Map<Instant, List<Long>> byDue,
            Instant now) {
        var due = byDue.keySet().stream().min(Comparator.naturalOrder()).orElse(now);
        var broadcast = new Broadcast(
                template,
                text(template),
                Audience.NOBODY,
                Summing.Sum.CHANNELS,
                sum.lane(),
                due,
                sum.useBy(),
                sum.ack(),
                sum.escalation(),
                "changes/" + Ids.next(),
                1,
                sum.facts(),
                false);
        boolean quiet = due.isAfter(now);
        var until = byDue.keySet().stream().max(Comparator.naturalOrder()).orElse(now);
        return release(tx, congress, cause, broadcast, true, quiet, quiet ? until : null, byDue, now);
    }

    /** Releases what several messages were to tell that waited for the end of the quiet hours. */
    void digest(Tx tx, Congress congress, String template, Summing.Sum sum, List<Long> people, Instant now) {
        var broadcast = new Broadcast(
                template,
                text(template),
                Audience.NOBODY,
                Summing.Sum.CHANNELS,
                sum.lane(),
                now,
                sum.useBy(),
                sum.ack(),
                List.of(),
                "digest/" + Ids.next(),
                1,
                sum.facts(),
                false);
        notices.release(
                tx, broadcast.digest(congress, people.size(), "playbook", now), Map.of(now, people), Optional.empty());
    }

    /**
     * @param until when it is to be thought about again because it waits for the end of the quiet hours; null when it is not. What
     *     is urgent or asks for an acknowledgement stands alone: it goes out when it is due, as it is.
     */
    private Released release(
            Tx tx,
            Congress congress,
            Envelope cause,
            Broadcast broadcast,
            boolean atOnce,
            boolean quiet,
            Instant until,
            Map<Instant, List<Long>> byDue,
            Instant now) {
        var heads = heads(byDue);
        if (heads.isEmpty()) {
            return Released.of(broadcast, atOnce, quiet, heads, null);
        }
        var notice = broadcast.notice(congress, cause, heads.size(), "playbook", now);
        if (until != null
                && notice.lane() == Lane.ROUTINE
                && !notice.ackAsked()
                && notice.channels().contains(Channel.SMS)) {
            notices.releaseHeld(tx, notice, byDue, until);
        } else {
            notices.release(tx, notice, byDue, Optional.empty());
        }
        escalations.begin(tx, notice, broadcast.escalation());
        boolean looked = atOnce || broadcast.due().isBefore(now.plus(SOON));
        return Released.of(
                broadcast, atOnce, quiet, heads, looked ? texts.look(tx, congress, broadcast, byDue.values()) : null);
    }

    /** Everybody in it. */
    static List<Long> heads(Map<Instant, List<Long>> byDue) {
        return byDue.values().stream().flatMap(List::stream).toList();
    }

    private Broadcast broadcast(Draft draft) {
        var rule = draft.rule();
        return new Broadcast(
                rule.name(),
                confidential.text(text(rule.template()), rule.confidential()),
                draft.audience(),
                rule.channels(),
                rule.lane(),
                draft.due(),
                draft.useBy(),
                rule.ack(),
                rule.escalation(),
                draft.subject(),
                draft.version(),
                draft.facts(),
                rule.confidential());
    }

    private MessageTemplate text(String template) {
        return templates
                .find(template)
                .orElseThrow(() -> new IllegalStateException("the playbook was read without " + template));
    }

    /** The ids of a draft's audience by the time each is due. */
    Map<Instant, List<Long>> recipientsByDue(Tx tx, Congress congress, Draft draft, Instant now) {
        var rule = draft.rule();
        return dues(tx, congress, draft.audience(), rule.lane(), rule.channels(), draft.due(), now)
                .byDue();
    }

    /** When each of its audience is told of a broadcast. */
    Dues dues(Tx tx, Congress congress, Broadcast broadcast, Instant now) {
        return dues(tx, congress, broadcast.audience(), broadcast.lane(), broadcast.channels(), broadcast.due(), now);
    }

    /** Routine SMS due while somebody's phone is locked away go to them before; urgent ones never wait and are never early. */
    private Dues dues(
            Tx tx, Congress congress, Audience audience, Lane lane, Set<Channel> channels, Instant due, Instant now) {
        var windows = channels.contains(Channel.SMS) ? phoneFree(tx, congress, due) : List.<Window>of();
        var byDue = new TreeMap<Instant, List<Long>>();
        int early = 0;
        int lockedAway = 0;
        for (var member : (Iterable<Member>) assembly.members(tx, congress.code(), audience)::iterator) {
            var mine = windows.stream()
                    .filter(window -> window.concerns(member))
                    .map(Window::item)
                    .toList();
            var theirs = lane == Lane.ROUTINE ? before(due, mine, now) : due;
            byDue.computeIfAbsent(theirs, any -> new ArrayList<>()).add(member.id());
            boolean away =
                    mine.stream().anyMatch(item -> !theirs.isBefore(item.start()) && theirs.isBefore(item.end()));
            lockedAway += away ? 1 : 0;
            early += !away && theirs.isBefore(due) ? 1 : 0;
        }
        return new Dues(byDue, early, lockedAway);
    }

    /** A time without phones, for those with a seat there or, where nobody has one, for every delegate. */
    private record Window(AgendaItem item, boolean seated) {
        boolean concerns(Member member) {
            return member.delegate() && (!seated || member.seatedAt().contains(item.code()));
        }
    }

    private List<Window> phoneFree(Tx tx, Congress congress, Instant due) {
        return agenda.between(tx, congress.code(), due, due.plusMillis(1)).stream()
                .filter(item -> item.phoneFree() && !item.cancelled())
                .map(item -> new Window(item, assembly.hasSeats(tx, congress.code(), item.code())))
                .toList();
    }

    private static Instant before(Instant due, List<AgendaItem> windows, Instant now) {
        if (windows.isEmpty()) {
            return due;
        }
        var before = PhoneFree.before(due, windows);
        return before.isBefore(now) ? now : before;
    }
}
