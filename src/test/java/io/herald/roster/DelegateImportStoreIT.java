package io.herald.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.herald.TestDatabase;
import io.herald.platform.table.BadRow;
import io.herald.platform.table.BadRows;
import io.herald.platform.table.FieldChange;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DelegateImportStoreIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String HEADER = "编号,姓名,英文名,手机,语言,代表团,驻地,房间,车辆,联系方式,attr:diet\n";
    private static final String TWO = HEADER
            + "001,王小明,Wang Xiaoming,+999 86 00 0001,zh,D01,H1,101,V1,own,\n"
            + "002,,Smith,00999 86 000002,en,D02,H2,202,,assistant,vegetarian\n";

    private final RosterFixture roster = new RosterFixture(DATABASE.db());

    @BeforeEach
    void begin() {
        DATABASE.clear();
        roster.begin();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_first_import_adds_everybody() {
        var report = roster.delegates(TWO);

        assertThat(report.applied()).isTrue();
        assertThat(report.addedCodes()).containsExactly("001", "002");
        assertThat(report.added()).isEqualTo(2);
        var smith = roster.profile("002").recipient();
        assertThat(smith.name()).isEqualTo(new Bilingual("", "Smith"));
        assertThat(smith.phone()).isEqualTo("+99986000002");
        assertThat(smith.language()).isEqualTo(Language.EN);
        assertThat(smith.contact()).isEqualTo(Contact.ASSISTANT);
        assertThat(smith.attributes()).containsEntry("diet", "vegetarian").hasSize(1);
        assertThat(smith.vehicle()).isNull();
    }

    @Test
    void a_dry_run_tells_the_same_and_changes_nothing() {
        roster.delegates(TWO);
        var before = everything();
        var next = HEADER + "001,王小明,,+99986000001,zh,D02,H1,,V1,own,halal\n003,李,,,,D01,,,,,\n";

        var told = roster.dryRun(next);
        assertThat(everything()).isEqualTo(before);

        var done = roster.delegates(next);
        assertThat(told.applied()).isFalse();
        assertThat(done)
                .usingRecursiveComparison()
                .ignoringFields("dryRun", "applied")
                .isEqualTo(told);
        assertThat(done.addedCodes()).containsExactly("003");
        assertThat(done.removedCodes()).containsExactly("002");
        assertThat(done.changes())
                .containsExactly(new ImportReport.Changed(
                        "001",
                        List.of(
                                new FieldChange("name_en", "Wang Xiaoming", ""),
                                new FieldChange("delegation", "D01", "D02"),
                                new FieldChange("room", "101", ""),
                                new FieldChange("attr:diet", "", "halal"))));
    }

    @Test
    void every_bad_row_is_told_and_nothing_is_changed() {
        roster.delegates(TWO);
        var before = everything();

        var report = roster.delegates(HEADER
                + "001,王,,138 0013,zh,D09,H1,101,V1,own,\n"
                + "003,,,+99986000003,fr,D01,H9,,V9,pigeon,\n"
                + "004,好,,,zh,,,,,,\n"
                + "004,好,,,zh,D01,,,,,\n"
                + "a/b,好,,,zh,D01,,,,,\n"
                + ",好,,,zh,D01,,,,,\n"
                + "005,好\n");

        assertThat(everything()).isEqualTo(before);
        assertThat(report.applied()).isFalse();
        assertThat(report.badCount()).isEqualTo(12);
        assertThat(report.bad())
                .extracting(BadRow::row, BadRow::column)
                .containsExactlyInAnyOrder(
                        tuple(2, "delegation"),
                        tuple(2, "phone"),
                        tuple(3, "name"),
                        tuple(3, "language"),
                        tuple(3, "residence"),
                        tuple(3, "vehicle"),
                        tuple(3, "contact"),
                        tuple(4, "delegation"),
                        tuple(5, "code"),
                        tuple(6, "code"),
                        tuple(7, "code"),
                        tuple(8, ""));
        assertThat(report.bad())
                .contains(new BadRow(5, "code", "004", "stands already in row 4"))
                .contains(new BadRow(2, "delegation", "D09", "there is no delegation with this code"));
    }

    @Test
    void an_unknown_column_is_named_and_nothing_is_changed() {
        var report = roster.delegates("code,name,delegation,shoe size\n001,王,D01,43\n");

        assertThat(report.bad()).extracting(BadRow::row, BadRow::column).containsExactly(tuple(1, "shoe size"));
        assertThat(everything()).isEmpty();
    }

    @Test
    void a_table_without_rows_removes_nobody() {
        roster.delegates(TWO);

        var report = roster.delegates(HEADER);

        assertThat(report.bad()).extracting(BadRow::reason).containsExactly("the table has no rows");
        assertThat(roster.profile("001")).isNotNull();
    }

    @Test
    void a_column_the_table_leaves_out_stays_as_it_is() {
        roster.delegates(TWO);

        var report = roster.delegates("code,name,delegation\n001,王小明,D01\n002,史密斯,D02\n");

        assertThat(report.unchanged()).isEqualTo(1);
        assertThat(report.changes())
                .containsExactly(new ImportReport.Changed("002", List.of(new FieldChange("name", "", "史密斯"))));
        assertThat(roster.profile("002").recipient().phone()).isEqualTo("+99986000002");
    }

    @Test
    void whoever_comes_back_keeps_their_card() {
        roster.delegates(TWO);
        var card = card("001");
        roster.delegates(HEADER + "002,,Smith,,en,D02,,,,,\n");

        var report = roster.delegates(TWO);

        assertThat(report.addedCodes()).containsExactly("001");
        assertThat(card("001")).isEqualTo(card);
    }

    @Test
    void a_real_congress_refuses_sample_numbers() {
        var real = RosterFixture.congress("real", false);
        var report = roster.db.inTransaction(tx -> {
            roster.congresses.save(tx, real);
            roster.groups.saveDelegations(tx, "real", List.of(new Delegation("D01", Bilingual.EMPTY)));
            var table = "code,name,delegation,phone\n1,王,D01,+99986000001\n";
            return roster.delegateImport.run(tx, real, RosterFixture.bytes(table), null, false);
        });

        assertThat(report.bad())
                .extracting(BadRow::reason)
                .containsExactly("is a sample number, which only a sample congress may use");
    }

    @Test
    void a_file_full_of_mistakes_is_counted_whole_and_listed_in_part() {
        var table = new StringBuilder("code,name,delegation\n");
        for (int row = 0; row < 3_000; row++) {
            table.append("same,王,D01\n");
        }

        var report = roster.delegates(table.toString());

        assertThat(report.badCount()).isEqualTo(2_999);
        assertThat(report.bad()).hasSize(BadRows.MAX_KEPT);
    }

    private String card(String code) {
        return roster.db
                .read(tx -> roster.reads.get(tx, "demo", code, People.EVERYBODY))
                .card();
    }

    private List<String> everything() {
        return roster.db.read(tx ->
                tx.list("select to_jsonb(d)::text as row from delegate d order by id", row -> row.getString("row")));
    }
}
