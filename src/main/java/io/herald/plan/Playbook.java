package io.herald.plan;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which event leads to which notices: what {@code config/playbook.yaml} says, as {@link PlaybookReader} understood it.
 *
 * @param summary the template that tells one person several changes at once
 * @param digest the template that tells one person several messages that waited for the end of the quiet hours, null when each is
 *     told for itself
 */
public record Playbook(List<Rule> rules, String summary, String digest) {
    /** The template that comes with the program. */
    static final String SUMMARY = "changes";

    /** Likewise. */
    static final String DIGEST = "digest";

    public Playbook {
        rules = List.copyOf(rules);
    }

    /** The names of all templates its rules use. */
    public Set<String> templates() {
        var names = new TreeSet<>(List.of(summary));
        if (digest != null) {
            names.add(digest);
        }
        rules.forEach(rule -> names.add(rule.template()));
        return names;
    }
}
