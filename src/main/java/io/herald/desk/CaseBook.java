package io.herald.desk;

import io.herald.desk.CaseFile.Standing;
import io.herald.desk.CaseStep.Action;
import io.herald.desk.CaseStep.Outcome;
import io.herald.notice.Confirmation;
import io.herald.notice.Confirmations;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.roster.Recipient;
import io.herald.roster.StaffRole;
import io.herald.roster.StaffStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;

/**
 * What people do about cases. Nothing here changes what is true: a case is there as long as its reason is, and each thing done
 * about it stays in its history with who did it.
 */
@ApplicationScoped
class CaseBook {
    private final CaseStore cases;
    private final CaseStepStore steps;
    private final StaffStore staff;
    private final Confirmations confirmations;

    CaseBook(CaseStore cases, CaseStepStore steps, StaffStore staff, Confirmations confirmations) {
        this.cases = cases;
        this.steps = steps;
        this.staff = staff;
        this.confirmations = confirmations;
    }

    /**
     * Something somebody wants to do.
     *
     * @param by code of the staff person
     * @param outcome of a call, null otherwise
     * @param to code of the staff person it is handed to, null for the duty desk
     * @param text what they say about it, null for nothing
     */
    record Deed(Action action, String by, Outcome outcome, String to, String text) {}

    /**
     * The person of this code.
     *
     * @throws Problem 422 when there is none
     */
    Recipient person(Tx tx, String congress, String field, String code) {
        return staff.named(tx, congress, field, code);
    }

    /** @throws Problem 404 when there is no such case, and never was */
    CaseFile file(Tx tx, String congress, long delivery, Instant now) {
        var about = cases.about(tx, congress, delivery).orElseThrow(() -> Problem.unknown("case", delivery));
        var found = cases.find(tx, congress, delivery, now);
        var history = steps.history(tx, delivery);
        if (found.isEmpty() && history.isEmpty()) {
            throw Problem.unknown("case", delivery);
        }
        return new CaseFile(
                delivery,
                about.notice(),
                about.noticeName(),
                about.person(),
                standing(found),
                found.map(CaseStore.Standing::now).orElse(null),
                history);
    }

    private static Standing standing(Optional<CaseStore.Standing> found) {
        return found.map(standing -> standing.closed() ? Standing.CLOSED : Standing.OPEN)
                .orElse(Standing.SETTLED);
    }

    /**
     * Does it, and answers the case as it is then.
     *
     * @throws Problem 404 when the case is none of theirs, 409 when it is closed, settled, or in another's hands
     */
    CaseFile act(Tx tx, String congress, long delivery, Deed deed, Instant now) {
        steps.lock(tx, delivery);
        var who = person(tx, congress, "by", deed.by());
        var file = file(tx, congress, delivery, now);
        if (!mayAct(tx, congress, who, file)) {
            throw Problem.unknown("case", delivery);
        }
        check(file, who, deed.action());
        if (deed.to() != null) {
            person(tx, congress, "to", deed.to());
        }
        if (deed.action() == Action.CONFIRMED) {
            confirmations.confirm(tx, delivery, found -> true, new Confirmation(who.code(), way(who)), now);
        }
        steps.insert(
                tx,
                congress,
                delivery,
                file.now() == null ? null : file.now().kind(),
                deed.action(),
                deed.outcome(),
                now,
                who.code(),
                deed.to(),
                deed.text());
        return file(tx, congress, delivery, now);
    }

    /** What concerns those they look after, and what was handed to them. */
    private boolean mayAct(Tx tx, String congress, Recipient who, CaseFile file) {
        var about = cases.about(tx, congress, file.delivery()).orElseThrow();
        return who.looksAfter(about.delegation(), about.residence()) || hasInHand(who, file);
    }

    private static boolean hasInHand(Recipient who, CaseFile file) {
        return file.now() != null && who.code().equals(file.now().holder());
    }

    private static void check(CaseFile file, Recipient who, Action action) {
        switch (file.standing()) {
            case OPEN -> {
                if (action == Action.REOPENED) {
                    throw Problem.conflict("It is open.");
                }
                var holder = file.now().holder();
                if (action == Action.TAKEN && holder != null && !holder.equals(who.code()) && !isDesk(who)) {
                    throw Problem.conflict(holder + " has it in hand, and can hand it over.");
                }
            }
            case CLOSED -> {
                if (!EnumSet.of(Action.REOPENED, Action.NOTED).contains(action)) {
                    throw Problem.conflict("It is closed: reopen it first.");
                }
            }
            case SETTLED -> {
                if (action != Action.NOTED) {
                    throw Problem.conflict("It has settled itself: nothing is to be done about it.");
                }
            }
        }
    }

    private static boolean isDesk(Recipient who) {
        return who.role() == StaffRole.DUTY || who.role() == StaffRole.SECRETARY;
    }

    private static Confirmation.Way way(Recipient who) {
        return isDesk(who) ? Confirmation.Way.DESK : Confirmation.Way.LIAISON;
    }
}
