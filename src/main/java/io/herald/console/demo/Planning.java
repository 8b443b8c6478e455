package io.herald.console.demo;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** What the playbook made of the agenda: reminders for four days, one delivery for each person and notice. */
record Planning(CongressApi api, Screen screen) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

    void tell() {
        screen.step("PLAN", "what the playbook makes of the agenda: who hears what, and when");
        var notices = Patience.of(PATIENCE)
                .until(this::planned, "the reminders are not all planned yet; the hub's log may say why.");
        screen.settle();
        var days = new TreeMap<LocalDate, Day>();
        notices.stream()
                .filter(NoticeLine::inForce)
                .forEach(notice -> days.merge(dayOf(notice), Day.of(notice), Day::plus));
        screen.note(screen.paint().dim(row("due on", "notices", "by SMS", "on cards")));
        days.forEach((date, day) -> screen.note(day.row(DAY.format(date))));
        screen.note(days.values().stream().reduce(Day.NONE, Day::plus).row("together"));
        long again = notices.stream().filter(notice -> !notice.inForce()).count();
        screen.note(
                screen.paint().dim("withdrawn and planned again when the seats came: %,d notices".formatted(again)));
    }

    /** Every notice's audience has its deliveries. */
    private Optional<List<NoticeLine>> planned() {
        var notices = api.notices(null);
        var inForce = notices.stream().filter(NoticeLine::inForce).toList();
        long heads = inForce.stream().mapToLong(NoticeLine::heads).sum();
        long planned = inForce.stream().mapToLong(NoticeLine::planned).sum();
        var line = "%,d of %,d deliveries planned".formatted(planned, heads);
        long percent = heads == 0 ? 0 : planned * 10 / heads * 10;
        screen.show(List.of("         " + line), "%d %% of %,d deliveries planned".formatted(percent, heads));
        return planned == heads && heads > 0 ? Optional.of(notices) : Optional.empty();
    }

    private static LocalDate dayOf(NoticeLine notice) {
        return notice.due().atZone(Arrival.ZONE).toLocalDate();
    }

    private record Day(long notices, long sms, long cards) {
        static final Day NONE = new Day(0, 0, 0);

        static Day of(NoticeLine notice) {
            return notice.bySms() ? new Day(1, notice.planned(), 0) : new Day(1, 0, notice.planned());
        }

        Day plus(Day other) {
            return new Day(notices + other.notices, sms + other.sms, cards + other.cards);
        }

        String row(String name) {
            return Planning.row(name, "" + notices, "%,d".formatted(sms), "%,d".formatted(cards));
        }
    }

    private static String row(String name, String notices, String sms, String cards) {
        return Columns.left(name, 16) + Columns.right(notices, 10) + Columns.right(sms, 12) + Columns.right(cards, 12);
    }
}
