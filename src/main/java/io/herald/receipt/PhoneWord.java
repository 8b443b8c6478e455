package io.herald.receipt;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** What somebody wants who answers by SMS: the whole message must be one of its words, in either language. */
public enum PhoneWord {
    /** No more SMS: Twilio's default keywords, and what people in China answer. */
    STOP("stop", "stopall", "unsubscribe", "cancel", "end", "quit", "退订", "回复退订", "t", "td", "n"),
    /** SMS again. */
    START("start", "unstop", "恢复", "恢复订阅"),
    /** They know. */
    CONFIRM("1", "收到", "已收到", "确认", "已确认", "知道了", "明白", "好的", "ok", "yes", "y", "confirm", "confirmed", "received"),
    SEAT("座位", "座次", "座位号", "seat", "seats"),
    VEHICLE("车", "乘车", "车号", "班车", "bus", "car", "vehicle"),
    ROOM("房间", "房号", "住宿", "room", "hotel"),
    AGENDA("日程", "议程", "安排", "agenda", "schedule", "programme", "program"),
    HELP("帮助", "help", "info", "?"),
    /** Anything else: a person must read it. */
    TALK;

    private final Set<String> words;

    PhoneWord(String... words) {
        this.words = Set.of(words);
    }

    /** What the text means; full-width signs, case, blanks around it and a final stop do not matter. */
    public static PhoneWord of(String text) {
        var word = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("[.。!！]+$", "");
        for (var meaning : values()) {
            if (meaning.words.contains(word)) {
                return meaning;
            }
        }
        return TALK;
    }
}
