package io.herald.hub;

import io.herald.notice.Notices;
import io.herald.plan.Fact;
import io.herald.plan.Facts;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.receipt.InboundStore;
import io.herald.render.Templates;
import io.herald.roster.Bilingual;
import io.herald.roster.CongressStore;
import io.herald.roster.OwnPeople;
import io.herald.roster.Profile;
import io.herald.roster.ProfileStore;
import io.herald.roster.StaffStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A liaison or the desk answers what somebody wrote: one SMS to that person, and the conversation ends. */
@ApplicationScoped
class Replies {
    private static final String TEMPLATE = "reply";
    private static final Duration USEFUL = Duration.ofHours(12);

    private final InboundStore inbound;
    private final CongressStore congresses;
    private final ProfileStore profiles;
    private final StaffStore staff;
    private final Templates templates;
    private final Notices notices;
    private final OwnPeople own;

    Replies(
            InboundStore inbound,
            CongressStore congresses,
            ProfileStore profiles,
            StaffStore staff,
            Templates templates,
            Notices notices,
            OwnPeople own) {
        this.inbound = inbound;
        this.congresses = congresses;
        this.profiles = profiles;
        this.staff = staff;
        this.templates = templates;
        this.notices = notices;
        this.own = own;
    }

    /**
     * Answers a message, and answers the notice's id.
     *
     * @param by code of the staff person who answers
     * @throws Problem 404 when there is no such message or it is not of one of their people, 409 when it is none that waits for a
     *     person
     */
    UUID answer(Tx tx, String congressCode, long message, String by, String text, Instant now) {
        var congress = congresses.get(tx, congressCode);
        var who = staff.named(tx, congressCode, "by", by);
        var sender = profiles.load(tx, List.of(inbound.sender(tx, congressCode, message))).values().stream()
                .map(Profile::recipient)
                .findFirst()
                .filter(person -> who.looksAfter(person.delegation(), person.residence()))
                .orElseThrow(() -> Problem.unknown("message", message));
        if (!inbound.close(tx, congressCode, message, now, who.code(), own.of(tx, congressCode))) {
            throw Problem.conflict("It waits for nobody: it was answered or closed before.");
        }
        var said = new Fact.Text(new Bilingual(text, text));
        var reply = Broadcast.bySms(templates.own(TEMPLATE), new Facts(Map.of("text", said)), now, now.plus(USEFUL))
                .notice(congress, null, 1, who.code(), now);
        notices.release(tx, reply, Map.of(now, List.of(sender.id())), Optional.empty());
        return reply.id();
    }
}
