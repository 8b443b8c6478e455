package io.herald.console;

import io.herald.board.CardStore;
import io.herald.notice.Confirmation;
import io.herald.notice.Confirmations;
import io.herald.notice.DeliveryStore;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.roster.Congress;
import io.herald.roster.CongressStore;
import io.herald.roster.Language;
import io.herald.roster.Profile;
import io.herald.roster.ProfileStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** A delegate opens their card, reads and confirms. */
@ApplicationScoped
class Cards {
    private final ProfileStore profiles;
    private final CongressStore congresses;
    private final CardStore cards;
    private final CardWriter writer;
    private final DeliveryStore deliveries;
    private final Confirmations confirmations;

    Cards(
            ProfileStore profiles,
            CongressStore congresses,
            CardStore cards,
            CardWriter writer,
            DeliveryStore deliveries,
            Confirmations confirmations) {
        this.profiles = profiles;
        this.congresses = congresses;
        this.cards = cards;
        this.writer = writer;
        this.deliveries = deliveries;
        this.confirmations = confirmations;
    }

    private record Holder(Congress congress, Profile profile) {}

    /**
     * The card behind a token.
     *
     * @param language null for the person's own
     * @param person whether somebody looks at it, so that what it shows counts as seen
     */
    Optional<Card> show(Tx tx, String token, Language language, boolean person, Instant now) {
        return holder(tx, token).map(holder -> {
            var profile = language == null ? holder.profile() : holder.profile().speaking(language);
            var written = writer.write(tx, holder.congress(), profile, now);
            if (person) {
                deliveries.seen(tx, written.firstShown(), now);
            }
            return written.card();
        });
    }

    /** @throws Problem 404 when the card does not show this delivery, 409 when it was taken back or replaced */
    void confirm(Tx tx, String token, long delivery, Instant now) {
        var person = holder(tx, token)
                .orElseThrow(() -> Problem.unknown("delivery", delivery))
                .profile()
                .recipient();
        confirmations.confirm(
                tx,
                delivery,
                found -> found.recipient() == person.id()
                        && found.onCardSince() != null
                        && !found.onCardSince().isAfter(now),
                new Confirmation(person.code(), Confirmation.Way.CARD),
                now);
    }

    private Optional<Holder> holder(Tx tx, String token) {
        return cards.congress(tx, token).flatMap(congress -> profiles.byCardToken(tx, token)
                .map(profile -> new Holder(congresses.get(tx, congress), profile)));
    }
}
