package io.herald.roster;

import io.herald.platform.table.BadRows;
import io.herald.platform.table.TableRow;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A delegate as a row of a table has them.
 *
 * @param row its number, as a person sees it
 * @param phone E.164; null when there is none, and so are residence, room and vehicle
 * @param attributes the filled ones
 */
record DelegateEntry(
        int row,
        String code,
        Bilingual name,
        String phone,
        Language language,
        String delegation,
        String residence,
        String room,
        String vehicle,
        Contact contact,
        Map<String, String> attributes) {
    /** The codes a row may name. */
    record Known(Set<String> delegations, Set<String> residences, Set<String> vehicles) {}

    static DelegateEntry read(TableRow row, Congress congress, Known known, BadRows bad) {
        var delegation = Codes.known(row, "delegation", known.delegations(), bad);
        if (delegation == null) {
            row.refuse("delegation", "is missing", bad);
        }
        var attributes = new TreeMap<>(row.free());
        attributes.values().removeIf(String::isEmpty);
        return new DelegateEntry(
                row.number(),
                Codes.own(row, bad),
                PersonCells.name(row, bad),
                PersonCells.phone(row, congress, bad),
                PersonCells.language(row, congress, bad),
                delegation,
                Codes.known(row, "residence", known.residences(), bad),
                emptyAsNull(row.narrow("room")),
                Codes.known(row, "vehicle", known.vehicles(), bad),
                PersonCells.contact(row, bad),
                attributes);
    }

    /** By column, in the order of the columns. */
    Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("code", code);
        fields.put("name", name.zh());
        fields.put("name_en", name.en());
        fields.put("phone", nullAsEmpty(phone));
        fields.put("language", language.tag());
        fields.put("delegation", delegation);
        fields.put("residence", nullAsEmpty(residence));
        fields.put("room", nullAsEmpty(room));
        fields.put("vehicle", nullAsEmpty(vehicle));
        fields.put("contact", contact.name().toLowerCase(Locale.ROOT));
        attributes.forEach((key, value) -> fields.put(DelegateColumns.FREE + key, value));
        return fields;
    }

    private static String emptyAsNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String nullAsEmpty(String text) {
        return text == null ? "" : text;
    }
}
