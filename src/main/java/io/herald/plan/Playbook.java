package io.herald.plan;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which event leads to which notices: what {@code config/playbook.yaml} says, as {@link PlaybookReader} understood it. */
public record Playbook(List<Rule> rules) {
    public Playbook {
        rules = List.copyOf(rules);
    }

    /** The names of all templates its rules use. */
    public Set<String> templates() {
        var names = new TreeSet<String>();
        rules.forEach(rule -> names.add(rule.template()));
        return names;
    }
}
