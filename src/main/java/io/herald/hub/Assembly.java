package io.herald.hub;

import io.herald.agenda.SeatStore;
import io.herald.plan.Audience;
import io.herald.plan.AudienceResolver;
import io.herald.plan.Member;
import io.herald.platform.Tx;
import io.herald.roster.ProfileStore;
import io.herald.roster.Recipient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Everybody of a congress, read page by page, and who of them is in an audience. */
@ApplicationScoped
class Assembly {
    private static final int PAGE = 2_000;

    private final ProfileStore profiles;
    private final SeatStore seats;

    Assembly(ProfileStore profiles, SeatStore seats) {
        this.profiles = profiles;
        this.seats = seats;
    }

    /** The members of an audience in the order of their ids, as they are at this moment of the transaction. */
    Stream<Member> members(Tx tx, String congress, Audience audience) {
        return everybody(tx, congress).filter(AudienceResolver.on(audience, () -> everybody(tx, congress)));
    }

    boolean hasSeats(Tx tx, String congress, String item) {
        return seats.anySeat(tx, congress, item);
    }

    private Stream<Member> everybody(Tx tx, String congress) {
        return Stream.iterate(page(tx, congress, 0), page -> !page.isEmpty(), page -> page(tx, congress, last(page)))
                .flatMap(List::stream);
    }

    private List<Member> page(Tx tx, String congress, long after) {
        var recipients = profiles.page(tx, congress, after, PAGE);
        var seatedAt = recipients.isEmpty()
                ? Map.<Long, Set<String>>of()
                : seats.itemsOf(
                        tx, congress, recipients.stream().map(Recipient::id).toList());
        return recipients.stream()
                .map(recipient -> Member.of(recipient, seatedAt.getOrDefault(recipient.id(), Set.of())))
                .toList();
    }

    private static long last(List<Member> page) {
        return page.get(page.size() - 1).id();
    }
}
