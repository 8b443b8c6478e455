package io.herald.roster;

import java.time.ZoneId;
import java.util.List;

/**
 * One meeting with its own people, agenda, zone, languages and settings.
 *
 * @param region the ISO 3166 country whose phone numbers need no country code
 * @param sample a sample or rehearsal congress, which can never reach a live route
 */
public record Congress(
        String code,
        Bilingual name,
        ZoneId zone,
        List<Language> languages,
        String region,
        boolean sample,
        CongressSettings settings) {}
