package io.herald.plan;

import io.herald.plan.Audience.AnyOf;
import io.herald.plan.Audience.Both;
import io.herald.plan.Audience.Delegates;
import io.herald.plan.Audience.Delegations;
import io.herald.plan.Audience.Everyone;
import io.herald.plan.Audience.Except;
import io.herald.plan.Audience.LiaisonsOf;
import io.herald.plan.Audience.Recipients;
import io.herald.plan.Audience.Residences;
import io.herald.plan.Audience.SeatedAt;
import io.herald.plan.Audience.Staff;
import io.herald.plan.Audience.Vehicles;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Decides member by member who is in an audience, so that nobody has to hold a whole congress in memory. */
public final class AudienceResolver {
    private AudienceResolver() {}

    /**
     * The test for membership.
     *
     * @param everybody all live delegates and staff of the congress. Asked for once for each {@link LiaisonsOf}, at once: the
     *     delegations concerned have to be known before the first liaison is judged. The stream is closed here.
     */
    public static Predicate<Member> on(Audience audience, Supplier<Stream<Member>> everybody) {
        if (audience instanceof Everyone) {
            return Member::delegate;
        } else if (audience instanceof Delegations delegations) {
            return member -> member.delegate() && holds(delegations.codes(), member.delegation());
        } else if (audience instanceof Residences residences) {
            return member -> member.delegate() && holds(residences.codes(), member.residence());
        } else if (audience instanceof Vehicles vehicles) {
            return member -> member.delegate() && holds(vehicles.codes(), member.vehicle());
        } else if (audience instanceof SeatedAt seated) {
            return member -> member.delegate() && member.seatedAt().contains(seated.item());
        } else if (audience instanceof Delegates delegates) {
            return member -> member.delegate() && holds(delegates.codes(), member.code());
        } else if (audience instanceof Recipients recipients) {
            return member -> recipients.ids().contains(member.id());
        } else if (audience instanceof Staff staff) {
            return member ->
                    !member.delegate() && member.role() != null && staff.roles().contains(member.role());
        } else if (audience instanceof LiaisonsOf liaisons) {
            return liaisonsOf(on(liaisons.of(), everybody), everybody);
        } else if (audience instanceof AnyOf any) {
            return anyOf(
                    any.audiences().stream().map(each -> on(each, everybody)).toList());
        } else if (audience instanceof Except except) {
            return on(except.from(), everybody)
                    .and(on(except.without(), everybody).negate());
        } else if (audience instanceof Both both) {
            return on(both.one(), everybody).and(on(both.other(), everybody));
        }
        throw new IllegalStateException("no rule for the audience " + audience);
    }

    private static Predicate<Member> liaisonsOf(Predicate<Member> inner, Supplier<Stream<Member>> everybody) {
        Set<String> delegations = new HashSet<>();
        Set<String> residences = new HashSet<>();
        try (var members = everybody.get()) {
            members.filter(Member::delegate).filter(inner).forEach(delegate -> {
                delegations.add(delegate.delegation());
                residences.add(delegate.residence());
            });
        }
        return member -> !member.delegate()
                && switch (member.role()) {
                    case LIAISON -> !Collections.disjoint(delegations, member.delegations());
                    case CHIEF -> !Collections.disjoint(residences, member.residences());
                    case DUTY, SECRETARY -> false;
                };
    }

    private static Predicate<Member> anyOf(List<Predicate<Member>> audiences) {
        return member -> audiences.stream().anyMatch(each -> each.test(member));
    }

    /** Immutable sets refuse to be asked about null. */
    private static boolean holds(Set<String> codes, String code) {
        return code != null && codes.contains(code);
    }
}
