package io.herald.roster;

import io.herald.platform.table.FieldChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two short lists compared field by field, each by code. */
record Comparison(List<String> added, List<ImportReport.Changed> changed, List<String> removed, int unchanged) {
    static Comparison of(Map<String, Map<String, String>> before, Map<String, Map<String, String>> after) {
        var added = new ArrayList<String>();
        var changed = new ArrayList<ImportReport.Changed>();
        after.forEach((code, fields) -> {
            var old = before.get(code);
            if (old == null) {
                added.add(code);
            } else if (!old.equals(fields)) {
                changed.add(new ImportReport.Changed(code, changes(old, fields)));
            }
        });
        var removed = before.keySet().stream()
                .filter(code -> !after.containsKey(code))
                .toList();
        return new Comparison(added, changed, removed, after.size() - added.size() - changed.size());
    }

    /** The fields that differ, in the order of the second map. */
    static List<FieldChange> changes(Map<String, String> before, Map<String, String> after) {
        var changes = new ArrayList<FieldChange>();
        after.forEach((field, value) -> {
            var old = before.getOrDefault(field, "");
            if (!old.equals(value)) {
                changes.add(new FieldChange(field, old, value));
            }
        });
        before.forEach((field, value) -> {
            if (!after.containsKey(field) && !value.isEmpty()) {
                changes.add(new FieldChange(field, value, ""));
            }
        });
        return changes;
    }

    Comparison keepingRemoved() {
        return new Comparison(added, changed, List.of(), unchanged);
    }

    ImportReport report(String filename, boolean dryRun) {
        return new ImportReport(
                filename,
                dryRun,
                !dryRun,
                added.size(),
                changed.size(),
                removed.size(),
                unchanged,
                cut(added),
                cut(changed),
                cut(removed),
                0,
                List.of());
    }

    private static <T> List<T> cut(List<T> all) {
        return all.subList(0, Math.min(all.size(), ImportReport.MAX_LISTED));
    }
}
