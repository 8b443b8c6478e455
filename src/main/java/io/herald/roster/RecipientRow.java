package io.herald.roster;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads a row of the view {@code recipient}. */
final class RecipientRow {
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
