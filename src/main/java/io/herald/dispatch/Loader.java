package io.herald.dispatch;

import io.herald.notice.Batch;
import io.herald.notice.ConfirmCode;
import io.herald.notice.ConfirmCodes;
import io.herald.notice.DeliveryStore;
import io.herald.notice.DeliveryStore.Waiting;
import io.herald.notice.Notice;
import io.herald.notice.NoticeStore;
import io.herald.notice.OptOutStore;
import io.herald.notice.PersonalFacts;
import io.herald.notice.Reason;
import io.herald.plan.Facts;
import io.herald.platform.Tx;
import io.herald.render.Composed;
import io.herald.render.Composer;
import io.herald.roster.CongressStore;
import io.herald.roster.ForbiddenWords;
import io.herald.roster.Profile;
import io.herald.roster.ProfileStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads a batch's people in one query and writes each their text, with the facts of this moment. */
@ApplicationScoped
class Loader {
    private final NoticeStore notices;
    private final DeliveryStore deliveries;
    private final CongressStore congresses;
    private final ProfileStore profiles;
    private final PersonalFacts personal;
    private final OptOutStore optOuts;
    private final Composer composer;
    private final ConfirmCodes codes;

    Loader(
            NoticeStore notices,
            DeliveryStore deliveries,
            CongressStore congresses,
            ProfileStore profiles,
            PersonalFacts personal,
            OptOutStore optOuts,
            Composer composer,
            ConfirmCodes codes) {
        this.notices = notices;
        this.deliveries = deliveries;
        this.congresses = congresses;
        this.profiles = profiles;
        this.personal = personal;
        this.optOuts = optOuts;
        this.composer = composer;
        this.codes = codes;
    }

    /** Ends what must not be sent any more, then loads the rest. */
    Load load(Tx tx, Batch batch, Instant now) {
        deliveries.retire(tx, batch.id(), now);
        var notice = notices.find(tx, batch.notice()).orElseThrow();
        var congress = congresses.get(tx, notice.congress());
        var waiting = deliveries.waiting(tx, batch.id());
        var ids = waiting.stream().map(Waiting::recipient).toList();
        var people = profiles.load(tx, ids);
        var own = personal.load(tx, congress.code(), notice.subject(), notice.facts(), ids);
        var optedOut = optedOut(tx, people);
        var code = code(tx, notice, people, now);

        var forbidden = ForbiddenWords.of(congress.settings().forbiddenWords());
        var letters = new ArrayList<Load.Letter>();
        var unsendable = new TreeMap<Long, Reason>();
        for (var delivery : waiting) {
            var person = people.get(delivery.recipient());
            if (person == null || person.smsPhone() == null) {
                unsendable.put(delivery.id(), Reason.NO_NUMBER);
            } else if (optedOut.contains(person.smsPhone())) {
                unsendable.put(delivery.id(), Reason.OPTED_OUT);
            } else {
                var theirs = own.get(delivery.recipient());
                var facts = notice.facts()
                        .with(theirs.facts())
                        .with(code.flatMap(one -> own(one, person)).orElse(Facts.NONE));
                var text = composer.sms(congress, notice.text(), facts, person, theirs.seat());
                if (text instanceof Composed.Message message
                        && forbidden.in(message.text()).isPresent()) {
                    unsendable.put(delivery.id(), Reason.FORBIDDEN_WORD);
                } else if (text instanceof Composed.Message message) {
                    var signature = congress.settings()
                            .signature()
                            .in(person.recipient().language());
                    letters.add(new Load.Letter(delivery, person.smsPhone(), signature, message));
                } else {
                    unsendable.put(delivery.id(), Reason.MISSING_VALUE);
                }
            }
        }
        return new Load(congress, notice, letters, unsendable);
    }

    /** The code by which some of these people confirm; nothing where nobody is asked, or all of them can answer. */
    private Optional<ConfirmCode> code(Tx tx, Notice notice, Map<Long, Profile> people, Instant now) {
        boolean needed = notice.ackAsked()
                && people.values().stream().map(Profile::smsPhone).anyMatch(ConfirmCodes::isNeededAt);
        return needed ? Optional.of(codes.of(tx, notice, now)) : Optional.empty();
    }

    private static Optional<Facts> own(ConfirmCode code, Profile person) {
        return ConfirmCodes.isNeededAt(person.smsPhone())
                ? Optional.of(Facts.code(code.of(person.recipient().id())))
                : Optional.empty();
    }

    private Set<String> optedOut(Tx tx, Map<Long, Profile> people) {
        List<String> phones = people.values().stream()
                .map(Profile::smsPhone)
                .filter(Objects::nonNull)
                .toList();
        return phones.isEmpty() ? Set.of() : optOuts.among(tx, phones);
    }
}
