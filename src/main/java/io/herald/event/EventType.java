package io.herald.event;

import java.util.Arrays;
import java.util.Optional;

/** The CloudEvent types the hub understands, the records that hold their data, and the shape of their subjects. */
public enum EventType {
    ITEM_PLANNED("schedule.item-planned", Event.ItemPlanned.class, "agenda/{item}"),
    ITEM_MOVED("schedule.item-moved", Event.ItemMoved.class, "agenda/{item}"),
    ITEM_CANCELLED("schedule.item-cancelled", Event.ItemCancelled.class, "agenda/{item}"),
    VEHICLE_ASSIGNED("schedule.vehicle-assigned", Event.VehicleAssigned.class, "delegate/{delegate}/vehicle"),
    SEAT_ASSIGNED("schedule.seat-assigned", Event.SeatAssigned.class, "delegate/{delegate}/seat/{item}"),
    CONFIDENTIALITY_REMINDER(
            "security.confidentiality-reminder", Event.ConfidentialityReminder.class, "agenda/{item}/confidentiality"),
    ALERT("security.alert", Event.Alert.class, "security/{name}"),
    ALL_CLEAR("security.all-clear", Event.AllClear.class, "security/{name}"),
    GROUP_ISOLATED("security.group-isolated", Event.GroupIsolated.class, "{group}/{code}"),
    ISOLATION_ENDED("security.isolation-ended", Event.IsolationEnded.class, "{group}/{code}"),
    ARRIVED("attendance.arrived", Event.Arrived.class, "delegate/{delegate}/arrival"),
    SIGNED_IN("attendance.signed-in", Event.SignedIn.class, "delegate/{delegate}/attendance/{item}"),
    ABSENT("attendance.absent", Event.Absent.class, "delegate/{delegate}/attendance/{item}"),
    DOCUMENT_ISSUED("document.issued", Event.DocumentIssued.class, "document/{document}"),
    DOCUMENT_RECALLED("document.recalled", Event.DocumentRecalled.class, "document/{document}"),
    DOCUMENT_RETURNED("document.returned", Event.DocumentReturned.class, "document/{document}/copy/{copy}");

    /** The CloudEvent {@code type}. */
    public final String name;

    /** The record its {@code data} is read into. */
    public final Class<? extends Event> data;

    /** The shape of its {@code subject}; {@code {group}} is delegation or residence. */
    public final String subjectShape;

    EventType(String name, Class<? extends Event> data, String subjectShape) {
        this.name = name;
        this.data = data;
        this.subjectShape = subjectShape;
    }

    /** What an event has to do with the plan: the agenda, and who has which place in it. */
    public enum Plan {
        /** It changes it, or tells who it holds for. */
        CHANGES,
        /** It tells of it. */
        TELLS,
        /** Nothing. */
        APART
    }

    /** See {@link Plan}. */
    public Plan plan() {
        return switch (this) {
            case ITEM_PLANNED,
                    ITEM_MOVED,
                    ITEM_CANCELLED,
                    VEHICLE_ASSIGNED,
                    SEAT_ASSIGNED,
                    GROUP_ISOLATED,
                    ISOLATION_ENDED -> Plan.CHANGES;
            case CONFIDENTIALITY_REMINDER, SIGNED_IN, ABSENT -> Plan.TELLS;
            case ALERT, ALL_CLEAR, ARRIVED, DOCUMENT_ISSUED, DOCUMENT_RECALLED, DOCUMENT_RETURNED -> Plan.APART;
        };
    }

    /** Whether it tells of danger: who may send such events needs a right of its own. */
    public boolean isSecurity() {
        return name.startsWith("security.");
    }

    public static Optional<EventType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name.equals(name)).findFirst();
    }

    public static EventType of(Event event) {
        return Arrays.stream(values())
                .filter(type -> type.data.isInstance(event))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(event.getClass() + " has no type"));
    }
}
