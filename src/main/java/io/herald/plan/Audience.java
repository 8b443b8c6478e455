package io.herald.plan;

import io.herald.roster.StaffRole;
import java.util.List;
import java.util.Set;

/** Who is to hear something. Its JSON form is {@link AudienceFormat}'s, who is in it {@link AudienceResolver} decides. */
public sealed interface Audience {
    Audience NOBODY = new AnyOf(List.of());

    /** All delegates; staff only hear what is addressed to them. */
    record Everyone() implements Audience {}

    record Delegations(Set<String> codes) implements Audience {
        public Delegations {
            codes = Set.copyOf(codes);
        }
    }

    record Residences(Set<String> codes) implements Audience {
        public Residences {
            codes = Set.copyOf(codes);
        }
    }

    record Vehicles(Set<String> codes) implements Audience {
        public Vehicles {
            codes = Set.copyOf(codes);
        }
    }

    /** The delegates with a seat at this agenda item. */
    record SeatedAt(String item) implements Audience {}

    record Delegates(Set<String> codes) implements Audience {
        public Delegates {
            codes = Set.copyOf(codes);
        }
    }

    /** Delegates and staff by their id. */
    record Recipients(Set<Long> ids) implements Audience {
        public Recipients {
            ids = Set.copyOf(ids);
        }
    }

    /** The liaisons of the delegations, and the chiefs of the residences, of the delegates in {@code of}. */
    record LiaisonsOf(Audience of) implements Audience {}

    record Staff(Set<StaffRole> roles) implements Audience {
        public Staff {
            roles = Set.copyOf(roles);
        }
    }

    record AnyOf(List<Audience> audiences) implements Audience {
        public AnyOf {
            audiences = List.copyOf(audiences);
        }
    }

    record Except(Audience from, Audience without) implements Audience {}

    /** Who is in the one and in the other. */
    record Both(Audience one, Audience other) implements Audience {}

    /** Whether the audience is empty by its very form, whoever takes part in the congress. */
    default boolean isNobody() {
        if (this instanceof Delegations delegations) {
            return delegations.codes.isEmpty();
        } else if (this instanceof Residences residences) {
            return residences.codes.isEmpty();
        } else if (this instanceof Vehicles vehicles) {
            return vehicles.codes.isEmpty();
        } else if (this instanceof Delegates delegates) {
            return delegates.codes.isEmpty();
        } else if (this instanceof Recipients recipients) {
            return recipients.ids.isEmpty();
        } else if (this instanceof Staff staff) {
            return staff.roles.isEmpty();
        } else if (this instanceof LiaisonsOf liaisons) {
            return liaisons.of.isNobody();
        } else if (this instanceof AnyOf any) {
            return any.audiences.stream().allMatch(Audience::isNobody);
        } else if (this instanceof Except except) {
            return except.from.isNobody() || except.from.equals(except.without);
        } else if (this instanceof Both both) {
            return both.one.isNobody() || both.other.isNobody();
        }
        return false;
    }
}
