package io.herald.roster;

import io.herald.platform.HubClock;
import io.herald.platform.Tx;
import io.herald.platform.table.BadRows;
import io.herald.platform.table.TableFile;
import io.herald.platform.table.TableHeader;
import io.herald.platform.table.TableReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.ArrayList;

/**
 * Reads the delegates of a congress from a table: all of it, or nothing when a single row is bad.
 *
 * <p>A column the table does not have leaves that field of known people as it is; an empty cell empties it.
 */
@ApplicationScoped
public class DelegateImport {
    private static final int CHUNK = 1_000;

    private final CongressStore congresses;
    private final GroupStore groups;
    private final IncomingDelegateStore incoming;
    private final DelegateDifferenceStore difference;
    private final HubClock clock;

    DelegateImport(
            CongressStore congresses,
            GroupStore groups,
            IncomingDelegateStore incoming,
            DelegateDifferenceStore difference,
            HubClock clock) {
        this.congresses = congresses;
        this.groups = groups;
        this.incoming = incoming;
        this.difference = difference;
        this.clock = clock;
    }

    /** Imports and removes whoever is not in the file. The stream can be read once only: do not try the transaction again. */
    public ImportReport run(Tx tx, Congress congress, InputStream in, String filename, boolean dryRun) {
        try (var file = TableFile.spool(in)) {
            return run(tx, congress, file, filename, new ImportOptions(dryRun, true));
        }
    }

    public ImportReport run(Tx tx, Congress congress, TableFile file, String filename, ImportOptions options) {
        congresses.lock(tx, congress.code());
        incoming.create(tx);
        var bad = new BadRows();
        var header = load(tx, congress, file, bad);
        incoming.reportRepeats(tx, bad);
        if (!bad.isEmpty()) {
            return ImportReport.refused(filename, options.dryRun(), bad);
        }
        incoming.complete(tx, congress.code(), header);
        incoming.compare(tx, congress.code());
        var report = difference.report(tx, congress.code(), filename, options);
        if (!options.dryRun()) {
            apply(tx, congress.code(), options.remove());
        }
        return report;
    }

    private TableHeader load(Tx tx, Congress congress, TableFile file, BadRows bad) {
        var known = new DelegateEntry.Known(
                groups.codes(tx, congress.code(), GroupKind.DELEGATION),
                groups.codes(tx, congress.code(), GroupKind.RESIDENCE),
                groups.codes(tx, congress.code(), GroupKind.VEHICLE));
        var chunk = new ArrayList<DelegateEntry>(CHUNK);
        var rows = new int[1];
        var header = TableReader.read(file, DelegateColumns.COLUMNS, bad, row -> {
            rows[0]++;
            chunk.add(DelegateEntry.read(row, congress, known, bad));
            if (chunk.size() == CHUNK) {
                incoming.add(tx, chunk);
                chunk.clear();
            }
        });
        incoming.add(tx, chunk);
        if (rows[0] == 0 && bad.isEmpty()) {
            bad.add(1, "", "", "the table has no rows");
        }
        return header;
    }

    private void apply(Tx tx, String congress, boolean remove) {
        if (remove) {
            difference.remove(tx, congress, clock.instant());
        }
        difference.change(tx, congress);
        difference.add(tx, congress);
    }
}
