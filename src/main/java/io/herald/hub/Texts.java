package io.herald.hub;

import io.herald.agenda.SeatStore;
import io.herald.notice.OptOutStore;
import io.herald.plan.Channel;
import io.herald.platform.Tx;
import io.herald.provider.Routes;
import io.herald.render.Composer;
import io.herald.roster.Congress;
import io.herald.roster.Profile;
import io.herald.roster.ProfileStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Writes each person of an audience their text, for looking at before anything is sent. */
@ApplicationScoped
class Texts {
    private final ProfileStore profiles;
    private final SeatStore seats;
    private final OptOutStore optOuts;
    private final Composer composer;
    private final Routes routes;

    Texts(ProfileStore profiles, SeatStore seats, OptOutStore optOuts, Composer composer, Routes routes) {
        this.profiles = profiles;
        this.seats = seats;
        this.optOuts = optOuts;
        this.composer = composer;
        this.routes = routes;
    }

    Previewing preview(Congress congress, Set<String> wanted) {
        var usable = routes.usableBy(congress.sample());
        double pace =
                usable.isEmpty() ? 0 : routes.settings(usable.get(0).name()).perSecond();
        return new Previewing(wanted, usable, pace);
    }

    void write(Tx tx, Congress congress, Broadcast broadcast, List<Long> recipients, Previewing preview) {
        if (recipients.isEmpty()) {
            return;
        }
        var people = profiles.load(tx, recipients);
        var seatOf = broadcast
                .item()
                .map(item -> seats.seats(tx, congress.code(), item, recipients))
                .orElse(Map.of());
        var optedOut = optOuts.among(
                tx,
                people.values().stream()
                        .map(Profile::smsPhone)
                        .filter(Objects::nonNull)
                        .toList());
        for (var id : recipients) {
            var person = people.get(id);
            preview.head();
            if (broadcast.channels().contains(Channel.SMS)) {
                sms(congress, broadcast, person, seatOf.get(id), optedOut, preview);
            }
            if (broadcast.channels().contains(Channel.CARD)
                    && person.recipient().isDelegate()) {
                preview.text(
                        Channel.CARD,
                        person,
                        composer.card(congress, broadcast.text(), broadcast.facts(), person, seatOf.get(id)));
            }
        }
    }

    private void sms(
            Congress congress,
            Broadcast broadcast,
            Profile person,
            String seat,
            Set<String> optedOut,
            Previewing preview) {
        if (person.smsPhone() == null) {
            preview.noSms(person, "no_number");
        } else if (optedOut.contains(person.smsPhone())) {
            preview.noSms(person, "opted_out");
        } else {
            preview.text(
                    Channel.SMS, person, composer.sms(congress, broadcast.text(), broadcast.facts(), person, seat));
        }
    }
}
