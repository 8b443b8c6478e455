package io.herald.roster;

import io.herald.platform.Tx;
import io.herald.platform.table.BadRows;
import io.herald.platform.table.TableFile;
import io.herald.platform.table.TableHeader;
import io.herald.platform.table.TableReader;
import io.herald.platform.table.TableRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads delegations, residences or vehicles from a table: new ones are added, known ones changed; columns the table does not
 * have stay as they are. None is ever removed, for people, also past ones, belong to them.
 */
@ApplicationScoped
public class GroupImport {
    private final CongressStore congresses;
    private final GroupStore groups;

    GroupImport(CongressStore congresses, GroupStore groups) {
        this.congresses = congresses;
        this.groups = groups;
    }

    public ImportReport run(Tx tx, Congress congress, GroupKind kind, InputStream in, String filename, boolean dryRun) {
        try (var file = TableFile.spool(in)) {
            return run(tx, congress, kind, file, filename, dryRun);
        }
    }

    ImportReport run(Tx tx, Congress congress, GroupKind kind, TableFile file, String filename, boolean dryRun) {
        congresses.lock(tx, congress.code());
        var bad = new BadRows();
        var before = fieldsByCode(tx, congress, kind);
        var after = read(kind, file, before, bad);
        if (!bad.isEmpty()) {
            return ImportReport.refused(filename, dryRun, bad);
        }
        if (!dryRun) {
            save(tx, congress.code(), kind, after);
        }
        return Comparison.of(before, after).keepingRemoved().report(filename, dryRun);
    }

    private static Map<String, Map<String, String>> read(
            GroupKind kind, TableFile file, Map<String, Map<String, String>> before, BadRows bad) {
        var list = new ShortList<TableRow>(bad);
        var header = TableReader.read(file, kind.columns(), bad, row -> list.add(row, Codes.own(row, bad), row));
        var after = new LinkedHashMap<String, Map<String, String>>();
        list.byCode().forEach((code, row) -> {
            var fields = fields(kind, header, row, before.getOrDefault(code, Map.of()));
            if (fields.get("name").isEmpty() && fields.get("name_en").isEmpty()) {
                row.refuse("name", "is missing, in Chinese (name) or English (name_en)", bad);
            }
            after.put(code, fields);
        });
        return after;
    }

    private static Map<String, String> fields(
            GroupKind kind, TableHeader header, TableRow row, Map<String, String> before) {
        var fields = new LinkedHashMap<String, String>();
        for (var field : kind.fields()) {
            fields.put(field, header.has(field) ? row.text(field) : before.getOrDefault(field, ""));
        }
        return fields;
    }

    private Map<String, Map<String, String>> fieldsByCode(Tx tx, Congress congress, GroupKind kind) {
        var found = new HashMap<String, Map<String, String>>();
        switch (kind) {
            case DELEGATION ->
                groups.delegations(tx, congress.code())
                        .forEach(group -> found.put(group.code(), GroupFields.of(group)));
            case RESIDENCE ->
                groups.residences(tx, congress.code()).forEach(group -> found.put(group.code(), GroupFields.of(group)));
            case VEHICLE ->
                groups.vehicles(tx, congress.code()).forEach(group -> found.put(group.code(), GroupFields.of(group)));
        }
        return found;
    }

    private void save(Tx tx, String congress, GroupKind kind, Map<String, Map<String, String>> after) {
        Collection<Map.Entry<String, Map<String, String>>> entries = after.entrySet();
        switch (kind) {
            case DELEGATION ->
                groups.saveDelegations(
                        tx,
                        congress,
                        entries.stream().map(GroupFields::delegation).toList());
            case RESIDENCE ->
                groups.saveResidences(
                        tx,
                        congress,
                        entries.stream().map(GroupFields::residence).toList());
            case VEHICLE ->
                groups.saveVehicles(
                        tx, congress, entries.stream().map(GroupFields::vehicle).toList());
        }
    }
}
