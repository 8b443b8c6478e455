package io.herald.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.herald.plan.SecondThought.Waiting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SecondThoughtTest {
    private static final Waiting MOVED = new Waiting(1, 1, 1);
    private static final Waiting SEAT = new Waiting(2, 1, 1);
    private static final Waiting KNOWN = new Waiting(3, 1, 0);
    private static final Waiting HALF_KNOWN = new Waiting(4, 2, 1);

    @Test
    void one_message_goes_out_as_it_is_and_several_become_one() {
        assertThat(SecondThought.of(List.of(MOVED), true)).isEqualTo(thought(Set.of(), Set.of()));
        assertThat(SecondThought.of(List.of(MOVED, SEAT), true)).isEqualTo(thought(Set.of(), Set.of(1L, 2L)));
    }

    @Test
    void what_is_known_by_now_is_not_said_again() {
        assertThat(SecondThought.of(List.of(KNOWN), true)).isEqualTo(thought(Set.of(3L), Set.of()));
        assertThat(SecondThought.of(List.of(MOVED, KNOWN), true)).isEqualTo(thought(Set.of(3L), Set.of()));
        assertThat(SecondThought.of(List.of(HALF_KNOWN), true))
                .as("the rest of it is told")
                .isEqualTo(thought(Set.of(), Set.of(4L)));
    }

    @Test
    void where_the_playbook_wants_no_digest_each_goes_out_for_itself() {
        assertThat(SecondThought.of(List.of(MOVED, SEAT, KNOWN, HALF_KNOWN), false))
                .isEqualTo(thought(Set.of(3L), Set.of()));
    }

    @Property
    void everything_worth_telling_is_told_and_in_one_message_at_most(
            @ForAll @Size(max = 8) List<@IntRange(max = 15) Integer> dice) {
        var waiting = new ArrayList<Waiting>();
        for (int die : dice) {
            waiting.add(new Waiting(waiting.size(), die / 4, Math.min(die % 4, die / 4)));
        }

        var thought = SecondThought.of(waiting, true);

        var asTheyAre = new TreeSet<Long>();
        waiting.forEach(one -> asTheyAre.add(one.delivery()));
        asTheyAre.removeAll(thought.needless());
        asTheyAre.removeAll(thought.together());
        assertThat(Collections.disjoint(thought.together(), thought.needless())).isTrue();
        assertThat(asTheyAre.size() + (thought.together().isEmpty() ? 0 : 1)).isLessThanOrEqualTo(1);
        assertThat(waiting).allSatisfy(one -> assertThat(thought.needless().contains(one.delivery()))
                .isEqualTo(one.worth() == 0));
    }

    @Test
    void no_more_is_worth_telling_than_there_is() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Waiting(1, 1, 2));
    }

    private static SecondThought thought(Set<Long> needless, Set<Long> together) {
        return new SecondThought(needless, together);
    }
}
