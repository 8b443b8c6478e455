package io.herald.render;

import io.herald.roster.Language;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Times as people of a congress read them, in its zone: 11月22日 星期日 09:00, or 22 Nov, Sunday, 09:00. */
public final class Moments {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final Map<Language, DateTimeFormatter> DATE = Map.of(
            Language.ZH, DateTimeFormatter.ofPattern("M月d日", Locale.CHINESE),
            Language.EN, DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH));
    private static final Map<Language, DateTimeFormatter> WEEKDAY = Map.of(
            Language.ZH, DateTimeFormatter.ofPattern("EEEE", Locale.SIMPLIFIED_CHINESE),
            Language.EN, DateTimeFormatter.ofPattern("EEEE", Locale.ENGLISH));

    private Moments() {}

    public static String date(Instant at, ZoneId zone, Language language) {
        return DATE.get(language).format(at.atZone(zone));
    }

    public static String weekday(Instant at, ZoneId zone, Language language) {
        return WEEKDAY.get(language).format(at.atZone(zone));
    }

    public static String time(Instant at, ZoneId zone) {
        return TIME.format(at.atZone(zone));
    }
}
