package io.herald.roster;

import io.herald.platform.Tx;
import io.herald.roster.ProfileStore.RecipientRow;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Reads the delegates of a congress. */
@ApplicationScoped
class DelegateStore {
    private static final String SEARCH = """
            select id, kind, code, name_zh, name_en, language, delegation, residence, room, vehicle,
                   phone, contact, attributes, role, delegations, residences
              from recipient
             where kind = 'DELEGATE' and congress = $1 and id > $2 and removed_at is null
               and ($3::text is null or delegation = $3)
               and ($4::text is null or strpos(lower(code || ' ' || name_zh || ' ' || name_en), lower($4)) > 0)
               and ($6::bigint[] is null or id = any($6))
             order by id limit $5
            """;

    /** The next delegates after {@code afterId}, with the arrangements of an isolation; null filters ask for all. */
    List<Recipient> search(
            Tx tx, String congress, long afterId, String delegation, String words, int limit, People own) {
        return tx.list(SEARCH, RecipientRow::recipient, congress, afterId, delegation, words, limit, own.orNull());
    }

    private static final String CARD_TOKEN = """
            select card_token from delegate where congress = $1 and code = $2 and removed_at is null
            """;

    Optional<String> cardToken(Tx tx, String congress, String code) {
        return tx.one(CARD_TOKEN, row -> row.getString("card_token"), congress, code);
    }

    private static final String ATTRIBUTE_KEYS = """
            select distinct jsonb_object_keys(attributes) as key
              from delegate where congress = $1 and removed_at is null and ($2::bigint[] is null or id = any($2))
             order by key
            """;

    /** The keys of all attributes anybody has. */
    List<String> attributeKeys(Tx tx, String congress, People own) {
        return tx.list(ATTRIBUTE_KEYS, row -> row.getString("key"), congress, own.orNull());
    }

    private static final String ENTRIES = """
            select code, name_zh, name_en, language, delegation, residence, room, vehicle, phone, contact, attributes
              from delegate
             where congress = $1 and code > $2 and removed_at is null and ($4::bigint[] is null or id = any($4))
             order by code limit $3
            """;

    /** The next delegates after a code, as they were entered. */
    List<DelegateEntry> entries(Tx tx, String congress, String afterCode, int limit, People own) {
        return tx.list(ENTRIES, DelegateStore::entry, congress, afterCode, limit, own.orNull());
    }

    private static DelegateEntry entry(Row row) {
        return new DelegateEntry(
                0,
                row.getString("code"),
                RecipientRow.bilingual(row, "name"),
                row.getString("phone"),
                Language.valueOf(row.getString("language")),
                row.getString("delegation"),
                row.getString("residence"),
                row.getString("room"),
                row.getString("vehicle"),
                Contact.valueOf(row.getString("contact")),
                RecipientRow.attributes(row.getJsonObject("attributes")));
    }
}
