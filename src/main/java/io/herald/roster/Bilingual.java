package io.herald.roster;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** A name or text in Chinese and English; where one is empty the other is shown. */
public record Bilingual(String zh, String en) {
    public static final Bilingual EMPTY = new Bilingual("", "");

    public Bilingual {
        zh = zh == null ? "" : zh.strip();
        en = en == null ? "" : en.strip();
    }

    public String in(Language language) {
        return switch (language) {
            case ZH -> zh.isEmpty() ? en : zh;
            case EN -> en.isEmpty() ? zh : en;
        };
    }

    @JsonIgnore
    public boolean isEmpty() {
        return zh.isEmpty() && en.isEmpty();
    }
}
