package io.herald.roster;

import io.herald.platform.Problem;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A congress as somebody wrote it down, before it is checked. */
record CongressForm(
        Bilingual name, String zone, List<String> languages, String region, Boolean sample, CongressSettings settings) {
    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** One field that is wrong. */
    record Mistake(String field, String reason) {}

    /** @throws Problem 422 that names every field that is wrong */
    Congress checked(String code) {
        var mistakes = new ArrayList<Mistake>();
        check(CODE.matcher(code).matches(), "code", "must be small letters, digits and hyphens, at most 63", mistakes);
        check(name != null && !name.isEmpty(), "name", "is missing, in Chinese (zh) or English (en)", mistakes);
        check(
                region != null && Phone.isRegion(region),
                "region",
                "must be a country of ISO 3166, such as CN",
                mistakes);
        settings(mistakes);
        var checkedZone = zone(mistakes);
        var checkedLanguages = languages(mistakes);
        if (!mistakes.isEmpty()) {
            throw Problem.invalid("The congress cannot be saved.", mistakes);
        }
        return new Congress(
                code,
                name,
                checkedZone,
                checkedLanguages,
                region,
                Boolean.TRUE.equals(sample),
                settings == null ? CongressSettings.DEFAULT : settings);
    }

    private void settings(List<Mistake> mistakes) {
        if (settings == null) {
            return;
        }
        var above = settings.twoPersons().above();
        check(
                above == null || above >= 0,
                "settings.twoPersons.above",
                "must be a number of people, or null for never",
                mistakes);
        ForbiddenWords.refusal(settings.forbiddenWords())
                .ifPresentOrElse(
                        reason -> mistakes.add(new Mistake("settings.forbiddenWords", reason)),
                        () -> signature(mistakes));
    }

    /** It stands in every SMS. */
    private void signature(List<Mistake> mistakes) {
        var words = ForbiddenWords.of(settings.forbiddenWords());
        for (var language : Language.values()) {
            words.in(settings.signature().in(language))
                    .ifPresent(word -> mistakes.add(new Mistake(
                            "settings.forbiddenWords",
                            "\"" + word + "\" stands in the signature, so that no SMS could leave")));
        }
    }

    private ZoneId zone(List<Mistake> mistakes) {
        try {
            return ZoneId.of(zone == null ? "" : zone);
        } catch (DateTimeException unknown) {
            mistakes.add(new Mistake("zone", "must be a time zone such as Asia/Shanghai"));
            return null;
        }
    }

    private List<Language> languages(List<Mistake> mistakes) {
        try {
            var found = languages == null
                    ? List.<Language>of()
                    : languages.stream().map(Language::of).distinct().toList();
            check(!found.isEmpty(), "languages", "are missing; the first one is the usual one", mistakes);
            return found;
        } catch (IllegalArgumentException unknown) {
            mistakes.add(new Mistake("languages", unknown.getMessage()));
            return List.of();
        }
    }

    private static void check(boolean fine, String field, String reason, List<Mistake> mistakes) {
        if (!fine) {
            mistakes.add(new Mistake(field, reason));
        }
    }
}
