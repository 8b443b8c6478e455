package io.herald.agenda;

import io.herald.roster.Language;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One VEVENT and what its properties mean. */
final class IcsEvent {
    private static final Set<String> VOLATILE = Set.of("DTSTAMP", "CREATED", "LAST-MODIFIED");

    private final IcsComponent component;
    private final IcsZones zones;
    private final Language ownLanguage;
    private final boolean calendarCancels;

    /**
     * @param ownLanguage the language of a text that does not name one
     * @param calendarCancels the file has METHOD:CANCEL
     */
    IcsEvent(IcsComponent component, IcsZones zones, Language ownLanguage, boolean calendarCancels) {
        this.component = component;
        this.zones = zones;
        this.ownLanguage = ownLanguage;
        this.calendarCancels = calendarCancels;
    }

    int row() {
        return component.row();
    }

    /** What names it in the file: its UID, or where it has none, the code it was given. */
    String uid() {
        var uid = component.line("UID").map(ContentLine::text).orElse("");
        if (uid.isEmpty() && code() == null) {
            throw new IcsFault(row(), "UID", "", "is missing, and there is no X-HERALD-CODE");
        }
        return uid.isEmpty() ? AgendaExport.uidOf(code()) : uid;
    }

    String code() {
        return read("X-HERALD-CODE", AgendaWords::code);
    }

    int sequence() {
        var sequence = read("SEQUENCE", Integer::valueOf);
        return sequence == null ? 0 : sequence;
    }

    boolean cancelled() {
        return calendarCancels
                || component
                        .line("STATUS")
                        .filter(line -> "CANCELLED".equalsIgnoreCase(line.text()))
                        .isPresent();
    }

    /** All that it says, but for when it was written. */
    Set<String> content() {
        return component.lines().stream()
                .filter(line -> !VOLATILE.contains(line.name()))
                .map(line -> line.name() + line.parameters() + line.value())
                .collect(Collectors.toSet());
    }

    /** Null when it is missing, which only a cancellation may afford. */
    IcsTime start() {
        return time("DTSTART");
    }

    IcsTime recurrenceId() {
        var line = component.line("RECURRENCE-ID");
        if (line.isPresent() && !line.get().parameter("RANGE").isEmpty()) {
            throw new IcsFault(line.get(), "changes a whole range of a series; write each instance out");
        }
        return time("RECURRENCE-ID");
    }

    List<ContentLine> lines(String property) {
        return component.all(property);
    }

    /** When it ends if it starts then: by DTEND, by DURATION, or by RFC 5545's rule for neither. */
    Instant end(IcsTime first, IcsTime start) {
        var end = time("DTEND");
        if (end != null) {
            return shifted(first, end, start);
        }
        var duration = component.line("DURATION");
        if (duration.isPresent()) {
            return after(start, duration.get());
        }
        return start.isDate() ? start.at(start.local().plusDays(1)).instant() : start.instant();
    }

    /** Real exports have placeholders without a title; such an item is called by its place. */
    boolean untitled() {
        return title().isEmpty();
    }

    /** The item this event makes when it starts then. */
    FileItem item(String code, String uid, IcsTime start, Instant end) {
        var place = names("LOCATION", "X-HERALD-PLACE-ZH", "X-HERALD-PLACE-EN");
        var title = untitled() ? place : title();
        if (!cancelled() && title.isEmpty()) {
            throw new IcsFault(row(), "SUMMARY", "", "is missing: an item needs a title, or at least a place");
        }
        if (start != null && end.isBefore(start.instant())) {
            throw new IcsFault(
                    component.line("DTEND").or(() -> component.line("DURATION")).orElseThrow(), "is before the start");
        }
        boolean placeless = place.zh() == null && place.en() == null;
        return new FileItem(
                row(),
                code,
                AgendaExport.isOwn(uid) ? null : uid,
                sequence(),
                title,
                placeless ? new FileItem.Names("", "") : place,
                names("X-HERALD-BRING", "X-HERALD-BRING-ZH", "X-HERALD-BRING-EN"),
                read("X-HERALD-KIND", AgendaWords::kind),
                start == null ? null : start.instant(),
                end,
                start != null && start.isDate(),
                read("X-HERALD-CLOSED", AgendaWords::flag),
                read("X-HERALD-PHONE-FREE", AgendaWords::flag),
                cancelled());
    }

    private IcsTime time(String property) {
        return component
                .line(property)
                .map(line -> IcsTime.of(line, line.value(), zones))
                .orElse(null);
    }

    /** In a series each instance lasts as long as the first: in days for dates, exactly for times. */
    private static Instant shifted(IcsTime first, IcsTime end, IcsTime start) {
        if (first.equals(start)) {
            return end.instant();
        }
        if (first.isDate() && end.isDate()) {
            return start.at(start.local().plus(Duration.between(first.local(), end.local())))
                    .instant();
        }
        return start.instant().plus(Duration.between(first.instant(), end.instant()));
    }

    /** Weeks and days go by the wall clock, hours and smaller exactly (RFC 5545, 3.3.6). */
    private static Instant after(IcsTime start, ContentLine duration) {
        var text = duration.value().strip();
        try {
            int time = text.indexOf('T');
            var days = time < 0 ? text : text.substring(0, time);
            var period = days.length() <= 1 ? Period.ZERO : Period.parse(days);
            var exact = time < 0 ? Duration.ZERO : Duration.parse("P" + text.substring(time));
            if (period.isNegative() || exact.isNegative()) {
                throw new IcsFault(duration, "is negative");
            }
            return start.at(start.local().plus(period)).instant().plus(exact);
        } catch (DateTimeException | ArithmeticException unreadable) {
            throw new IcsFault(duration, "is no duration such as PT1H30M");
        }
    }

    private FileItem.Names title() {
        return names("SUMMARY", "X-HERALD-TITLE-ZH", "X-HERALD-TITLE-EN");
    }

    private FileItem.Names names(String property, String zh, String en) {
        var texts = new TreeMap<Language, String>();
        for (var line : component.all(property)) {
            texts.putIfAbsent(language(line), line.text());
        }
        component.line(zh).ifPresent(line -> texts.put(Language.ZH, line.text()));
        component.line(en).ifPresent(line -> texts.put(Language.EN, line.text()));
        return new FileItem.Names(texts.get(Language.ZH), texts.get(Language.EN));
    }

    /** A language the hub does not speak counts as the congress's own: the text is all there is. */
    private Language language(ContentLine line) {
        var tag = line.parameter("LANGUAGE");
        try {
            return tag.isEmpty() ? ownLanguage : Language.of(tag);
        } catch (IllegalArgumentException notSpoken) {
            return ownLanguage;
        }
    }

    private <T> T read(String property, Function<String, T> reader) {
        var line = component.line(property);
        if (line.isEmpty()) {
            return null;
        }
        try {
            return reader.apply(line.get().text());
        } catch (NumberFormatException noNumber) {
            throw new IcsFault(line.get(), "is no whole number");
        } catch (IllegalArgumentException wrong) {
            throw new IcsFault(line.get(), wrong.getMessage());
        }
    }
}
