package io.herald.agenda;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The words files use for kinds and flags, and the codes items get. */
final class AgendaWords {
    private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,99}");
    private static final int LONGEST_SLUG = 40;
    private static final int KEPT_OF_LONG = 24;

    private static final Map<String, AgendaItem.Kind> KINDS = Map.ofEntries(
            Map.entry("session", AgendaItem.Kind.SESSION),
            Map.entry("会议", AgendaItem.Kind.SESSION),
            Map.entry("meal", AgendaItem.Kind.MEAL),
            Map.entry("用餐", AgendaItem.Kind.MEAL),
            Map.entry("餐", AgendaItem.Kind.MEAL),
            Map.entry("departure", AgendaItem.Kind.DEPARTURE),
            Map.entry("出发", AgendaItem.Kind.DEPARTURE),
            Map.entry("乘车", AgendaItem.Kind.DEPARTURE),
            Map.entry("other", AgendaItem.Kind.OTHER),
            Map.entry("其他", AgendaItem.Kind.OTHER));
    private static final Map<String, Boolean> FLAGS = Map.ofEntries(
            Map.entry("true", true),
            Map.entry("yes", true),
            Map.entry("y", true),
            Map.entry("1", true),
            Map.entry("x", true),
            Map.entry("是", true),
            Map.entry("false", false),
            Map.entry("no", false),
            Map.entry("n", false),
            Map.entry("0", false),
            Map.entry("否", false),
            Map.entry("", false));

    private AgendaWords() {}

    /** @throws IllegalArgumentException with a sentence for a word that is no kind */
    static AgendaItem.Kind kind(String word) {
        var kind = KINDS.get(word.strip().toLowerCase(Locale.ROOT));
        if (kind == null) {
            throw new IllegalArgumentException("is no kind of agenda item (session, meal, departure, other)");
        }
        return kind;
    }

    /** @throws IllegalArgumentException with a sentence for a word that is neither yes nor no */
    static boolean flag(String word) {
        var flag = FLAGS.get(word.strip().toLowerCase(Locale.ROOT));
        if (flag == null) {
            throw new IllegalArgumentException("is neither yes nor no");
        }
        return flag;
    }

    /** @throws IllegalArgumentException with a sentence when it cannot be an item's code */
    static String code(String word) {
        if (!CODE.matcher(word).matches()) {
            throw new IllegalArgumentException("is no code: up to 100 letters, digits, dots, dashes and underscores");
        }
        return word;
    }

    /** A code made out of an iCalendar UID, always the same for the same UID. */
    static String codeOf(String uid) {
        var slug = uid.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        if (!slug.isEmpty() && slug.length() <= LONGEST_SLUG) {
            return slug;
        }
        var kept = slug.substring(0, Math.min(slug.length(), KEPT_OF_LONG));
        return (kept.isEmpty() ? "item" : kept.replaceAll("-+$", "")) + "-" + hash(uid);
    }

    private static String hash(String uid) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(uid.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
