package io.herald.render;

import io.herald.plan.Fact;
import io.herald.plan.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Several changes as the lines of one text.
 *
 * @param text one line for each change that has room
 * @param told the changes that have a line, with what their lines tell
 * @param more how many have none
 * @param missing holes without a value, of whichever line
 */
record ChangeLines(String text, List<Fact.Changed> told, int more, List<String> missing) {
    static final ChangeLines NONE = new ChangeLines("", List.of(), 0, List.of());

    /** A text message of so many lines is still read; a card has room for all. */
    private static final Map<String, Integer> MOST = Map.of("sms", 12, "card", 200);

    /**
     * @param filling whose facts hold the changes: each is filled with its own
     * @param line the template's text for one change, null when it has none
     */
    static ChangeLines of(String channel, Filling filling, MessageEngine.Text line) {
        var changes = filling.facts().changes();
        if (changes.isEmpty() || line == null) {
            return NONE;
        }
        int most = Math.min(MOST.get(channel), changes.size());
        var lines = new ArrayList<String>();
        var told = new ArrayList<Fact.Changed>();
        var missing = new ArrayList<String>();
        for (var change : changes.subList(0, most)) {
            var its = filling.with(change.facts());
            var filled = line.fill(its::value);
            lines.add(filled.text());
            told.add(new Fact.Changed(
                    change.subject(),
                    change.version(),
                    its.told(filled.printed().keySet())));
            missing.addAll(filled.missing());
        }
        return new ChangeLines(String.join("\n", lines), told, changes.size() - most, missing);
    }

    /** What those were told who read the text. */
    Facts told(Set<String> printed) {
        return printed.contains(Facts.CHANGES) && !told.isEmpty()
                ? new Facts(Map.of(Facts.CHANGES, new Fact.Changes(told)))
                : Facts.NONE;
    }
}
