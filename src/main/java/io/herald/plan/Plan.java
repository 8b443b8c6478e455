package io.herald.plan;

import java.util.List;

/** What one event leads to, in the order of the playbook's rules. */
public record Plan(List<Draft> drafts, List<Skipped> skipped) {
    public Plan {
        drafts = List.copyOf(drafts);
        skipped = List.copyOf(skipped);
    }
}
