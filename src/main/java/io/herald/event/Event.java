package io.herald.event;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * A fact that came in, past tense. The vocabulary is sealed: whatever chooses by kind of event answers every one of them.
 *
 * <p>Each record holds the {@code data} of a CloudEvent of the type its {@link #type()} names; what it is about stands in
 * the CloudEvent's {@code subject}, whose shape each record documents.
 */
public sealed interface Event {
    /** The CloudEvent type, such as {@code schedule.item-moved}. */
    default String type() {
        return EventType.of(this).name;
    }

    /** A text in Chinese and English, either of which may be missing. */
    record Text(String zh, String en) {
        public Text {
            if ((zh == null || zh.isBlank()) && (en == null || en.isBlank())) {
                throw new IllegalArgumentException("a text needs zh or en");
            }
        }
    }

    /**
     * Subject {@code agenda/<code>}. A new item, or one planned again from the ground up.
     *
     * @param kind {@code SESSION}, {@code MEAL}, {@code DEPARTURE} or {@code OTHER}, in any case; a session when not said
     * @param uid the iCalendar UID it came from; {@code revision} is its SEQUENCE
     */
    record ItemPlanned(
            Text title,
            Text place,
            Text bring,
            String kind,
            Instant start,
            Instant end,
            boolean allDay,
            boolean closed,
            boolean phoneFree,
            String uid,
            int revision)
            implements Event {
        public ItemPlanned {
            require(title != null, "title");
            require(start != null, "start");
            require(end != null, "end");
            inOrder(start, end);
            kind = kind == null || kind.isBlank() ? "SESSION" : kind.strip().toUpperCase(Locale.ROOT);
            if (!KINDS.contains(kind)) {
                throw new IllegalArgumentException("kind is none of " + KINDS);
            }
        }

        private static final List<String> KINDS = List.of("SESSION", "MEAL", "DEPARTURE", "OTHER");
    }

    /** Subject {@code agenda/<code>}. Another time, another place, or both; what is missing stays. */
    record ItemMoved(Instant start, Instant end, Text place) implements Event {
        public ItemMoved {
            if (start == null && end == null && place == null) {
                throw new IllegalArgumentException("start, end or place is needed: nothing moved");
            }
            inOrder(start, end);
        }
    }

    /** Subject {@code agenda/<code>}. */
    record ItemCancelled(Text why) implements Event {}

    /** Subject {@code delegate/<code>/vehicle}. */
    record VehicleAssigned(String vehicle) implements Event {
        public VehicleAssigned {
            require(filled(vehicle), "vehicle");
        }
    }

    /** Subject {@code delegate/<code>/seat/<item>}. */
    record SeatAssigned(String seat) implements Event {
        public SeatAssigned {
            require(filled(seat), "seat");
        }
    }

    /** Subject {@code agenda/<code>/confidentiality}: the item the reminder belongs to. */
    record ConfidentialityReminder(Text note) implements Event {}

    /**
     * Subject {@code security/<name>}.
     *
     * @param delegations only these delegations, everyone when empty; likewise residences
     */
    record Alert(Text text, List<String> delegations, List<String> residences) implements Event {
        public Alert {
            require(text != null, "text");
            delegations = codes("delegations", delegations);
            residences = codes("residences", residences);
        }
    }

    /** Subject {@code security/<name>}: the alert it ends. */
    record AllClear(Text text, List<String> delegations, List<String> residences) implements Event {
        public AllClear {
            require(text != null, "text");
            delegations = codes("delegations", delegations);
            residences = codes("residences", residences);
        }
    }

    /**
     * Subject {@code delegation/<code>} or {@code residence/<code>}: this group gets its own arrangements, in the place of those it
     * may have had.
     *
     * @param items what of the agenda is otherwise for it, none when nothing is; of each item once
     */
    record GroupIsolated(String residence, String vehicle, Text instructions, List<OwnItem> items) implements Event {
        public GroupIsolated {
            require(items == null || items.stream().noneMatch(Objects::isNull), "an item");
            items = items == null ? List.of() : List.copyOf(items);
            require(
                    filled(residence) || filled(vehicle) || instructions != null || !items.isEmpty(),
                    "residence, vehicle, instructions or items");
            var codes = items.stream().map(OwnItem::item).toList();
            if (Set.copyOf(codes).size() < codes.size()) {
                throw new IllegalArgumentException("items names an item twice");
            }
        }
    }

    /** An agenda item as an isolated group has it; what is missing is as for all. */
    record OwnItem(String item, Instant start, Instant end, Text place) {
        public OwnItem {
            require(filled(item), "item");
            if (start == null && end == null && place == null) {
                throw new IllegalArgumentException("start, end or place is needed of " + item);
            }
            inOrder(start, end);
        }
    }

    /** Subject {@code delegation/<code>} or {@code residence/<code>}: this group's own arrangements are over. */
    record IsolationEnded(Text instructions) implements Event {}

    /** Subject {@code delegate/<code>/arrival}. */
    record Arrived(Instant at, String by) implements Event {
        public Arrived {
            require(at != null, "at");
        }
    }

    /** Subject {@code delegate/<code>/attendance/<item>}. */
    record SignedIn(Instant at, String by) implements Event {
        public SignedIn {
            require(at != null, "at");
        }
    }

    /** Subject {@code delegate/<code>/attendance/<item>}. */
    record Absent(Instant at, String by) implements Event {
        public Absent {
            require(at != null, "at");
        }
    }

    /** Subject {@code document/<number>}. */
    record DocumentIssued(Text title, List<Copy> copies) implements Event {
        public DocumentIssued {
            require(title != null, "title");
            require(copies != null && !copies.isEmpty() && copies.stream().noneMatch(Objects::isNull), "copies");
            copies = List.copyOf(copies);
        }
    }

    /** One numbered copy and the delegate (by code) who holds it. */
    record Copy(String number, String delegate) {
        public Copy {
            require(filled(number), "number");
            require(filled(delegate), "delegate");
            if (number.contains("/")) {
                throw new IllegalArgumentException("number has a slash: what returns the copy names it in a subject");
            }
        }
    }

    /** Subject {@code document/<number>}. Everybody who still holds a copy brings it back. */
    record DocumentRecalled(Text where, Instant until) implements Event {
        public DocumentRecalled {
            require(where != null, "where");
            require(until != null, "until");
        }
    }

    /**
     * Subject {@code document/<number>/copy/<copy>}. A copy came back.
     *
     * @param by who took it and recorded it
     * @param handedInBy who brought it, null when the holder did
     */
    record DocumentReturned(Instant at, String by, String handedInBy) implements Event {
        public DocumentReturned {
            require(at != null, "at");
        }
    }

    private static List<String> codes(String field, List<String> codes) {
        if (codes != null && !codes.stream().allMatch(Event::filled)) {
            throw new IllegalArgumentException("a code in " + field + " is missing");
        }
        return codes == null ? List.of() : List.copyOf(codes);
    }

    private static boolean filled(String value) {
        return value != null && !value.isBlank();
    }

    private static void require(boolean present, String field) {
        if (!present) {
            throw new IllegalArgumentException(field + " is missing");
        }
    }

    private static void inOrder(Instant start, Instant end) {
        if (start != null && end != null && end.isBefore(start)) {
            throw new IllegalArgumentException("end is before start");
        }
    }
}
