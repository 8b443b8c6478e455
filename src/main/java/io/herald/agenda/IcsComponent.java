package io.herald.agenda;

import java.util.List;
import java.util.Optional;

/**
 * A component of an iCalendar file with what stands in it, such as a VEVENT.
 *
 * @param row the line its BEGIN stands on, from 1
 */
record IcsComponent(String name, int row, List<ContentLine> lines, List<IcsComponent> inner) {
    Optional<ContentLine> line(String property) {
        return lines.stream().filter(line -> line.name().equals(property)).findFirst();
    }

    List<ContentLine> all(String property) {
        return lines.stream().filter(line -> line.name().equals(property)).toList();
    }

    List<IcsComponent> all(List<String> names) {
        return inner.stream()
                .filter(component -> names.contains(component.name()))
                .toList();
    }
}
