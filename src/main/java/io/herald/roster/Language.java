package io.herald.roster;

import java.util.Locale;

/** A language people are written to in. */
public enum Language {
    ZH,
    EN;

    /** The BCP 47 tag, lower case: {@code zh}, {@code en}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads {@code zh}, {@code zh-CN}, {@code EN}, {@code en_GB} and the like.
     *
     * @throws IllegalArgumentException for a language the hub does not speak
     */
    public static Language of(String tag) {
        var primary = tag.strip().toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        for (var language : values()) {
            if (language.tag().equals(primary)) {
                return language;
            }
        }
        throw new IllegalArgumentException("\"" + tag + "\" is not a language the hub speaks (zh, en)");
    }
}
