package io.herald.roster;

/**
 * A person with the names of what groups them.
 *
 * @param smsPhone the number an SMS for them goes to, by their contact: their own, the assistant's, or the first liaison's of
 *     their delegation; null when there is none
 * @param sayForWhom the phone is an assistant's, a liaison's, or shared with another live delegate: the text says for whom it is
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
        boolean sayForWhom) {}
