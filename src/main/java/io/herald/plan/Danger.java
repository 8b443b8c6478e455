package io.herald.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How dangerous it is to release a broadcast: as dangerous as the worst of its reasons. */
public record Danger(Level level, List<Reason> reasons) {
    private static final int MANY = 200;
    private static final int VERY_MANY = 1_000;
    private static final long LONG_MINUTES = 10;
    private static final long VERY_LONG_MINUTES = 30;

    /** Of a hundred people. */
    private static final int SOME_WITHOUT_SMS = 5;

    private static final int MANY_WITHOUT_SMS = 20;

    public enum Level {
        LOW,
        MEDIUM,
        HIGH
    }

    /** What a person who approves has to think of. */
    public enum Code {
        /** More than 200 people (more than 1,000: high); the number is theirs. */
        MANY_PEOPLE,
        /** Ten minutes or more until the last SMS has left (half an hour: high); the number is minutes. */
        TAKES_LONG,
        /** The last SMS would leave after the use-by (high); the number is minutes. */
        TOO_LATE_FOR_SOME,
        /** It overtakes everything that is routine; the number is people. */
        URGENT,
        /** It rings in the quiet hours (what is routine: high); the number is people. */
        WAKES,
        /** Their phones are locked away when it is due; the number is people. */
        PHONES_LOCKED_AWAY,
        /** They hear earlier than it is due, before their phones are locked away; the number is people. */
        EARLY_FOR_SOME,
        /** More than 5 in 100 cannot be reached by SMS (more than 20: high); the number is people. */
        WITHOUT_SMS,
        /** Their text has a hole without a value, so they get none (high); the number is people. */
        WITHOUT_TEXT,
        /** Their SMS would say a forbidden word (high, and it is refused); the number is people. */
        FORBIDDEN_WORD
    }

    public record Reason(Code code, Level level, long number) {}

    public Danger {
        reasons = List.copyOf(reasons);
    }

    /**
     * What is known of a broadcast, in people where nothing else is said.
     *
     * @param withoutSms those who should get an SMS and cannot
     * @param wakes those whose phone would ring in the quiet hours
     * @param lockedAway those whose phone is locked away when it is due for them; early those who hear before
     * @param minutes until the last SMS has left, at the pace of the routes
     * @param usefulMinutes from when it is due until its use-by
     */
    public record Measures(
            int heads,
            int withoutSms,
            int withoutText,
            int forbidden,
            int wakes,
            int lockedAway,
            int early,
            long minutes,
            long usefulMinutes,
            boolean urgent) {}

    public static Danger of(Measures seen) {
        var reasons = new ArrayList<Reason>();
        add(reasons, Code.MANY_PEOPLE, above(seen.heads, MANY, VERY_MANY), seen.heads);
        add(reasons, Code.TAKES_LONG, above(seen.minutes, LONG_MINUTES - 1, VERY_LONG_MINUTES - 1), seen.minutes);
        add(reasons, Code.TOO_LATE_FOR_SOME, any(seen.minutes > seen.usefulMinutes, Level.HIGH), seen.minutes);
        add(reasons, Code.URGENT, any(seen.urgent, Level.MEDIUM), seen.heads);
        add(reasons, Code.WAKES, any(seen.wakes > 0, seen.urgent ? Level.MEDIUM : Level.HIGH), seen.wakes);
        add(reasons, Code.PHONES_LOCKED_AWAY, any(seen.lockedAway > 0, Level.MEDIUM), seen.lockedAway);
        add(reasons, Code.EARLY_FOR_SOME, any(seen.early > 0, Level.MEDIUM), seen.early);
        long inHundred = seen.heads == 0 ? 0 : seen.withoutSms * 100L / seen.heads;
        add(reasons, Code.WITHOUT_SMS, above(inHundred, SOME_WITHOUT_SMS, MANY_WITHOUT_SMS), seen.withoutSms);
        add(reasons, Code.WITHOUT_TEXT, any(seen.withoutText > 0, Level.HIGH), seen.withoutText);
        add(reasons, Code.FORBIDDEN_WORD, any(seen.forbidden > 0, Level.HIGH), seen.forbidden);
        var worst = reasons.stream()
                .map(Reason::level)
                .max(Comparator.naturalOrder())
                .orElse(Level.LOW);
        return new Danger(worst, reasons);
    }

    private static void add(List<Reason> reasons, Code code, Level level, long number) {
        if (level != Level.LOW) {
            reasons.add(new Reason(code, level, number));
        }
    }

    private static Level above(long number, long medium, long high) {
        return number > high ? Level.HIGH : any(number > medium, Level.MEDIUM);
    }

    private static Level any(boolean so, Level level) {
        return so ? level : Level.LOW;
    }
}
