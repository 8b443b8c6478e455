package io.herald.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OneEachTest {
    @Test
    void who_hears_one_thing_hears_it_alone_and_who_hears_several_hears_them_together() {
        var tellings = new LinkedHashMap<String, List<Long>>();
        tellings.put("opening", List.of(1L, 2L, 3L));
        tellings.put("banquet", List.of(3L, 4L, 2L));
        tellings.put("bus", List.of(3L));

        var division = OneEach.of(tellings);

        assertThat(division.alone()).isEqualTo(Map.of("opening", List.of(1L), "banquet", List.of(4L)));
        assertThat(division.together())
                .isEqualTo(Map.of(
                        List.of("opening", "banquet"), List.of(2L), List.of("opening", "banquet", "bus"), List.of(3L)));
    }

    @Property
    void everybody_hears_all_that_is_theirs_and_hears_once(
            @ForAll @Size(max = 6) List<@Size(max = 12) Set<@IntRange(max = 20) Integer>> audiences) {
        var tellings = new LinkedHashMap<Integer, List<Long>>();
        for (int thing = 0; thing < audiences.size(); thing++) {
            tellings.put(
                    thing, audiences.get(thing).stream().map(Integer::longValue).toList());
        }

        var division = OneEach.of(tellings);

        var heard = new TreeMap<Long, Set<Integer>>();
        var times = new ArrayList<Long>();
        division.alone()
                .forEach((thing, people) -> people.forEach(person -> {
                    times.add(person);
                    heard.computeIfAbsent(person, first -> new TreeSet<>()).add(thing);
                }));
        division.together()
                .forEach((things, people) -> people.forEach(person -> {
                    times.add(person);
                    heard.computeIfAbsent(person, first -> new TreeSet<>()).addAll(things);
                }));
        var meant = new TreeMap<Long, Set<Integer>>();
        tellings.forEach((thing, people) -> people.forEach(person ->
                meant.computeIfAbsent(person, first -> new TreeSet<>()).add(thing)));
        assertThat(heard).isEqualTo(meant);
        assertThat(times).hasSize(new HashSet<>(times).size());
    }
}
