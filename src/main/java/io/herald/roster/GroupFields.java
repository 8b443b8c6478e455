package io.herald.roster;

import java.util.Map;
import java.util.Map.Entry;

/** Groups as the fields of a table, and back. */
final class GroupFields {
    private GroupFields() {}

    static Map<String, String> of(Delegation group) {
        return Map.of("name", group.name().zh(), "name_en", group.name().en());
    }

    static Map<String, String> of(Residence group) {
        return Map.of(
                "name", group.name().zh(),
                "name_en", group.name().en(),
                "address", group.address().zh(),
                "address_en", group.address().en(),
                "phone", group.phone());
    }

    static Map<String, String> of(Vehicle group) {
        return Map.of(
                "name", group.name().zh(),
                "name_en", group.name().en(),
                "plate", group.plate(),
                "departs", group.departs().zh(),
                "departs_en", group.departs().en());
    }

    static Delegation delegation(Entry<String, Map<String, String>> group) {
        return new Delegation(group.getKey(), bilingual(group, "name"));
    }

    static Residence residence(Entry<String, Map<String, String>> group) {
        return new Residence(
                group.getKey(),
                bilingual(group, "name"),
                bilingual(group, "address"),
                group.getValue().get("phone"));
    }

    static Vehicle vehicle(Entry<String, Map<String, String>> group) {
        return new Vehicle(
                group.getKey(), bilingual(group, "name"), group.getValue().get("plate"), bilingual(group, "departs"));
    }

    private static Bilingual bilingual(Entry<String, Map<String, String>> group, String field) {
        return new Bilingual(group.getValue().get(field), group.getValue().get(field + "_en"));
    }
}
