package io.herald.plan;

import io.herald.agenda.AgendaItem;
import io.herald.event.Event;
import io.herald.event.EventType;
import io.herald.roster.Bilingual;
import java.util.HashMap;
import java.util.Map;

/** What there is to tell about an event. What only the roster knows (a plate, a residence's name) is for the caller to add. */
public final class FactsOf {
    private FactsOf() {}

    /**
     * The facts of an event.
     *
     * @param subject the CloudEvent's subject
     * @param item the agenda item as it is after the event; null for events without one
     * @param before the item as it was, null where there was none; of its start and place, what has changed is told as
     *     {@code oldStart} and {@code oldPlace}
     * @throws IllegalArgumentException when the event needs an item and there is none
     */
    public static Facts event(Event event, String subject, AgendaItem item, AgendaItem before) {
        // Over the types, for a switch over them does not compile until it answers every one.
        return switch (EventType.of(event)) {
            case ITEM_PLANNED, ITEM_MOVED -> changed(item, before);
            case ITEM_CANCELLED ->
                item(item)
                        .with(text("why", ((Event.ItemCancelled) event).why()))
                        .with(value(Facts.CANCELLED, "yes"));
            case VEHICLE_ASSIGNED -> value("vehicle", ((Event.VehicleAssigned) event).vehicle());
            case SEAT_ASSIGNED -> item(item).with(value("seat", ((Event.SeatAssigned) event).seat()));
            case CONFIDENTIALITY_REMINDER ->
                item(item).with(text("note", ((Event.ConfidentialityReminder) event).note()));
            case ALERT -> text("text", ((Event.Alert) event).text());
            case ALL_CLEAR -> text("text", ((Event.AllClear) event).text());
            case GROUP_ISOLATED -> isolated((Event.GroupIsolated) event);
            case ISOLATION_ENDED -> text("instructions", ((Event.IsolationEnded) event).instructions());
            case ARRIVED -> Facts.NONE;
            case SIGNED_IN, ABSENT -> item(item);
            case DOCUMENT_ISSUED -> document(subject).with(text("title", ((Event.DocumentIssued) event).title()));
            case DOCUMENT_RECALLED -> recalled((Event.DocumentRecalled) event, subject);
            case DOCUMENT_RETURNED -> document(subject).with(broughtBy(((Event.DocumentReturned) event).handedInBy()));
        };
    }

    /** What stands in the agenda now: the measure for what people were told before. */
    public static Facts item(AgendaItem item) {
        if (item == null) {
            throw new IllegalArgumentException("the event needs its agenda item");
        }
        return new Facts(Map.of(
                "title", new Fact.Text(item.title()),
                "place", new Fact.Text(item.place()),
                "bring", new Fact.Text(item.bring()),
                "start", new Fact.Moment(item.start()),
                "end", new Fact.Moment(item.end())));
    }

    /**
     * An item as it is now, and what of it was otherwise before: its start and place as {@code oldStart} and {@code oldPlace}.
     *
     * @param before null where there was none
     */
    public static Facts changed(AgendaItem item, AgendaItem before) {
        // Of the old only what is otherwise now: nobody should read that the place they still meet at is "no longer".
        var old = new HashMap<String, Fact>();
        if (before != null && !before.start().equals(item.start())) {
            old.put("oldStart", new Fact.Moment(before.start()));
        }
        if (before != null && !before.place().equals(item.place())) {
            old.put("oldPlace", new Fact.Text(before.place()));
        }
        return item(item).with(new Facts(old));
    }

    /** The residence stands here by its code; the caller, who knows the roster, puts its name in the place. */
    private static Facts isolated(Event.GroupIsolated event) {
        var facts = new HashMap<String, Fact>();
        if (event.residence() != null) {
            facts.put("residence", new Fact.Text(new Bilingual(event.residence(), event.residence())));
        }
        if (event.vehicle() != null) {
            facts.put("vehicle", new Fact.Value(event.vehicle()));
        }
        return new Facts(facts).with(text("instructions", event.instructions()));
    }

    private static Facts recalled(Event.DocumentRecalled event, String subject) {
        return document(subject)
                .with(text("where", event.where()))
                .with(new Facts(Map.of("until", new Fact.Moment(event.until()))));
    }

    private static Facts document(String subject) {
        return value("document", subject.split("/")[1]);
    }

    /** Whoever brings a paper for somebody else is named as they were recorded. */
    private static Facts broughtBy(String who) {
        return who == null || who.isBlank()
                ? Facts.NONE
                : new Facts(Map.of("who", new Fact.Text(new Bilingual(who.strip(), who.strip()))));
    }

    private static Facts text(String name, Event.Text text) {
        return text == null ? Facts.NONE : new Facts(Map.of(name, new Fact.Text(new Bilingual(text.zh(), text.en()))));
    }

    private static Facts value(String name, String value) {
        return new Facts(Map.of(name, new Fact.Value(value)));
    }
}
