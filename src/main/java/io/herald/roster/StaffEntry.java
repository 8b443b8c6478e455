package io.herald.roster;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A staff person as a list has them.
 *
 * @param phone E.164, null when none is known
 */
record StaffEntry(
        String code,
        Bilingual name,
        String phone,
        Language language,
        StaffRole role,
        Set<String> delegations,
        Set<String> residences) {
    static StaffEntry of(Recipient staff) {
        return new StaffEntry(
                staff.code(),
                staff.name(),
                staff.phone(),
                staff.language(),
                staff.role(),
                staff.delegations(),
                staff.residences());
    }

    Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", name.zh());
        fields.put("name_en", name.en());
        fields.put("phone", phone == null ? "" : phone);
        fields.put("language", language.tag());
        fields.put("role", role.name().toLowerCase(Locale.ROOT));
        fields.put("delegations", String.join(" ", delegations));
        fields.put("residences", String.join(" ", residences));
        return fields;
    }
}
