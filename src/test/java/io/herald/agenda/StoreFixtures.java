package io.herald.agenda;

import io.herald.platform.Db;
import io.herald.platform.Tx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A congress with a few delegates, written straight into the tables. */
final class StoreFixtures {
    private StoreFixtures() {}

    static void congress(Db db, String code) {
        db.transact(tx -> {
            tx.update(
                    "insert into congress (code, zone, languages, region) values ($1, 'Asia/Shanghai', '{ZH,EN}', 'CN')",
                    code);
            tx.update("insert into delegation (congress, code) values ($1, 'D01')", code);
        });
    }

    static <T> List<T> list(Db db, Function<Tx, List<T>> read) {
        return db.read(read);
    }

    static <T> Optional<T> one(Db db, Function<Tx, Optional<T>> read) {
        return db.read(read);
    }

    static <K, V> Map<K, V> map(Db db, Function<Tx, Map<K, V>> read) {
        return db.read(read);
    }

    /** Recipient ids by code. */
    static Map<String, Long> delegates(Db db, String congress, String... codes) {
        var ids = new HashMap<String, Long>();
        db.transact(tx -> {
            for (var code : codes) {
                var row = tx.query("""
                        insert into delegate (congress, code, language, delegation, contact, card_token)
                        values ($1, $2, 'ZH', 'D01', 'OWN', $1 || $2) returning id
                        """, congress, code);
                ids.put(code, row.iterator().next().getLong("id"));
            }
        });
        return ids;
    }
}
