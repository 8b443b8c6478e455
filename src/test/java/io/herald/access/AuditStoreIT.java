package io.herald.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.TestDatabase;
import io.herald.Together;
import io.herald.platform.Db;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditStoreIT {
    private static final Instant NOW = Instant.parse("2026-11-22T01:00:00.123456Z");

    private final TestDatabase database = TestDatabase.fresh();
    private final Db db = database.db();
    private final AuditStore audit = new AuditStore();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void what_was_written_holds_whoever_wrote_at_once() {
        Together.call(8, () -> {
            write("one");
            write("two");
            return null;
        });
        assertThat(verify().intact()).isTrue();
        assertThat(verify().lines()).isEqualTo(16);
    }

    @Test
    void a_line_that_was_altered_shows() {
        three();
        meddle("update audit set target = 'somebody else' where id = 2");
        assertThat(verify().intact()).isFalse();
        assertThat(verify().broken()).isEqualTo(2);
    }

    @Test
    void a_line_that_was_removed_shows() {
        three();
        meddle("delete from audit where id = 1");
        assertThat(verify().broken()).isEqualTo(1);
    }

    @Test
    void a_missing_end_shows_to_who_kept_the_hash() {
        three();
        var kept = verify().hash();
        meddle("delete from audit where id = 3");
        assertThat(verify().hash()).isNotEqualTo(kept);
    }

    @Test
    void lines_are_neither_changed_nor_removed_in_passing() {
        three();
        assertThatThrownBy(() -> db.transact(tx -> tx.update("update audit set who = 'nobody'")))
                .hasMessageContaining("audit");
        assertThatThrownBy(() -> db.transact(tx -> tx.update("delete from audit")))
                .hasMessageContaining("audit");
        assertThatThrownBy(() -> db.transact(tx -> tx.query("truncate audit"))).hasMessageContaining("audit");
    }

    @Test
    void what_is_taken_back_is_not_written() {
        three();
        db.rehearse(tx -> {
            audit.append(tx, line("never"));
            return null;
        });
        write("four");
        assertThat(verify().lines()).isEqualTo(4);
        assertThat(verify().intact()).isTrue();
    }

    private void three() {
        write("one");
        write("two");
        write("three");
    }

    private void write(String target) {
        db.transact(tx -> audit.append(tx, line(target)));
    }

    private static AuditLine line(String target) {
        return new AuditLine(0, NOW, "S01", "127.0.0.1", "tested", null, target, "", null);
    }

    private AuditStore.Verdict verify() {
        return db.inSnapshot(audit::verify);
    }

    /** As somebody would who owns the database. */
    private void meddle(String sql) {
        db.transact(tx -> {
            tx.query("alter table audit disable trigger audit_is_kept");
            tx.update(sql);
            tx.query("alter table audit enable trigger audit_is_kept");
        });
    }
}
