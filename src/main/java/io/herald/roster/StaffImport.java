package io.herald.roster;

import io.herald.platform.HubClock;
import io.herald.platform.Tx;
import io.herald.platform.table.BadRows;
import io.herald.platform.table.Column;
import io.herald.platform.table.Columns;
import io.herald.platform.table.TableFile;
import io.herald.platform.table.TableReader;
import io.herald.platform.table.TableRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads the staff of a congress from a table, all or nothing. A table says everything about a person it names: a column it
 * leaves out counts as empty.
 */
@ApplicationScoped
public class StaffImport {
    static final Columns COLUMNS = Columns.of(
            Column.required("code", "编号"),
            Column.optional("name", "name_zh", "姓名"),
            Column.optional("name_en", "英文名"),
            Column.optional("phone", "手机", "电话"),
            Column.optional("language", "语言"),
            Column.required("role", "职责", "角色"),
            Column.optional("delegations", "delegation", "代表团"),
            Column.optional("residences", "residence", "驻地"));
    private static final Map<String, StaffRole> ROLES = Map.of(
            "liaison", StaffRole.LIAISON,
            "联络员", StaffRole.LIAISON,
            "chief", StaffRole.CHIEF,
            "驻地负责人", StaffRole.CHIEF,
            "duty", StaffRole.DUTY,
            "值班员", StaffRole.DUTY,
            "secretary", StaffRole.SECRETARY,
            "秘书", StaffRole.SECRETARY);

    private final CongressStore congresses;
    private final GroupStore groups;
    private final StaffStore staff;
    private final HubClock clock;

    StaffImport(CongressStore congresses, GroupStore groups, StaffStore staff, HubClock clock) {
        this.congresses = congresses;
        this.groups = groups;
        this.staff = staff;
        this.clock = clock;
    }

    public ImportReport run(Tx tx, Congress congress, InputStream in, String filename, boolean dryRun) {
        try (var file = TableFile.spool(in)) {
            return run(tx, congress, file, filename, new ImportOptions(dryRun, true));
        }
    }

    ImportReport run(Tx tx, Congress congress, TableFile file, String filename, ImportOptions options) {
        congresses.lock(tx, congress.code());
        var bad = new BadRows();
        var given = read(tx, congress, file, bad);
        if (!bad.isEmpty()) {
            return ImportReport.refused(filename, options.dryRun(), bad);
        }
        var difference = compare(tx, congress, given, options.remove());
        if (!options.dryRun()) {
            staff.save(tx, congress.code(), given.values());
            staff.remove(tx, congress.code(), difference.removed(), clock.instant());
        }
        return difference.report(filename, options.dryRun());
    }

    private Map<String, StaffEntry> read(Tx tx, Congress congress, TableFile file, BadRows bad) {
        var delegations = groups.codes(tx, congress.code(), GroupKind.DELEGATION);
        var residences = groups.codes(tx, congress.code(), GroupKind.RESIDENCE);
        var list = new ShortList<StaffEntry>(bad);
        TableReader.read(file, COLUMNS, bad, row -> {
            var entry = entry(row, congress, delegations, residences, bad);
            list.add(row, entry.code(), entry);
        });
        return list.byCode();
    }

    private static StaffEntry entry(
            TableRow row, Congress congress, Set<String> delegations, Set<String> residences, BadRows bad) {
        var entry = new StaffEntry(
                Codes.own(row, bad),
                PersonCells.name(row, bad),
                PersonCells.phone(row, congress, bad),
                PersonCells.language(row, congress, bad),
                role(row, bad),
                Codes.list(row, "delegations", delegations, bad),
                Codes.list(row, "residences", residences, bad));
        if (entry.role() == StaffRole.LIAISON && entry.delegations().isEmpty()) {
            row.refuse("delegations", "a liaison needs at least one", bad);
        }
        if (entry.role() == StaffRole.CHIEF && entry.residences().isEmpty()) {
            row.refuse("residences", "a residence chief needs at least one", bad);
        }
        return entry;
    }

    private static StaffRole role(TableRow row, BadRows bad) {
        var role = ROLES.get(row.narrow("role").toLowerCase(Locale.ROOT));
        if (role == null) {
            row.refuse("role", "must be liaison, chief, duty or secretary", bad);
        }
        return role;
    }

    private Comparison compare(Tx tx, Congress congress, Map<String, StaffEntry> given, boolean remove) {
        var before = new LinkedHashMap<String, Map<String, String>>();
        staff.list(tx, congress.code())
                .forEach(person ->
                        before.put(person.code(), StaffEntry.of(person).fields()));
        var after = new LinkedHashMap<String, Map<String, String>>();
        given.forEach((code, entry) -> after.put(code, entry.fields()));
        var difference = Comparison.of(before, after);
        return remove ? difference : difference.keepingRemoved();
    }
}
