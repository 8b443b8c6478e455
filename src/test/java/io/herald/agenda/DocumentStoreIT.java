package io.herald.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.TestDatabase;
import io.herald.agenda.DocumentStore.Copy;
import io.herald.platform.Db;
import io.herald.roster.Bilingual;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DocumentStoreIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");

    private final Db db = DATABASE.db();
    private final DocumentStore documents = new DocumentStore();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void copies_have_holders_until_they_are_returned() {
        StoreFixtures.congress(db, "demo");
        var ids = StoreFixtures.delegates(db, "demo", "001", "002");
        var title = new Bilingual("报告", "Report");
        db.transact(tx -> documents.issue(
                tx, "demo", "17", title, Map.of("017-1", ids.get("001"), "017-2", ids.get("002")), NOW));
        db.transact(tx -> documents.issue(tx, "demo", "17", title, Map.of("017-2", ids.get("001")), NOW));
        assertThat(StoreFixtures.list(db, tx -> documents.holders(tx, "demo", "17")))
                .containsExactly(
                        new DocumentStore.Holder("017-1", ids.get("001")),
                        new DocumentStore.Holder("017-2", ids.get("001")));
        assertThat((Object) db.read(tx -> documents.title(tx, "demo", "17"))).isEqualTo(title);

        assertThat((boolean) db.read(tx -> documents.isCalledBack(tx, "demo", "17")))
                .isFalse();
        db.transact(tx -> documents.takeBack(tx, "demo", "17", "017-1", NOW.plusSeconds(5), "Li Na", "desk"));
        assertThat((int) db.inTransaction(tx -> documents.recall(tx, "demo", "17", NOW.plusSeconds(60), NOW)))
                .isEqualTo(1);
        assertThat((boolean) db.read(tx -> documents.isCalledBack(tx, "demo", "17")))
                .isTrue();
        assertThat(StoreFixtures.list(db, tx -> documents.holders(tx, "demo", "17")))
                .containsExactly(new DocumentStore.Holder("017-2", ids.get("001")));
        assertThat(StoreFixtures.list(db, tx -> documents.holders(tx, "demo", "18")))
                .isEmpty();
    }

    @Test
    void every_copy_tells_who_has_it_or_who_brought_it_back_and_pages_go_on() {
        StoreFixtures.congress(db, "papers");
        var ids = StoreFixtures.delegates(db, "papers", "001", "002");
        var title = new Bilingual("报告", "Report");
        db.transact(tx -> documents.issue(
                tx, "papers", "17", title, Map.of("1", ids.get("001"), "2", ids.get("002"), "3", ids.get("002")), NOW));
        db.transact(tx -> documents.recall(tx, "papers", "17", NOW.plusSeconds(60), NOW));
        db.transact(tx -> documents.takeBack(tx, "papers", "17", "2", NOW.plusSeconds(5), "Li Na", "desk"));
        db.transact(tx -> documents.takeBack(tx, "papers", "17", "2", NOW.plusSeconds(9), "another", null));

        var all = StoreFixtures.list(db, tx -> documents.page(tx, "papers", "17", false, null, null, 10));
        assertThat(all).extracting(Copy::copy).containsExactly("1", "2", "3");
        assertThat(all.get(1).returned()).isEqualTo(NOW.plusSeconds(5));
        assertThat(all.get(1).returnedBy()).isEqualTo("Li Na");
        assertThat(all.get(1).receivedBy()).isEqualTo("desk");
        var place = new DocumentStore.Place("D01", "1");
        assertThat(StoreFixtures.list(db, tx -> documents.page(tx, "papers", "17", true, "D01", place, 10)))
                .extracting(Copy::copy)
                .containsExactly("3");
        assertThat(StoreFixtures.list(db, tx -> documents.counts(tx, "papers", NOW.plusSeconds(60))))
                .containsExactly(new DocumentStore.Count("17", title, 3, 2, 2, 2));

        db.transact(tx -> documents.issue(tx, "papers", "17", title, Map.of("2", ids.get("001")), NOW.plusSeconds(99)));
        assertThat(StoreFixtures.one(db, tx -> documents.find(tx, "papers", "17", "2")))
                .hasValueSatisfying(copy -> {
                    assertThat(copy.holder()).isEqualTo("001");
                    assertThat(copy.returned()).isNull();
                    assertThat(copy.recalled()).isNull();
                    assertThat(copy.returnedBy()).isNull();
                });
    }
}
