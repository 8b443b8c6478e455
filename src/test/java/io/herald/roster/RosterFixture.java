package io.herald.roster;

import io.herald.platform.Db;
import io.herald.platform.HubClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;

/** A sample congress with two delegations, two residences, two vehicles, and the stores over it. */
final class RosterFixture {
    static final Congress CONGRESS = congress("demo", true);

    final Db db;
    final CongressStore congresses = new CongressStore();
    final GroupStore groups = new GroupStore();
    final StaffStore staff = new StaffStore();
    final ProfileStore profiles = new ProfileStore();
    final IsolationStore isolations = new IsolationStore();
    final DelegateStore delegates = new DelegateStore();
    final DelegateReads reads = new DelegateReads(delegates, profiles);
    final DelegateExport export;
    final DelegateImport delegateImport;
    final StaffImport staffImport;
    final GroupImport groupImport;

    RosterFixture(Db db) {
        this.db = db;
        var clock = new HubClock();
        export = new DelegateExport(db, delegates);
        delegateImport = new DelegateImport(
                congresses, groups, new IncomingDelegateStore(), new DelegateDifferenceStore(), clock);
        staffImport = new StaffImport(congresses, groups, staff, clock);
        groupImport = new GroupImport(congresses, groups);
    }

    static Congress congress(String code, boolean sample) {
        return new Congress(
                code,
                new Bilingual("示范大会", "Sample Congress"),
                ZoneId.of("Asia/Shanghai"),
                List.of(Language.ZH, Language.EN),
                "CN",
                sample,
                CongressSettings.DEFAULT);
    }

    void begin() {
        db.transact(tx -> congresses.save(tx, CONGRESS));
        groups(GroupKind.DELEGATION, "code,name,name_en\nD01,第一代表团,First\nD02,第二代表团,Second\n");
        groups(GroupKind.RESIDENCE, "code,name,name_en\nH1,迎宾馆,Guest House\nH2,北楼,North House\n");
        groups(GroupKind.VEHICLE, "code,name,plate\nV1,1号车,京A0001\nV2,2号车,京A0002\n");
    }

    ImportReport groups(GroupKind kind, String table) {
        return db.inTransaction(tx -> groupImport.run(tx, CONGRESS, kind, bytes(table), "groups.csv", false));
    }

    ImportReport staff(String table) {
        return db.inTransaction(tx -> staffImport.run(tx, CONGRESS, bytes(table), "staff.csv", false));
    }

    ImportReport delegates(String table) {
        return delegates(bytes(table), false);
    }

    ImportReport dryRun(String table) {
        return delegates(bytes(table), true);
    }

    ImportReport delegates(InputStream table, boolean dryRun) {
        return db.inTransaction(tx -> delegateImport.run(tx, CONGRESS, table, "delegates.csv", dryRun));
    }

    Profile profile(String code) {
        return db.read(tx -> reads.get(tx, CONGRESS.code(), code, People.EVERYBODY))
                .profile();
    }

    String exported() {
        return exported(out -> export.write(CONGRESS.code(), People.EVERYBODY, out));
    }

    private static String exported(Consumer<ByteArrayOutputStream> write) {
        var out = new ByteArrayOutputStream();
        write.accept(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    static InputStream bytes(String table) {
        return new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8));
    }
}
