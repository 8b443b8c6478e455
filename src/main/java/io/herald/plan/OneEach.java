package io.herald.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Divides what a change set has to tell so that nobody hears more than once: who is to hear one thing hears that, who is to hear
 * several hears them together.
 *
 * @param alone by thing to tell, the people who hear it and nothing else; things that nobody hears alone are not there
 * @param together by things to tell, in their order, the people who hear exactly these
 */
public record OneEach<T>(Map<T, List<Long>> alone, Map<List<T>, List<Long>> together) {
    /** @param tellings what is to be told, in the order in which a person is told it, to whom (ids) */
    public static <T> OneEach<T> of(Map<T, List<Long>> tellings) {
        SortedMap<Long, List<T>> byPerson = new TreeMap<>();
        tellings.forEach((telling, people) -> people.forEach(person ->
                byPerson.computeIfAbsent(person, first -> new ArrayList<>()).add(telling)));
        var alone = new LinkedHashMap<T, List<Long>>();
        var together = new LinkedHashMap<List<T>, List<Long>>();
        byPerson.forEach((person, theirs) -> {
            if (theirs.size() == 1) {
                alone.computeIfAbsent(theirs.get(0), first -> new ArrayList<>()).add(person);
            } else {
                together.computeIfAbsent(theirs, first -> new ArrayList<>()).add(person);
            }
        });
        return new OneEach<>(alone, together);
    }
}
