package io.herald.roster;

import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.platform.Db;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.platform.table.TableFile;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Imports of people and groups: the body is the file itself. Bad rows are answered 422 with each row, column, value and
 * reason, and nothing is changed; a dry run answers the same report with 200.
 */
@Path("/api/congresses/{congress}")
@Consumes(MediaType.WILDCARD)
@Blocking
class RosterImportResource {
    private final Db db;
    private final CongressStore congresses;
    private final GroupImport groups;
    private final StaffImport staff;
    private final DelegateImport delegates;

    RosterImportResource(
            Db db, CongressStore congresses, GroupImport groups, StaffImport staff, DelegateImport delegates) {
        this.db = db;
        this.congresses = congresses;
        this.groups = groups;
        this.staff = staff;
        this.delegates = delegates;
    }

    /** @param remove false keeps delegates who are not in the file */
    @POST
    @Needs(Right.IMPORT)
    @Path("delegates/import")
    public ImportReport delegates(
            String congress,
            InputStream body,
            @RestQuery String filename,
            @RestQuery("dry-run") boolean dryRun,
            @RestQuery @DefaultValue("true") boolean remove) {
        var options = new ImportOptions(dryRun, remove);
        return imported(congress, body, (tx, to, file) -> delegates.run(tx, to, file, filename, options));
    }

    /** @param remove false keeps staff who are not in the file */
    @POST
    @Needs(Right.IMPORT)
    @Path("staff/import")
    public ImportReport staff(
            String congress,
            InputStream body,
            @RestQuery String filename,
            @RestQuery("dry-run") boolean dryRun,
            @RestQuery @DefaultValue("true") boolean remove) {
        var options = new ImportOptions(dryRun, remove);
        return imported(congress, body, (tx, to, file) -> staff.run(tx, to, file, filename, options));
    }

    @POST
    @Needs(Right.IMPORT)
    @Path("delegations/import")
    public ImportReport delegations(
            String congress, InputStream body, @RestQuery String filename, @RestQuery("dry-run") boolean dryRun) {
        return groups(congress, GroupKind.DELEGATION, body, filename, dryRun);
    }

    @POST
    @Needs(Right.IMPORT)
    @Path("residences/import")
    public ImportReport residences(
            String congress, InputStream body, @RestQuery String filename, @RestQuery("dry-run") boolean dryRun) {
        return groups(congress, GroupKind.RESIDENCE, body, filename, dryRun);
    }

    @POST
    @Needs(Right.IMPORT)
    @Path("vehicles/import")
    public ImportReport vehicles(
            String congress, InputStream body, @RestQuery String filename, @RestQuery("dry-run") boolean dryRun) {
        return groups(congress, GroupKind.VEHICLE, body, filename, dryRun);
    }

    private ImportReport groups(String congress, GroupKind kind, InputStream body, String filename, boolean dryRun) {
        return imported(congress, body, (tx, to, file) -> groups.run(tx, to, kind, file, filename, dryRun));
    }

    private ImportReport imported(String congress, InputStream body, Import work) {
        try (var file = TableFile.spool(body)) {
            return accepted(db.inTransaction(tx -> work.run(tx, congresses.get(tx, congress), file)));
        }
    }

    private static ImportReport accepted(ImportReport report) {
        if (report.badCount() > 0 && !report.dryRun()) {
            throw new Problem(
                    422,
                    "Invalid content",
                    report.badCount() + (report.badCount() == 1 ? " row is" : " rows are")
                            + " bad; nothing was changed.",
                    Map.of("errors", report.bad(), "badCount", report.badCount()));
        }
        return report;
    }

    private interface Import {
        ImportReport run(Tx tx, Congress congress, TableFile file);
    }
}
