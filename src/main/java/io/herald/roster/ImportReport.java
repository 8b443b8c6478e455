package io.herald.roster;

import io.herald.platform.table.BadRow;
import io.herald.platform.table.BadRows;
import io.herald.platform.table.FieldChange;
import java.util.List;

/**
 * What an import changed, or would change. With bad rows nothing was compared and nothing was changed. Counts are exact, lists
 * stop at {@value #MAX_LISTED} ({@value BadRows#MAX_KEPT} for bad rows).
 *
 * @param applied whether it took effect
 */
public record ImportReport(
        String filename,
        boolean dryRun,
        boolean applied,
        int added,
        int changed,
        int removed,
        int unchanged,
        List<String> addedCodes,
        List<Changed> changes,
        List<String> removedCodes,
        int badCount,
        List<BadRow> bad) {
    public static final int MAX_LISTED = 500;

    /** Somebody or something that is already there, and what is different. */
    public record Changed(String code, List<FieldChange> fields) {}

    static ImportReport refused(String filename, boolean dryRun, BadRows bad) {
        return new ImportReport(
                filename, dryRun, false, 0, 0, 0, 0, List.of(), List.of(), List.of(), bad.count(), bad.list());
    }
}
