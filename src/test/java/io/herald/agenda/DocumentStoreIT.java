package io.herald.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.TestDatabase;
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

        db.transact(tx -> tx.update("update document_copy set returned_at = now() where copy = '017-1'"));
        assertThat((int) db.inTransaction(tx -> documents.recall(tx, "demo", "17", NOW)))
                .isEqualTo(1);
        assertThat(StoreFixtures.list(db, tx -> documents.holders(tx, "demo", "17")))
                .containsExactly(new DocumentStore.Holder("017-2", ids.get("001")));
        assertThat(StoreFixtures.list(db, tx -> documents.holders(tx, "demo", "18")))
                .isEmpty();
    }
}
