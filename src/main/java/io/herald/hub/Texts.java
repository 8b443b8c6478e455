package io.herald.hub;

import io.herald.notice.ConfirmCode;
import io.herald.notice.ConfirmCodes;
import io.herald.notice.OptOutStore;
import io.herald.notice.PersonalFacts;
import io.herald.notice.PersonalFacts.Personal;
import io.herald.plan.Channel;
import io.herald.plan.Facts;
import io.herald.plan.QuietHours;
import io.herald.platform.Tx;
import io.herald.provider.Routes;
import io.herald.render.Composer;
import io.herald.roster.Congress;
import io.herald.roster.ForbiddenWords;
import io.herald.roster.Profile;
import io.herald.roster.ProfileStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Writes each person of an audience their text, for looking at before anything is sent. */
@ApplicationScoped
class Texts {
    private static final int AT_ONCE = 1_000;

    private final ProfileStore profiles;
    private final PersonalFacts personal;
    private final OptOutStore optOuts;
    private final Composer composer;
    private final Routes routes;

    Texts(ProfileStore profiles, PersonalFacts personal, OptOutStore optOuts, Composer composer, Routes routes) {
        this.profiles = profiles;
        this.personal = personal;
        this.optOuts = optOuts;
        this.composer = composer;
        this.routes = routes;
    }

    private Previewing preview(Congress congress, Set<String> wanted) {
        var usable = routes.usableBy(congress.sample());
        double pace =
                usable.isEmpty() ? 0 : routes.settings(usable.get(0).name()).perSecond();
        return new Previewing(wanted, ForbiddenWords.of(congress.settings().forbiddenWords()), usable, pace);
    }

    /** Everybody's text of an audience that is fixed already. */
    Preview look(Tx tx, Congress congress, Broadcast broadcast, Collection<List<Long>> groups) {
        var preview = preview(congress, Set.of());
        groups.forEach(recipients -> writeAll(tx, congress, broadcast, recipients, preview));
        return preview.done(null);
    }

    /**
     * Everybody's text, and how dangerous it is to release it.
     *
     * @param wanted whose texts are shown, the first few when empty
     */
    Preview weigh(Tx tx, Congress congress, Broadcast broadcast, Dues dues, Set<String> wanted) {
        var preview = preview(congress, wanted);
        int wakes = 0;
        for (var group : dues.byDue().entrySet()) {
            int before = preview.sms();
            writeAll(tx, congress, broadcast, group.getValue(), preview);
            wakes += isQuiet(congress, group.getKey()) ? preview.sms() - before : 0;
        }
        return preview.done(preview.danger(broadcast, dues, wakes));
    }

    /** What staff send goes out at any hour, so it is their business to know the hour. */
    private static boolean isQuiet(Congress congress, Instant at) {
        var settings = congress.settings();
        return QuietHours.next(at, settings.quietFrom(), settings.quietTo(), congress.zone())
                .isAfter(at);
    }

    private void writeAll(Tx tx, Congress congress, Broadcast broadcast, List<Long> recipients, Previewing preview) {
        for (int from = 0; from < recipients.size(); from += AT_ONCE) {
            var some = recipients.subList(from, Math.min(from + AT_ONCE, recipients.size()));
            write(tx, congress, broadcast, some, preview);
        }
    }

    private void write(Tx tx, Congress congress, Broadcast broadcast, List<Long> recipients, Previewing preview) {
        if (recipients.isEmpty()) {
            return;
        }
        var people = profiles.load(tx, recipients);
        var own = personal.load(tx, congress.code(), broadcast.subject(), broadcast.facts(), recipients);
        var optedOut = optOuts.among(
                tx,
                people.values().stream()
                        .map(Profile::smsPhone)
                        .filter(Objects::nonNull)
                        .toList());
        for (var id : recipients) {
            var person = people.get(id);
            if (person == null) {
                continue; // removed since their id was kept
            }
            preview.head();
            if (broadcast.channels().contains(Channel.SMS)) {
                sms(congress, broadcast, person, own.get(id), optedOut, preview);
            }
            if (broadcast.channels().contains(Channel.CARD)
                    && person.recipient().isDelegate()) {
                preview.text(
                        Channel.CARD,
                        person,
                        composer.card(
                                congress,
                                broadcast.text(),
                                broadcast.facts().with(own.get(id).facts()),
                                person,
                                own.get(id).seat()));
            }
        }
    }

    private void sms(
            Congress congress,
            Broadcast broadcast,
            Profile person,
            Personal own,
            Set<String> optedOut,
            Previewing preview) {
        if (person.smsPhone() == null) {
            preview.noSms(person, "no_number");
        } else if (optedOut.contains(person.smsPhone())) {
            preview.noSms(person, "opted_out");
        } else {
            preview.text(
                    Channel.SMS,
                    person,
                    composer.sms(
                            congress,
                            broadcast.text(),
                            broadcast.facts().with(own.facts()).with(code(broadcast, person)),
                            person,
                            own.seat()));
        }
    }

    /** It counts into the length, though it is only given when the SMS is written. */
    private static Facts code(Broadcast broadcast, Profile person) {
        return broadcast.ack() && ConfirmCodes.isNeededAt(person.smsPhone())
                ? Facts.code(ConfirmCode.LIKE_ONE)
                : Facts.NONE;
    }
}
