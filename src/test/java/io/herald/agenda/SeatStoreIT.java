package io.herald.agenda;

import static io.herald.agenda.Agendas.SHANGHAI;
import static io.herald.agenda.Agendas.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.TestDatabase;
import io.herald.platform.Db;
import io.herald.platform.table.FieldChange;
import io.herald.platform.table.TableFile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeatStoreIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final Db db = DATABASE.db();
    private final AgendaStore agenda = new AgendaStore();
    private final SeatStore seats = new SeatStore();
    private final SeatImport seatImport = new SeatImport(agenda, seats);
    private Map<String, Long> ids;

    @BeforeEach
    void people() {
        DATABASE.clear();
        StoreFixtures.congress(db, "demo");
        ids = StoreFixtures.delegates(db, "demo", "001", "002", "003");
        db.transact(tx -> agenda.insertAll(
                tx,
                "demo",
                List.of(
                        item("opening", "2026-11-22T01:00:00Z", "2026-11-22T02:30:00Z"),
                        item("closing", "2026-11-25T01:00:00Z", "2026-11-25T02:30:00Z"))));
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void assigning_a_seat_answers_the_one_before() {
        assertThat(assign("opening", "001", "A1")).isNull();
        assertThat(assign("opening", "001", "B2")).isEqualTo("A1");
        assertThat(StoreFixtures.map(db, tx -> seats.seats(tx, "demo", "opening", ids.values())))
                .containsOnly(Map.entry(ids.get("001"), "B2"));
    }

    @Test
    void the_items_of_delegates_are_those_with_their_seat() {
        assign("opening", "001", "A1");
        assign("closing", "001", "A1");
        assign("opening", "002", "A2");
        assertThat(StoreFixtures.map(db, tx -> seats.itemsOf(tx, "demo", ids.values())))
                .containsOnly(
                        Map.entry(ids.get("001"), Set.of("opening", "closing")),
                        Map.entry(ids.get("002"), Set.of("opening")));
        assertThat((boolean) db.read(tx -> seats.anySeat(tx, "demo", "opening")))
                .isTrue();
        assertThat((boolean) db.read(tx -> seats.anySeat(tx, "demo", "lunch"))).isFalse();
    }

    @Test
    void an_import_tells_and_makes_the_difference_for_the_items_it_names() {
        assign("opening", "001", "A1");
        assign("opening", "002", "A2");
        assign("closing", "003", "C3");
        var table = "item,delegate,seat\nopening,001,A9\nopening,003,A3\n";
        var dry = run(table, true);
        assertThat(dry.applied()).isFalse();
        assertThat(seatsAt("opening")).containsExactly("001 A1", "002 A2");

        var report = run(table, false);
        assertThat(report.applied()).isTrue();
        assertThat(report.added()).extracting(SeatStore.Seat::code).containsExactly("003");
        assertThat(report.removed()).extracting(SeatStore.Seat::code).containsExactly("002");
        assertThat(report.changed()).singleElement().satisfies(changed -> assertThat(changed.fields())
                .containsExactly(new FieldChange("seat", "A1", "A9")));
        assertThat(seatsAt("opening")).containsExactly("001 A9", "003 A3");
        assertThat(seatsAt("closing")).containsExactly("003 C3");
        assertThat(run(table, false).unchanged()).isEqualTo(2);
    }

    @Test
    void one_bad_row_and_nothing_is_imported() {
        assign("opening", "001", "A1");
        var report = run(
                "item,delegate,seat\nopening,001,B1\nbanquet,001,B1\nopening,999,B1\nopening,001,B2\nopening,002,B1\nopening,003,\n",
                false);
        assertThat(report.applied()).isFalse();
        assertThat(report.bad())
                .extracting(bad -> bad.row() + " " + bad.column() + " " + bad.value() + " " + bad.reason())
                .containsExactly(
                        "3 item banquet is no item of the agenda",
                        "4 delegate 999 is no delegate of the congress",
                        "5 delegate 001 has a seat at opening in row 2 already",
                        "6 seat B1 is the seat of row 2 too",
                        "7 seat  is missing");
        assertThat(seatsAt("opening")).containsExactly("001 A1");
    }

    private String assign(String item, String delegate, String seat) {
        return db.inTransaction(tx -> seats.assign(tx, "demo", item, ids.get(delegate), seat));
    }

    private List<String> seatsAt(String item) {
        return db.read(tx -> seats.ofItems(tx, "demo", List.of(item))).stream()
                .map(seat -> seat.code() + " " + seat.seat())
                .toList();
    }

    private SeatImport.Report run(String table, boolean dryRun) {
        try (var file = TableFile.spool(new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)))) {
            return db.inTransaction(tx -> seatImport.run(tx, SHANGHAI, file, dryRun));
        }
    }
}
