package io.herald.roster;

import io.herald.platform.Tx;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Recipients as they are at this moment, with the arrangements of an isolation in place of their own while one stands. */
@ApplicationScoped
public class ProfileStore {
    private static final String LOAD = """
            select r.id, r.kind, r.code, r.name_zh, r.name_en, r.language, r.delegation, r.residence, r.room, r.vehicle,
                   r.phone, r.contact, r.attributes, r.role, r.delegations, r.residences,
                   g.name_zh as group_zh, g.name_en as group_en,
                   h.name_zh as house_zh, h.name_en as house_en,
                   v.name_zh as vehicle_zh, v.name_en as vehicle_en, v.plate,
                   l.name_zh as liaison_zh, l.name_en as liaison_en, l.phone as liaison_phone,
                   exists (select 1 from delegate o
                            where o.congress = r.congress and o.phone = r.phone
                              and o.id <> r.id and o.removed_at is null) as shared
              from unnest($1::bigint[]) as wanted (id)
              join recipient r on r.id = wanted.id
              left join delegation g on g.congress = r.congress and g.code = r.delegation
              left join residence h on h.congress = r.congress and h.code = r.residence
              left join vehicle v on v.congress = r.congress and v.code = r.vehicle
              left join lateral (
                   select s.name_zh, s.name_en, s.phone from staff s
                    where s.congress = r.congress and s.role = 'LIAISON' and s.removed_at is null
                      and r.delegation = any (s.delegations)
                    order by s.phone is null, s.id limit 1) l on true
             where r.removed_at is null
            """;

    /** By id; whoever was removed meanwhile is not in the answer. */
    public Map<Long, Profile> load(Tx tx, Collection<Long> ids) {
        var profiles = new HashMap<Long, Profile>();
        for (var profile : tx.list(LOAD, ProfileStore::profile, (Object) ids.toArray(Long[]::new))) {
            profiles.put(profile.recipient().id(), profile);
        }
        return profiles;
    }

    private static final String BY_CODE = """
            select id from delegate where congress = $1 and code = $2 and removed_at is null
            """;

    public Optional<Long> delegateByCode(Tx tx, String congress, String code) {
        return tx.one(BY_CODE, row -> row.getLong("id"), congress, code);
    }

    private static final String BY_CARD_TOKEN = """
            select id from delegate where card_token = $1 and removed_at is null
            """;

    public Optional<Profile> byCardToken(Tx tx, String token) {
        return tx.one(BY_CARD_TOKEN, row -> row.getLong("id"), token)
                .map(id -> load(tx, List.of(id)).get(id));
    }

    private static final String PAGE = """
            (select id, kind, code, name_zh, name_en, language, delegation, residence, room, vehicle,
                    phone, contact, attributes, role, delegations, residences
               from recipient
              where kind = 'DELEGATE' and congress = $1 and id > $2 and removed_at is null order by id limit $3)
            union all
            (select id, kind, code, name_zh, name_en, language, delegation, residence, room, vehicle,
                    phone, contact, attributes, role, delegations, residences
               from recipient
              where kind = 'STAFF' and congress = $1 and id > $2 and removed_at is null order by id limit $3)
            order by id limit $3
            """;

    /** The next live delegates and staff after {@code afterId}, by id; an empty list is the end. */
    public List<Recipient> page(Tx tx, String congress, long afterId, int limit) {
        return tx.list(PAGE, RecipientRow::recipient, congress, afterId, limit);
    }

    private static Profile profile(Row row) {
        var recipient = RecipientRow.recipient(row);
        var liaisonPhone = row.getString("liaison_phone");
        var plate = row.getString("plate");
        return new Profile(
                recipient,
                RecipientRow.bilingual(row, "group"),
                RecipientRow.bilingual(row, "house"),
                RecipientRow.bilingual(row, "vehicle"),
                plate == null ? "" : plate,
                RecipientRow.bilingual(row, "liaison"),
                liaisonPhone,
                smsPhone(recipient, liaisonPhone),
                recipient.contact() != Contact.OWN || row.getBoolean("shared"));
    }

    private static String smsPhone(Recipient recipient, String liaisonPhone) {
        return switch (recipient.contact()) {
            case OWN, ASSISTANT -> recipient.phone();
            case LIAISON -> liaisonPhone;
        };
    }

    /** Reads a row of the view {@code recipient}. */
    static final class RecipientRow {
        private RecipientRow() {}

        static Recipient recipient(Row row) {
            var role = row.getString("role");
            return new Recipient(
                    row.getLong("id"),
                    Recipient.Kind.valueOf(row.getString("kind")),
                    row.getString("code"),
                    bilingual(row, "name"),
                    Language.valueOf(row.getString("language")),
                    row.getString("delegation"),
                    row.getString("residence"),
                    row.getString("room"),
                    row.getString("vehicle"),
                    row.getString("phone"),
                    Contact.valueOf(row.getString("contact")),
                    attributes(row.getJsonObject("attributes")),
                    role == null ? null : StaffRole.valueOf(role),
                    codes(row, "delegations"),
                    codes(row, "residences"));
        }

        /** The two columns of a name; empty when the outer join found none. */
        static Bilingual bilingual(Row row, String column) {
            return new Bilingual(row.getString(column + "_zh"), row.getString(column + "_en"));
        }

        static Map<String, String> attributes(JsonObject json) {
            var attributes = new LinkedHashMap<String, String>();
            json.forEach(entry -> attributes.put(entry.getKey(), String.valueOf(entry.getValue())));
            return attributes;
        }

        static Set<String> codes(Row row, String column) {
            return new TreeSet<>(List.of(row.getArrayOfStrings(column)));
        }
    }
}
