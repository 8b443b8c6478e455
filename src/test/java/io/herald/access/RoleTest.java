package io.herald.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleTest {
    private static final Set<Right> CHANGING = Set.of(
            Right.DESK, Right.EVENTS, Right.SECURITY_EVENTS, Right.IMPORT, Right.RELEASE, Right.APPROVE, Right.ADMIN);

    @Test
    void an_auditor_changes_nothing() {
        assertThat(Role.rights(Set.of(Role.AUDITOR))).doesNotContainAnyElementsOf(CHANGING);
    }

    @Test
    void who_can_make_the_hub_speak_shows_a_second_factor() {
        assertThat(Arrays.stream(Role.values()).filter(Role::needsSecondFactor))
                .containsExactly(Role.ADMINISTRATOR, Role.SECRETARIAT, Role.APPROVER, Role.DUTY);
    }

    @Test
    void a_liaison_has_the_people_of_delegations_and_a_chief_those_of_residences() {
        var groups = Set.of("D01");
        var houses = Set.of("R1");
        assertThat(Scope.of(Set.of(Role.LIAISON), groups, houses)).isEqualTo(new Scope(false, groups, Set.of()));
        assertThat(Scope.of(Set.of(Role.CHIEF), groups, houses)).isEqualTo(new Scope(false, Set.of(), houses));
        assertThat(Scope.of(Set.of(Role.LIAISON, Role.CHIEF), groups, houses))
                .isEqualTo(new Scope(false, groups, houses));
        assertThat(Scope.of(Set.of(Role.LIAISON, Role.DUTY), groups, houses)).isEqualTo(Scope.EVERYBODY);
    }
}
