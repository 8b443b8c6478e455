package io.herald.plan;

import static io.herald.plan.Fixtures.chief;
import static io.herald.plan.Fixtures.delegate;
import static io.herald.plan.Fixtures.duty;
import static io.herald.plan.Fixtures.liaison;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.plan.Audience.AnyOf;
import io.herald.plan.Audience.Delegations;
import io.herald.plan.Audience.Everyone;
import io.herald.plan.Audience.Except;
import io.herald.plan.Audience.LiaisonsOf;
import io.herald.plan.Audience.Recipients;
import io.herald.plan.Audience.SeatedAt;
import io.herald.plan.Audience.Staff;
import io.herald.roster.StaffRole;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

@Domain(Audiences.class)
class AudienceResolverTest {
    private static final List<Member> PEOPLE = List.of(
            delegate(1, "D1", "R1", "opening"),
            delegate(2, "D1", "R2"),
            delegate(3, "D2", "R1", "opening"),
            liaison(11, "D1"),
            liaison(12, "D2"),
            liaison(13, "D1", "D2"),
            chief(14, "R1"),
            chief(15, "R2"),
            duty(16));

    @Example
    void everyone_is_all_delegates_and_no_staff() {
        assertThat(ids(new Everyone(), PEOPLE)).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Example
    void those_with_a_seat_are_only_they() {
        assertThat(ids(new SeatedAt("opening"), PEOPLE)).containsExactlyInAnyOrder(1L, 3L);
    }

    @Example
    void staff_hear_what_is_addressed_to_their_role_or_to_them() {
        assertThat(ids(new Staff(Set.of(StaffRole.DUTY)), PEOPLE)).containsExactly(16L);
        assertThat(ids(new Recipients(Set.of(1L, 16L)), PEOPLE)).containsExactlyInAnyOrder(1L, 16L);
    }

    @Example
    void liaisons_of_a_delegation_come_with_the_chiefs_of_the_residences_it_lives_in() {
        assertThat(ids(new LiaisonsOf(new Delegations(Set.of("D2"))), PEOPLE)).containsExactlyInAnyOrder(12L, 13L, 14L);
    }

    @Property
    void a_union_holds_whoever_is_in_either(@ForAll Audience one, @ForAll Audience other, @ForAll List<Member> people) {
        var expected = new HashSet<>(in(one, people));
        expected.addAll(in(other, people));
        assertThat(in(new AnyOf(List.of(one, other)), people)).isEqualTo(expected);
        assertThat(in(new AnyOf(List.of(other, one)), people)).isEqualTo(expected);
    }

    @Property
    void a_difference_and_what_it_leaves_out_make_the_whole_and_never_meet(
            @ForAll Audience from, @ForAll Audience without, @ForAll List<Member> people) {
        var left = in(new Except(from, without), people);
        assertThat(left).noneMatch(in(without, people)::contains);
        var both = new HashSet<>(left);
        both.addAll(in(new Except(from, new Except(from, without)), people));
        assertThat(both).isEqualTo(in(from, people));
    }

    @Property
    void everyone_never_holds_staff(@ForAll List<Member> people) {
        assertThat(in(new Everyone(), people))
                .isEqualTo(people.stream().filter(Member::delegate).collect(Collectors.toSet()));
    }

    @Property
    void liaisons_cover_exactly_the_delegations_and_residences_of_the_inner_audience(
            @ForAll Audience inner, @ForAll List<Member> people) {
        var delegates = in(inner, people).stream().filter(Member::delegate).toList();
        var delegations = delegates.stream().map(Member::delegation).collect(Collectors.toSet());
        var residences = delegates.stream().map(Member::residence).collect(Collectors.toSet());
        Predicate<Member> expected = member -> member.role() == StaffRole.LIAISON
                        && member.delegations().stream().anyMatch(delegations::contains)
                || member.role() == StaffRole.CHIEF
                        && member.residences().stream().anyMatch(residences::contains);
        assertThat(in(new LiaisonsOf(inner), people))
                .isEqualTo(people.stream().filter(expected).collect(Collectors.toSet()));
    }

    @Property
    void an_audience_that_says_it_is_nobody_holds_nobody(@ForAll Audience audience, @ForAll List<Member> people) {
        if (audience.isNobody()) {
            assertThat(in(audience, people)).isEmpty();
        }
    }

    private static Set<Long> ids(Audience audience, List<Member> people) {
        return in(audience, people).stream().map(Member::id).collect(Collectors.toSet());
    }

    private static Set<Member> in(Audience audience, List<Member> people) {
        return people.stream()
                .filter(AudienceResolver.on(audience, people::stream))
                .collect(Collectors.toSet());
    }
}
