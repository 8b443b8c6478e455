package io.herald.desk;

import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.roster.Recipient;
import io.herald.roster.StaffRole;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The duty desk's book: who holds the desk, what they write down, and what stood open when they handed it over. */
@ApplicationScoped
class ShiftBook {
    private final ShiftStore entries;
    private final CaseStore cases;
    private final CaseBook book;

    ShiftBook(ShiftStore entries, CaseStore cases, CaseBook book) {
        this.entries = entries;
        this.cases = cases;
        this.book = book;
    }

    /**
     * Somebody takes the desk.
     *
     * @param why needed when somebody else holds it, who has gone without handing it over
     * @throws Problem 409 when it is held and no reason is given, or by this person already
     */
    ShiftEntry begin(Tx tx, String congress, String by, String why, Instant now) {
        var who = dutyOfficer(tx, congress, "by", by);
        entries.lock(tx, congress);
        entries.holder(tx, congress).ifPresent(held -> {
            if (held.holder().equals(who.code())) {
                throw Problem.conflict("You hold the desk since " + held.since() + ".");
            } else if (why == null) {
                throw Problem.conflict(held.holder() + " holds the desk since " + held.since()
                        + " and can hand it over. If they have gone, say why you take it.");
            }
        });
        return write(
                tx,
                congress,
                ShiftEntry.Kind.BEGUN,
                who.code(),
                null,
                null,
                why,
                cases.summary(tx, congress, now),
                now);
    }

    /** @throws Problem 409 when somebody else holds the desk, or nobody */
    ShiftEntry handOver(Tx tx, String congress, String by, String to, String text, Instant now) {
        var who = dutyOfficer(tx, congress, "by", by);
        var next = dutyOfficer(tx, congress, "to", to);
        if (next.code().equals(who.code())) {
            throw Problem.invalid("to: the desk is handed to somebody else.");
        }
        entries.lock(tx, congress);
        var holder = entries.holder(tx, congress)
                .orElseThrow(() -> Problem.conflict("Nobody holds the desk: begin the shift first."));
        if (!holder.holder().equals(who.code())) {
            throw Problem.conflict(holder.holder() + " holds the desk, and only they can hand it over.");
        }
        var open = cases.summary(tx, congress, now);
        return write(tx, congress, ShiftEntry.Kind.HANDED_OVER, who.code(), next.code(), null, text, open, now);
    }

    /** @throws Problem 422 when there is no such delivery */
    ShiftEntry note(Tx tx, String congress, String by, Long delivery, String text, Instant now) {
        var who = book.person(tx, congress, "by", by);
        if (delivery != null && cases.about(tx, congress, delivery).isEmpty()) {
            throw Problem.invalid("case: there is no case " + delivery + ".");
        }
        return write(tx, congress, ShiftEntry.Kind.NOTED, who.code(), null, delivery, text, null, now);
    }

    private ShiftEntry write(
            Tx tx,
            String congress,
            ShiftEntry.Kind kind,
            String by,
            String to,
            Long delivery,
            String text,
            Summary open,
            Instant now) {
        long id = entries.insert(tx, congress, new ShiftEntry(0, kind, now, by, to, delivery, text, open));
        return new ShiftEntry(id, kind, now, by, to, delivery, text == null ? "" : text, open);
    }

    private Recipient dutyOfficer(Tx tx, String congress, String field, String code) {
        var person = book.person(tx, congress, field, code);
        if (person.role() != StaffRole.DUTY && person.role() != StaffRole.SECRETARY) {
            throw Problem.invalid(field + ": " + code + " is neither a duty officer nor of the secretariat.");
        }
        return person;
    }
}
