package io.herald.roster;

/**
 * A recipient with the names of what groups them and the way an SMS takes to them, as of now. What there is none of is
 * {@link Bilingual#EMPTY} or empty.
 *
 * @param plate of their vehicle
 * @param liaison the name of the first liaison of their delegation
 * @param liaisonPhone E.164, null when none is known
 * @param smsPhone where an SMS for them goes by their contact, null when there is no such number
 * @param sayForWhom whether others read that phone too, so that the text must say for whom it is
 */
public record Profile(
        Recipient recipient,
        Bilingual delegation,
        Bilingual residence,
        Bilingual vehicle,
        String plate,
        Bilingual liaison,
        String liaisonPhone,
        String smsPhone,
        boolean sayForWhom) {
    /** The same person, written to in another language. */
    public Profile speaking(Language other) {
        return new Profile(
                recipient.speaking(other),
                delegation,
                residence,
                vehicle,
                plate,
                liaison,
                liaisonPhone,
                smsPhone,
                sayForWhom);
    }
}
