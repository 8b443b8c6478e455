package io.herald.plan;

import io.herald.roster.StaffRole;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Any audience and any congress full of people, over a few codes so that they meet. */
final class Audiences extends DomainContextBase {
    @Provide
    Arbitrary<Audience> audiences() {
        return Arbitraries.lazyOf(this::plain, this::plain, this::plain, this::nested);
    }

    private Arbitrary<Audience> plain() {
        return Arbitraries.oneOf(
                Arbitraries.just(new Audience.Everyone()),
                codes("D").map(Audience.Delegations::new),
                codes("R").map(Audience.Residences::new),
                codes("V").map(Audience.Vehicles::new),
                Arbitraries.of("I1", "I2").map(Audience.SeatedAt::new),
                codes("00").map(Audience.Delegates::new),
                Arbitraries.longs().between(1, 20).set().ofMaxSize(5).map(Audience.Recipients::new),
                Arbitraries.of(StaffRole.class).set().ofMaxSize(3).map(Audience.Staff::new));
    }

    private Arbitrary<Audience> nested() {
        return Arbitraries.oneOf(
                audiences().map(Audience.LiaisonsOf::new),
                audiences().list().ofMaxSize(3).map(Audience.AnyOf::new),
                Combinators.combine(audiences(), audiences()).as(Audience.Except::new));
    }

    @Provide
    Arbitrary<Member> members() {
        var delegates = Combinators.combine(
                        Arbitraries.longs().between(1, 9),
                        Arbitraries.of("D1", "D2", "D3"),
                        Arbitraries.of("R1", "R2", "R3").injectNull(0.2),
                        Arbitraries.of("V1", "V2").injectNull(0.2),
                        Arbitraries.of("I1", "I2").set().ofMaxSize(2))
                .as((id, delegation, residence, vehicle, seats) -> new Member(
                        id, true, "00" + id, delegation, residence, vehicle, seats, null, Set.of(), Set.of()));
        var staff = Combinators.combine(
                        Arbitraries.longs().between(10, 20), Arbitraries.of(StaffRole.class), codes("D"), codes("R"))
                .as((id, role, delegations, residences) ->
                        new Member(id, false, "S" + id, null, null, null, Set.of(), role, delegations, residences));
        return Arbitraries.oneOf(delegates, staff);
    }

    private static Arbitrary<Set<String>> codes(String prefix) {
        return Arbitraries.of(List.of(prefix + 1, prefix + 2, prefix + 3)).set().ofMaxSize(3);
    }
}
