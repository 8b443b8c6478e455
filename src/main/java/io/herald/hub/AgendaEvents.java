package io.herald.hub;

import io.herald.agenda.AgendaDifference;
import io.herald.agenda.AgendaItem;
import io.herald.agenda.AgendaStore;
import io.herald.event.Envelope;
import io.herald.event.Event;
import io.herald.event.EventCodec;
import io.herald.platform.Ids;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.roster.Bilingual;
import io.herald.roster.Congress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Changes that come by the agenda's own doors, as the events a planner would have sent one by one. */
@ApplicationScoped
class AgendaEvents {
    private static final String SOURCE = "/herald/agenda";

    private final EventCodec codec;
    private final AgendaStore agenda;

    AgendaEvents(EventCodec codec, AgendaStore agenda) {
        this.codec = codec;
        this.agenda = agenda;
    }

    /** @throws Problem 404 when there is no such item */
    Envelope change(Tx tx, Congress congress, String item, Event event) {
        var known = agenda.find(tx, congress.code(), item).orElseThrow(() -> Problem.unknown("agenda item", item));
        return event(congress, known, event);
    }

    List<Envelope> of(Congress congress, AgendaDifference difference) {
        var events = new ArrayList<Envelope>();
        difference.added().forEach(item -> events.add(event(congress, item, planned(item))));
        difference.changed().forEach(change -> addChange(congress, change, events));
        difference.removed().forEach(item -> events.add(event(congress, item, new Event.ItemCancelled(null))));
        difference.cancelled().forEach(item -> events.add(event(congress, item, new Event.ItemCancelled(null))));
        return events;
    }

    /** The item as it is, planned again: who is concerned has changed. */
    Envelope again(Congress congress, AgendaItem item) {
        return event(congress, item, planned(item));
    }

    /** A move alone is told as a move. Whatever else changed first plans the item again where and when it was. */
    private void addChange(Congress congress, AgendaDifference.Changed change, List<Envelope> events) {
        var before = change.before();
        var after = change.after();
        boolean moved = !before.start().equals(after.start())
                || !before.end().equals(after.end())
                || !before.place().equals(after.place());
        if (!moved || before.cancelled() || !wordsOf(before).equals(wordsOf(after))) {
            var inPlace = before.cancelled() ? after : at(before, after);
            events.add(event(congress, after, planned(inPlace)));
        }
        if (moved && !before.cancelled()) {
            var place = after.place().isEmpty() || after.place().equals(before.place()) ? null : text(after.place());
            events.add(event(congress, after, new Event.ItemMoved(after.start(), after.end(), place)));
        }
    }

    private Envelope event(Congress congress, AgendaItem item, Event event) {
        return codec.made(SOURCE, Ids.next().toString(), congress.code(), item.subject(), event);
    }

    private static Event.ItemPlanned planned(AgendaItem item) {
        return new Event.ItemPlanned(
                text(item.title()),
                text(item.place()),
                text(item.bring()),
                item.kind().name(),
                item.start(),
                item.end(),
                item.allDay(),
                item.closed(),
                item.phoneFree(),
                item.uid(),
                item.sequence());
    }

    private static Event.Text text(Bilingual text) {
        return text.isEmpty() ? null : new Event.Text(text.zh(), text.en());
    }

    private static AgendaItem at(AgendaItem before, AgendaItem after) {
        return new AgendaItem(
                after.code(),
                after.version(),
                after.title(),
                before.place(),
                after.bring(),
                after.kind(),
                before.start(),
                before.end(),
                after.allDay(),
                after.closed(),
                after.phoneFree(),
                after.cancelled(),
                after.uid(),
                after.sequence());
    }

    /** Everything about an item but its time and place; the file's revision counts, for it must be kept. */
    private static List<Object> wordsOf(AgendaItem item) {
        return List.of(
                item.title(),
                item.bring(),
                item.kind(),
                item.allDay(),
                item.closed(),
                item.phoneFree(),
                item.uid() == null ? "" : item.uid(),
                item.sequence());
    }
}
