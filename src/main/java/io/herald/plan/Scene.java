package io.herald.plan;

import io.herald.agenda.AgendaItem;
import io.herald.event.EventType;
import io.herald.plan.Audience.Delegates;
import io.herald.plan.Audience.Delegations;
import io.herald.plan.Audience.Everyone;
import io.herald.plan.Audience.Recipients;
import io.herald.plan.Audience.Residences;
import io.herald.plan.Audience.SeatedAt;
import io.herald.roster.Congress;
import java.util.List;
import java.util.Set;

/**
 * An event with all that the playbook may ask about it.
 *
 * @param subject what notices of it will be about; version is that subject's
 * @param item the event's agenda item as it is after the event, null for events without one
 * @param itemHasSeats whether anybody has a seat there
 * @param delegate the code of the event's own delegate, null for events without one
 * @param groupDelegations the delegations it names; likewise groupResidences
 * @param groupPeople ids of the people of a group that cannot be told any more by where they live, and then instead of it
 * @param toldOtherwise ids of those who were told something that this event makes untrue
 * @param told ids of those who were told anything about the subject, true or no longer
 * @param among whom of all it concerns
 * @param holders codes of the delegates who hold a copy of its document
 */
public record Scene(
        Congress congress,
        EventType type,
        String subject,
        int version,
        AgendaItem item,
        boolean itemHasSeats,
        String delegate,
        Set<String> groupDelegations,
        Set<String> groupResidences,
        Set<Long> groupPeople,
        Set<Long> toldOtherwise,
        Set<Long> told,
        Set<String> holders,
        Among among,
        Facts facts) {
    /**
     * Whom of all an event concerns as it is told here: others have the item at another time or place.
     *
     * @param people ids
     * @param others whether it is everybody but those people
     */
    public record Among(Set<Long> people, boolean others) {
        public static final Among ALL = new Among(Set.of(), true);

        public Among {
            people = Set.copyOf(people);
        }

        /** Whether somebody (by id) is one of them. */
        public boolean has(long person) {
            return others != people.contains(person);
        }

        Audience of(Audience audience) {
            if (equals(ALL)) {
                return audience;
            }
            var those = new Audience.Recipients(people);
            return others ? new Audience.Except(audience, those) : new Audience.Both(audience, those);
        }
    }

    public Scene {
        groupDelegations = Set.copyOf(groupDelegations);
        groupResidences = Set.copyOf(groupResidences);
        groupPeople = Set.copyOf(groupPeople);
        toldOtherwise = Set.copyOf(toldOtherwise);
        told = Set.copyOf(told);
        holders = Set.copyOf(holders);
    }

    Audience who(RuleAudience.Word word) {
        return among.of(meantBy(word));
    }

    private Audience meantBy(RuleAudience.Word word) {
        return switch (word) {
            case CONCERNED -> itemHasSeats ? seated() : new Everyone();
            case SEATED -> itemHasSeats ? seated() : Audience.NOBODY;
            case TOLD_OTHERWISE -> new Recipients(toldOtherwise);
            case TOLD -> new Recipients(told);
            case DELEGATE -> delegate == null ? Audience.NOBODY : new Delegates(Set.of(delegate));
            case GROUP -> group();
            case HOLDERS -> new Delegates(holders);
        };
    }

    private Audience seated() {
        return new SeatedAt(item.code());
    }

    /** Whoever is named in either way: of two readings of a security event, the one that leaves nobody out. */
    private Audience group() {
        if (!groupPeople.isEmpty()) {
            return new Recipients(groupPeople);
        } else if (groupDelegations.isEmpty() && groupResidences.isEmpty()) {
            return new Everyone();
        } else if (groupResidences.isEmpty()) {
            return new Delegations(groupDelegations);
        } else if (groupDelegations.isEmpty()) {
            return new Residences(groupResidences);
        }
        return new Audience.AnyOf(List.of(new Delegations(groupDelegations), new Residences(groupResidences)));
    }
}
