package io.herald.hub;

import io.herald.plan.Lane;
import io.herald.roster.Bilingual;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a change of the agenda would do, or did.
 *
 * @param basis what this impact was worked out from: the same change with the same basis does exactly this, and nothing else
 * @param items each agenda item that changes, and who knows what of it
 * @param withdrawn messages that have not left and are taken back
 * @param corrections what goes out at once, to those who were told otherwise or would hear too late
 * @param reminders what is planned for later, the earliest first
 * @param skipped rules that lead to nothing although they apply, and why: what would come too late, above all
 * @param clashes what the same people would have to attend at the same time
 * @param untouched delegates who hear nothing at once, whatever of the agenda is theirs
 */
public record Impact(
        String basis,
        List<Item> items,
        int withdrawn,
        Corrections corrections,
        List<Reminder> reminders,
        List<Omitted> skipped,
        List<Overlap> clashes,
        int untouched) {
    /** An item as it was (nulls for a new one) and becomes. */
    public record Item(
            String item,
            Bilingual title,
            Instant start,
            Bilingual place,
            Instant newStart,
            Bilingual newPlace,
            boolean cancelled,
            Knowledge knowledge) {}

    /**
     * Who was told what is no longer true.
     *
     * @param told how many; of them delivered by their provider's word, seen on their card, confirmed by them
     * @param byDelegation told, by delegation; staff and those without one under the empty text
     */
    public record Knowledge(int told, int delivered, int seen, int confirmed, Map<String, Integer> byDelegation) {}

    /**
     * @param people who gets one, each a single SMS at most
     * @param waiting of them, after the quiet hours
     * @param sms of them by SMS; noSms without, by reason
     * @param parts SMS parts in all; seconds is what they take at the route's pace
     * @param byNotice people by what they are told: the rule's name, or {@code changes} for several changes at once
     * @param texts some of the exact texts
     */
    public record Corrections(
            int people,
            int waiting,
            int sms,
            Map<String, Integer> noSms,
            int parts,
            long seconds,
            Map<String, Integer> byNotice,
            List<Preview.Shown> texts) {}

    /** @param quiet whether it waits for the end of the quiet hours */
    public record Reminder(String name, List<String> about, Lane lane, Instant due, int people, boolean quiet) {}

    /** A rule and why it tells nobody. */
    public record Omitted(String rule, String why) {}

    /** @param codes some of the people, by their codes */
    public record Overlap(String item, String other, int people, List<String> codes) {}
}
