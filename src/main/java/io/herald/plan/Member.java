package io.herald.plan;

import io.herald.roster.Recipient;
import io.herald.roster.StaffRole;
import java.util.Set;

/**
 * As much of a recipient as audiences ask about.
 *
 * @param delegate false for staff
 * @param delegation null where there is none; likewise residence and vehicle
 * @param seatedAt the codes of the agenda items they have a seat at
 * @param role null for delegates
 * @param delegations those a liaison looks after
 * @param residences those a chief looks after
 */
public record Member(
        long id,
        boolean delegate,
        String code,
        String delegation,
        String residence,
        String vehicle,
        Set<String> seatedAt,
        StaffRole role,
        Set<String> delegations,
        Set<String> residences) {
    public Member {
        seatedAt = Set.copyOf(seatedAt);
        delegations = Set.copyOf(delegations);
        residences = Set.copyOf(residences);
    }

    public static Member of(Recipient recipient, Set<String> seatedAt) {
        return new Member(
                recipient.id(),
                recipient.isDelegate(),
                recipient.code(),
                recipient.delegation(),
                recipient.residence(),
                recipient.vehicle(),
                seatedAt,
                recipient.role(),
                recipient.delegations(),
                recipient.residences());
    }
}
