package io.herald.roster;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Words that must not leave by SMS. They are found whatever their case and width (NFKC), with any white space where they have
 * some, and through invisible characters. A letter or digit of a script that sets words apart must not go on beyond the
 * word: {@code plan} is not in "planet", nor in "plan2". Chinese, Japanese, Thai and the like set nothing apart, so there a
 * word is found anywhere, and beside them any other word is: {@code plan} is in "本plan会".
 */
public final class ForbiddenWords {
    private static final int LONGEST = 100;
    private static final int MOST = 1_000;

    /** As they are looked for, by how they were written down. */
    private final Map<String, String> words = new LinkedHashMap<>();

    private ForbiddenWords(List<String> words) {
        words.forEach(word -> this.words.put(word, folded(word)));
    }

    /** Of what {@link #refusal} finds nothing wrong with. */
    public static ForbiddenWords of(List<String> words) {
        return new ForbiddenWords(words);
    }

    /** What is wrong with such a list; empty when nothing is. */
    static Optional<String> refusal(List<String> words) {
        if (words.size() > MOST) {
            return Optional.of("at most " + MOST + " words");
        }
        return words.stream()
                .filter(word -> word.length() > LONGEST || folded(word).isEmpty())
                .findFirst()
                .map(word -> "\"" + word.substring(0, Math.min(LONGEST, word.length())) + "\" must have 1 to " + LONGEST
                        + " characters that can be seen");
    }

    /** The first of them that this text says, as it was written down. */
    public Optional<String> in(String text) {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        var folded = folded(text);
        return words.entrySet().stream()
                .filter(word -> says(folded, word.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean says(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            boolean begins = at == 0 || apart(text.codePointBefore(at), word.codePointAt(0));
            boolean ends = end == text.length() || apart(word.codePointBefore(word.length()), text.codePointAt(end));
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }

    private static boolean apart(int left, int right) {
        return !(runsOn(left) && runsOn(right));
    }

    /** Whether it belongs to a word together with its like beside it. */
    private static boolean runsOn(int sign) {
        return Character.isLetterOrDigit(sign)
                && switch (Character.UnicodeScript.of(sign)) {
                    case HAN, HIRAGANA, KATAKANA, BOPOMOFO, THAI, LAO, KHMER, MYANMAR -> false;
                    default -> true;
                };
    }

    /** Twice, for a lower case letter may fold once more. */
    private static String folded(String text) {
        var once = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(once, Normalizer.Form.NFKC)
                .replaceAll("\\p{Cf}+", "")
                .replaceAll("[\\s\\p{Z}]+", " ")
                .strip();
    }
}
