package io.herald.agenda;

import io.herald.platform.table.BadRow;
import io.herald.roster.Congress;
import io.herald.roster.Language;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads an agenda out of an iCalendar file, such as real calendars and conference tools export. */
final class IcsAgenda {
    private final IcsZones zones;
    private final Language ownLanguage;
    private final List<FileItem> items = new ArrayList<>();
    private final List<BadRow> bad = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int floating;

    private IcsAgenda(Congress congress, List<IcsComponent> calendars) {
        this.zones = new IcsZones(congress.zone(), calendars);
        this.ownLanguage = congress.languages().isEmpty()
                ? Language.ZH
                : congress.languages().get(0);
    }

    static AgendaFile read(InputStream in, Congress congress) throws IOException {
        List<IcsComponent> calendars;
        try {
            calendars = IcsFile.read(in);
        } catch (IcsFault unreadable) {
            return new AgendaFile(List.of(), List.of(unreadable.badRow()), List.of());
        }
        var agenda = new IcsAgenda(congress, calendars);
        agenda.seriesOf(calendars).values().forEach(agenda::take);
        agenda.noteFloating(congress);
        agenda.bad.sort(Comparator.comparing(BadRow::row));
        return new AgendaFile(agenda.items, agenda.bad, agenda.notes);
    }

    /** The VEVENTs by UID, each UID with its newest wording alone. */
    private Map<String, IcsSeries> seriesOf(List<IcsComponent> calendars) {
        var byUid = new LinkedHashMap<String, IcsSeries>();
        for (var calendar : calendars) {
            boolean cancels = calendar.line("METHOD")
                    .filter(line -> "CANCEL".equalsIgnoreCase(line.text()))
                    .isPresent();
            for (var component : calendar.all(List.of("VEVENT"))) {
                attempt(() -> {
                    var event = new IcsEvent(component, zones, ownLanguage, cancels);
                    byUid.computeIfAbsent(event.uid(), IcsSeries::new).add(event);
                });
            }
        }
        return byUid;
    }

    private void take(IcsSeries series) {
        for (var clash : series.clashes()) {
            bad.add(clash);
        }
        if (series.master() != null) {
            attempt(() -> items.addAll(spelledOut(series)));
        }
        for (var override : series.overrides().values()) {
            attempt(() ->
                    items.add(instance(override, series, override.recurrenceId(), override.start(), override.start())));
        }
    }

    /** The master of a series as items: one, or one for each time its rule and its RDATEs name and no EXDATE takes away. */
    private List<FileItem> spelledOut(IcsSeries series) {
        var event = series.master();
        var start = event.start();
        if (start == null && !event.cancelled()) {
            throw new IcsFault(event.row(), "DTSTART", "", "is missing");
        }
        if (event.cancelled()
                || event.lines("RRULE").isEmpty() && event.lines("RDATE").isEmpty()) {
            return List.of(single(event, series, start));
        }
        var found = new ArrayList<FileItem>();
        for (var time : series.times(start, zones)) {
            found.add(instance(event, series, time, start, time));
        }
        if (found.isEmpty() && series.overrides().isEmpty()) {
            notes.add("Line " + event.row() + ": every instance of the series " + series.uid() + " is taken away.");
        }
        return found;
    }

    private FileItem single(IcsEvent event, IcsSeries series, IcsTime start) {
        var code = event.code() == null ? AgendaWords.codeOf(series.uid()) : event.code();
        if (start != null) {
            watch(event, start);
        }
        return event.item(code, series.uid(), start, start == null ? null : event.end(start, start));
    }

    /** One instance of a series; its code and UID go by the time it was first planned for. */
    private FileItem instance(IcsEvent event, IcsSeries series, IcsTime planned, IcsTime first, IcsTime start) {
        var named = event.code() == null && series.master() != null
                ? series.master().code()
                : event.code();
        var stem = named == null ? AgendaWords.codeOf(series.uid()) : named;
        var code = stem + "-" + planned.written().toLowerCase(Locale.ROOT);
        var uid = series.uid() + "#" + planned.written();
        if (start == null) {
            if (!event.cancelled()) {
                throw new IcsFault(event.row(), "DTSTART", "", "is missing");
            }
            return event.item(code, uid, null, null);
        }
        watch(event, start);
        return event.item(code, uid, start, event.end(first, start));
    }

    private void watch(IcsEvent event, IcsTime start) {
        if (start.form() == IcsTime.Form.FLOATING) {
            floating++;
        }
        if (event.untitled()) {
            notes.add("Line " + event.row() + ": the event has no title and is called by its place.");
        }
        var doubt = start.doubt();
        if (!doubt.isEmpty()) {
            var taken = "taken as " + start.instant() + ".";
            notes.add("Line " + event.row() + ": " + start.written() + " " + doubt + "; " + taken);
        }
    }

    private void noteFloating(Congress congress) {
        if (floating > 0) {
            notes.add(floating + " times name no zone and were taken in the congress's, " + congress.zone() + ".");
        }
    }

    private void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (IcsFault fault) {
            bad.add(fault.badRow());
        }
    }
}
