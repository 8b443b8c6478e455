package io.herald.notice;

import io.herald.platform.Problem;
import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Confirmation without reply or link: the SMS ends with a code, which its reader types on a page together with the last four digits
 * of their phone, or their delegate code. Only phones of countries where nobody can answer an SMS get one, for it costs nine
 * characters.
 */
@ApplicationScoped
public class ConfirmCodes {
    /** Mainland China: carriers bring no answers to foreign senders, and no links to phones. */
    private static final String NO_ANSWERS = "+86";

    /** How long after its use-by a notice can be confirmed by its code: as long as by an answer. */
    private static final Duration FRESH = Duration.ofDays(3);

    private static final int MOST_DRAWS = 50;

    /** Wrong codes within a while: a whole hotel may share one address, and a code is for many. */
    private static final Duration WHILE = Duration.ofMinutes(10);

    private static final int MOST_FROM_ADDRESS = 30;
    private static final int MOST_OF_CODE = 200;

    private final ConfirmCodeStore codes;
    private final ConfirmCodeTryStore tries;
    private final Confirmations confirmations;

    ConfirmCodes(ConfirmCodeStore codes, ConfirmCodeTryStore tries, Confirmations confirmations) {
        this.codes = codes;
        this.tries = tries;
        this.confirmations = confirmations;
    }

    /** Whether who reads SMS at this number can confirm by a code alone; null is no number. */
    public static boolean isNeededAt(String phone) {
        return phone != null && phone.startsWith(NO_ANSWERS);
    }

    /** The code of a notice that asks, which a reminder of it shares. */
    public ConfirmCode of(Tx tx, Notice notice, Instant now) {
        var asked = notice.repeatOf() == null ? notice.id() : notice.repeatOf();
        return codes.of(tx, asked).orElseGet(() -> give(tx, asked, notice.useBy(), now));
    }

    private ConfirmCode give(Tx tx, UUID asked, Instant useBy, Instant now) {
        codes.lock(tx, asked);
        for (int draw = 0; draw < MOST_DRAWS; draw++) {
            var code = codes.of(tx, asked);
            if (code.isPresent()) {
                return code.get();
            }
            codes.give(tx, ConfirmCode.next(asked), useBy.plus(FRESH), now);
        }
        throw new IllegalStateException("no code is free: too many notices are open");
    }

    /** What became of a code somebody typed. Whoever guesses learns nothing from it: all that is wrong is UNKNOWN. */
    public enum Answer {
        CONFIRMED,
        /** There is no such code, or it is not this person's. */
        UNKNOWN,
        /** Its notice was stopped, or a newer one took its place. */
        OUTDATED,
        /** Too many were wrong; it was not looked at this one. */
        TOO_OFTEN
    }

    /**
     * Somebody types a code, from an address.
     *
     * @param who the last four digits of their phone, or their code as a delegate
     */
    public Answer confirm(Tx tx, String address, String typed, String who, Instant now) {
        var code = ConfirmCode.typed(typed);
        var ofNotice = code.substring(0, Math.min(ConfirmCode.SIGNS_OF_THE_NOTICE, code.length()));
        tries.lock(tx, address);
        var wrong = tries.since(tx, address, ofNotice, now.minus(WHILE));
        if (wrong.fromAddress() >= MOST_FROM_ADDRESS || wrong.ofCode() >= MOST_OF_CODE) {
            return Answer.TOO_OFTEN;
        }
        var person = ConfirmCode.typed(who);
        var asked = codes.open(tx, ofNotice, now).flatMap(open -> codes.asked(tx, open.notice(), person).stream()
                .filter(one -> open.of(one.recipient()).equals(code))
                .findFirst());
        if (asked.isEmpty()) {
            tries.note(tx, address, ofNotice, now);
            return Answer.UNKNOWN;
        }
        return confirm(tx, asked.get(), now);
    }

    private Answer confirm(Tx tx, ConfirmCodeStore.Asked asked, Instant now) {
        try {
            var confirmation = new Confirmation(asked.person(), Confirmation.Way.CODE);
            confirmations.confirm(tx, asked.delivery(), found -> true, confirmation, now);
            return Answer.CONFIRMED;
        } catch (Problem outdated) {
            return Answer.OUTDATED;
        }
    }
}
