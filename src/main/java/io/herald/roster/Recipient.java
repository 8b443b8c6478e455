package io.herald.roster;

import java.util.Map;
import java.util.Set;

/**
 * Whoever can get a delivery: a delegate or a staff person, as they are at this moment.
 *
 * @param id unique over delegates and staff of all congresses
 * @param delegation code, null for staff; likewise residence, room and vehicle where there is none
 * @param phone E.164, null when none is known
 * @param attributes free attributes of the import, none for staff
 * @param role null for delegates
 * @param delegations the delegations a liaison looks after
 * @param residences the residences a chief looks after
 */
public record Recipient(
        long id,
        Kind kind,
        String code,
        Bilingual name,
        Language language,
        String delegation,
        String residence,
        String room,
        String vehicle,
        String phone,
        Contact contact,
        Map<String, String> attributes,
        StaffRole role,
        Set<String> delegations,
        Set<String> residences) {
    public enum Kind {
        DELEGATE,
        STAFF
    }

    /** The same person, written to in another language. */
    Recipient speaking(Language other) {
        return new Recipient(
                id,
                kind,
                code,
                name,
                other,
                delegation,
                residence,
                room,
                vehicle,
                phone,
                contact,
                attributes,
                role,
                delegations,
                residences);
    }

    public boolean isDelegate() {
        return kind == Kind.DELEGATE;
    }

    /**
     * Whether a staff person is there for somebody: a liaison for the people of their delegations, a chief for those of their
     * residences, the desk and the secretariat for everybody.
     *
     * @param delegation that person's, null where there is none; likewise residence
     */
    public boolean looksAfter(String delegation, String residence) {
        return switch (role) {
            case DUTY, SECRETARY -> true;
            case LIAISON -> delegation != null && delegations.contains(delegation);
            case CHIEF -> residence != null && residences.contains(residence);
        };
    }
}
