package io.herald.access;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody of the staff who signs in.
 *
 * @param congress the only one they see; null for every one
 * @param staff code of the staff person they are, null where they are none
 * @param scope whose people they are there for, by what the roster says of that staff person now
 * @param temporary whether their password was set by somebody else
 * @param secondFactor whether they have to show a code
 * @param ended null while the account may sign in
 */
record Account(
        UUID id,
        String name,
        Set<Role> roles,
        String congress,
        String staff,
        Scope scope,
        boolean temporary,
        boolean secondFactor,
        Instant createdAt,
        Instant endedAt) {
    Identity identity() {
        return new Identity(staff == null ? name : staff, name, id, congress, Role.rights(roles), scope, owes());
    }

    private Set<Identity.Duty> owes() {
        var owes = EnumSet.noneOf(Identity.Duty.class);
        if (temporary) {
            owes.add(Identity.Duty.PASSWORD);
        }
        if (!secondFactor && roles.stream().anyMatch(Role::needsSecondFactor)) {
            owes.add(Identity.Duty.SECOND_FACTOR);
        }
        return owes;
    }
}
