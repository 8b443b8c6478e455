package io.herald.hub;

import io.herald.desk.EscalationStore;
import io.herald.hub.Held.State;
import io.herald.notice.Notice;
import io.herald.notice.NoticeStore;
import io.herald.notice.Notices;
import io.herald.notice.ReleaseRequest;
import io.herald.notice.ReleaseRequest.Decision;
import io.herald.notice.ReleaseRequestStore;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.roster.Congress;
import io.herald.roster.Recipient;
import io.herald.roster.StaffRole;
import io.herald.roster.StaffStore;
import io.herald.roster.TwoPersons;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * One person asks for a broadcast, another releases it. The world moves while it waits: it is looked at anew whenever somebody
 * looks, and what is released is what was looked at, or nothing.
 */
@ApplicationScoped
class Approvals {
    private final StaffStore staff;
    private final ReleaseRequestStore requests;
    private final NoticeStore store;
    private final Notices notices;
    private final Releases releases;
    private final Texts texts;
    private final EscalationStore escalations;

    Approvals(
            StaffStore staff,
            ReleaseRequestStore requests,
            NoticeStore store,
            Notices notices,
            Releases releases,
            Texts texts,
            EscalationStore escalations) {
        this.staff = staff;
        this.requests = requests;
        this.store = store;
        this.notices = notices;
        this.releases = releases;
        this.texts = texts;
        this.escalations = escalations;
    }

    /**
     * The staff person of this code.
     *
     * @throws Problem 422 when there is none
     */
    Recipient staff(Tx tx, Congress congress, String by) {
        return staff.named(tx, congress.code(), "by", by);
    }

    /** Keeps that this notice waits for a second person. */
    void keep(Tx tx, Notice notice, Set<TwoPersons.Why> why, Broadcast broadcast, boolean acceptGaps) {
        requests.insert(tx, notice.id(), why, broadcast.audience(), broadcast.escalation(), acceptGaps);
    }

    /** A request, what it would do at this moment, and whether it still can. */
    private record Case(Notice notice, ReleaseRequest request, State state, Broadcast broadcast, Dues dues, Held held) {
        boolean decidedBy(Recipient person) {
            return person.code().equals(request.decidedBy());
        }
    }

    /**
     * How it stands, and what releasing it would do at this moment.
     *
     * @throws Problem 404 when there is no such notice, or no second person was needed for it
     */
    Held look(Tx tx, Congress congress, UUID id, Instant now) {
        return open(tx, congress, id, now).held;
    }

    private Case open(Tx tx, Congress congress, UUID id, Instant now) {
        requests.lock(tx, id);
        var notice = store.get(tx, congress.code(), id);
        var request = requests.find(tx, id).orElseThrow(() -> Problem.unknown("request for the release of", id));
        var state = State.of(notice, request, now);
        var broadcast = Broadcast.of(notice, request.audience(), request.escalation(), now);
        if (state != State.WAITING) {
            return new Case(notice, request, state, broadcast, null, Held.of(notice, request, state, null, null));
        }
        var dues = dues(tx, congress, request, broadcast, now);
        var look = texts.weigh(tx, congress, broadcast, dues, Set.of());
        var held = Held.of(notice, request, state, look, basis(notice, dues, look));
        return new Case(notice, request, state, broadcast, dues, held);
    }

    private Dues dues(Tx tx, Congress congress, ReleaseRequest request, Broadcast broadcast, Instant now) {
        return request.corrects() == null
                ? releases.dues(tx, congress, broadcast, now)
                : new Dues(Map.of(broadcast.due(), notices.reached(tx, request.corrects())), 0, 0);
    }

    /** Who would be told what, by how many SMS, and how dangerous that is; not when, for "now" is another with each look. */
    private static String basis(Notice notice, Dues dues, Preview look) {
        var people = new TreeSet<Long>();
        dues.byDue().values().forEach(people::addAll);
        var outcome = String.join(
                "\n",
                notice.text().hash(),
                people.toString(),
                look.sms() + " " + look.card() + " " + look.parts() + " " + look.gapCount() + " "
                        + look.forbiddenCount(),
                new TreeMap<>(look.excluded()).toString(),
                look.danger().level().toString(),
                look.danger().reasons().stream()
                        .map(reason -> reason.code() + " " + reason.level())
                        .toList()
                        .toString());
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(outcome.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /**
     * Somebody else releases it, just as they looked at it.
     *
     * @param basis of that look
     * @throws Problem 403 when they may not, 409 with how it stands when it is decided, of no use any more, or would do something
     *     else by now
     */
    Held approve(Tx tx, Congress congress, UUID id, String by, String basis, Instant now) {
        var person = staff(tx, congress, by);
        var found = open(tx, congress, id, now);
        if (found.state == State.APPROVED && found.decidedBy(person)) {
            return found.held;
        }
        refuseDecided(found);
        mayDecide(person);
        if (person.code().equals(found.notice.createdBy())) {
            throw forbidden("Whoever asked for a broadcast cannot release it: a second person has to.");
        }
        if (basis == null) {
            throw Problem.invalid("basis: say which look at it you approve of.");
        }
        return release(tx, congress, found, Decision.APPROVED, person, basis, null, now);
    }

    /**
     * The duty desk releases it alone, for a reason that somebody will look at.
     *
     * @param basis of the look it was agreed to, null to agree to whatever it is
     * @throws Problem as {@link #approve}
     */
    Held breakTheGlass(Tx tx, Congress congress, UUID id, String by, String basis, String reason, Instant now) {
        var person = staff(tx, congress, by);
        var found = open(tx, congress, id, now);
        if (found.state == State.BROKEN_GLASS && found.decidedBy(person)) {
            return found.held;
        }
        refuseDecided(found);
        if (person.role() != StaffRole.DUTY) {
            throw forbidden("Only the duty desk may release a broadcast alone.");
        }
        return release(tx, congress, found, Decision.BROKEN_GLASS, person, basis, reason, now);
    }

    private Held release(
            Tx tx,
            Congress congress,
            Case found,
            Decision decision,
            Recipient person,
            String basis,
            String reason,
            Instant now) {
        if (basis != null && !basis.equals(found.held.basis())) {
            throw conflict(
                    "The world has moved since you looked: this would do something else now. Nobody was told.", found);
        }
        found.held.look().refuse(found.request.acceptGaps());
        var id = found.notice.id();
        if (!notices.approve(tx, id, found.broadcast.due(), found.dues.byDue())) {
            throw conflict("It does not wait any more.", found);
        }
        escalations.begin(tx, store.get(tx, congress.code(), id), found.broadcast.escalation());
        requests.decide(tx, id, decision, person.code(), now, reason);
        return look(tx, congress, id, now);
    }

    /**
     * It shall not go out.
     *
     * @throws Problem 403 for who neither asked for it nor may release it, 409 when it is decided
     */
    Held reject(Tx tx, Congress congress, UUID id, String by, String reason, Instant now) {
        var person = staff(tx, congress, by);
        var found = open(tx, congress, id, now);
        if (found.state == State.REJECTED && found.decidedBy(person)) {
            return found.held;
        }
        if (found.state != State.EXPIRED) {
            refuseDecided(found);
        }
        if (!person.code().equals(found.notice.createdBy())) {
            mayDecide(person);
        }
        requests.decide(tx, id, Decision.REJECTED, person.code(), now, reason);
        notices.stop(tx, id, person.code(), now);
        return look(tx, congress, id, now);
    }

    /**
     * Somebody else has looked at why the glass was broken: it leaves the desk.
     *
     * @throws Problem 403 when they may not, 409 when it was not broken
     */
    Held review(Tx tx, Congress congress, UUID id, String by, Instant now) {
        var person = staff(tx, congress, by);
        var found = open(tx, congress, id, now);
        if (found.state != State.BROKEN_GLASS) {
            throw conflict("The glass was not broken for it.", found);
        }
        mayDecide(person);
        if (found.decidedBy(person)) {
            throw forbidden("Whoever broke the glass cannot review it: somebody else has to.");
        }
        requests.review(tx, id, person.code(), now);
        return look(tx, congress, id, now);
    }

    private static void mayDecide(Recipient person) {
        if (person.role() != StaffRole.SECRETARY && person.role() != StaffRole.DUTY) {
            throw forbidden("Only the secretariat and the duty desk decide on broadcasts.");
        }
    }

    private static void refuseDecided(Case found) {
        switch (found.state) {
            case WAITING -> {}
            case EXPIRED -> throw conflict("Its use-by has passed: it is of no use to anybody any more.", found);
            case STOPPED -> throw conflict("It was stopped.", found);
            case SUPERSEDED -> throw conflict("What it is about has changed since: ask for a new one.", found);
            case APPROVED, BROKEN_GLASS -> throw conflict(found.request.decidedBy() + " has released it.", found);
            case REJECTED -> throw conflict(found.request.decidedBy() + " has rejected it.", found);
        }
    }

    private static Problem forbidden(String why) {
        return new Problem(403, "Not allowed", why);
    }

    private static Problem conflict(String why, Case found) {
        return new Problem(409, "Conflict", why, Map.of("release", found.held));
    }
}
