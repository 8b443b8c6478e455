package io.herald.access;

import java.util.Set;

/**
 * Whose people a caller may see and speak for: everybody, or those of some delegations and residences, by code.
 *
 * @param everybody then both sets are empty and mean nothing
 */
public record Scope(boolean everybody, Set<String> delegations, Set<String> residences) {
    public static final Scope EVERYBODY = new Scope(true, Set.of(), Set.of());

    public Scope {
        delegations = Set.copyOf(delegations);
        residences = Set.copyOf(residences);
    }

    /** The people of somebody with these roles; who has several sees what any of them shows. */
    static Scope of(Set<Role> roles, Set<String> delegations, Set<String> residences) {
        if (has(roles, Role.Reach.ALL)) {
            return EVERYBODY;
        }
        return new Scope(
                false,
                has(roles, Role.Reach.DELEGATIONS) ? delegations : Set.of(),
                has(roles, Role.Reach.RESIDENCES) ? residences : Set.of());
    }

    private static boolean has(Set<Role> roles, Role.Reach reach) {
        return roles.stream().anyMatch(role -> role.reach() == reach);
    }
}
