package io.herald.agenda;

import static io.herald.agenda.Agendas.SHANGHAI;
import static io.herald.agenda.Agendas.from;
import static io.herald.agenda.Agendas.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.TestDatabase;
import io.herald.platform.Db;
import io.herald.roster.Bilingual;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgendaStoreIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

    private final Db db = DATABASE.db();
    private final AgendaStore agenda = new AgendaStore();
    private final AgendaItem opening =
            from(item("opening", "2026-11-22T01:00:00Z", "2026-11-22T02:30:00Z"), "uid-1", 3);
    private final AgendaItem lunch = item("lunch", "2026-11-22T04:00:00Z", "2026-11-22T05:00:00Z");

    @BeforeEach
    void congress() {
        DATABASE.clear();
        StoreFixtures.congress(db, "demo");
        StoreFixtures.congress(db, "other");
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void an_item_comes_back_as_it_was_written_and_only_in_its_congress() {
        db.transact(tx -> assertThat(agenda.insert(tx, "demo", opening)).isTrue());
        assertThat(StoreFixtures.one(db, tx -> agenda.find(tx, "demo", "opening")))
                .contains(opening);
        assertThat(StoreFixtures.one(db, tx -> agenda.find(tx, "other", "opening")))
                .isEmpty();
    }

    @Test
    void a_code_is_inserted_once() {
        db.transact(tx -> assertThat(agenda.insert(tx, "demo", opening)).isTrue());
        db.transact(tx -> assertThat(agenda.insert(tx, "demo", AgendaChanges.cancel(opening)))
                .isFalse());
        assertThat(StoreFixtures.list(db, tx -> agenda.list(tx, "demo"))).containsExactly(opening);
    }

    @Test
    void an_update_needs_the_version_before() {
        db.transact(tx -> agenda.insert(tx, "demo", opening));
        var moved = AgendaChanges.move(opening, null, null, new Bilingual("东厅", "East Hall"));
        db.transact(tx -> assertThat(agenda.update(tx, "demo", moved)).isTrue());
        db.transact(tx -> assertThat(agenda.update(tx, "demo", moved)).isFalse());
        db.transact(tx -> assertThat(agenda.update(tx, "demo", AgendaChanges.cancel(opening)))
                .isFalse());
        assertThat(StoreFixtures.one(db, tx -> agenda.find(tx, "demo", "opening")))
                .contains(moved);
    }

    @Test
    void many_items_go_in_and_change_in_one_statement() {
        var many = IntStream.range(0, 500)
                .mapToObj(number -> item("i" + number, "2026-11-22T01:00:00Z", "2026-11-22T02:30:00Z"))
                .toList();
        db.transact(tx -> assertThat(agenda.insertAll(tx, "demo", many)).isEqualTo(500));
        var cancelled = many.stream().map(AgendaChanges::cancel).toList();
        db.transact(tx -> assertThat(agenda.updateAll(tx, "demo", cancelled)).isEqualTo(500));
        assertThat(StoreFixtures.list(db, tx -> agenda.list(tx, "demo")))
                .hasSize(500)
                .allMatch(AgendaItem::cancelled);
    }

    @Test
    void between_takes_what_overlaps_a_span_and_nothing_that_only_touches_it() {
        db.transact(tx -> agenda.insertAll(tx, "demo", List.of(opening, lunch)));
        assertThat(between("2026-11-22T02:00:00Z", "2026-11-22T04:00:00Z")).containsExactly("opening");
        assertThat(between("2026-11-22T02:30:00Z", "2026-11-22T04:00:00Z")).isEmpty();
        assertThat(between("2026-11-22T01:30:00Z", "2026-11-22T04:01:00Z")).containsExactly("opening", "lunch");
    }

    @Test
    void pages_follow_each_other_by_start() {
        db.transact(tx -> agenda.insertAll(tx, "demo", List.of(lunch, opening)));
        assertThat(StoreFixtures.list(db, tx -> agenda.page(tx, "demo", null, 1)))
                .containsExactly(opening);
        assertThat(StoreFixtures.list(db, tx -> agenda.page(tx, "demo", "opening", 1)))
                .containsExactly(lunch);
        assertThat(StoreFixtures.list(db, tx -> agenda.page(tx, "demo", "lunch", 1)))
                .isEmpty();
    }

    @Test
    void an_exported_agenda_imported_again_changes_nothing() {
        db.transact(tx -> agenda.insertAll(tx, "demo", List.of(opening, AgendaChanges.cancel(lunch))));
        var items = db.read(tx -> agenda.list(tx, "demo"));
        for (var exported : List.of(AgendaExport.ics(SHANGHAI, items, NOW), AgendaExport.csv(SHANGHAI, items))) {
            var in = new ByteArrayInputStream(exported.getBytes(StandardCharsets.UTF_8));
            var difference = db.read(tx -> new AgendaImport(agenda).read(tx, SHANGHAI, in, null, NOW));
            assertThat(difference.bad()).isEmpty();
            assertThat(difference.changesNothing()).isTrue();
        }
    }

    private List<String> between(String from, String to) {
        return db.read(tx -> agenda.between(tx, "demo", Instant.parse(from), Instant.parse(to))).stream()
                .map(AgendaItem::code)
                .toList();
    }
}
