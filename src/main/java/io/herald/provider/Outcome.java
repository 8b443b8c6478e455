package io.herald.provider;

import java.time.Duration;

/** A provider's answer to one submission, as a value. {@code code} is the provider's own code, empty when it gave none. */
public sealed interface Outcome {
    /** The provider has it and named it {@code ref}; ref may be empty when its answer could not be read but said yes. */
    record Accepted(String ref) implements Outcome {}

    /** The provider said no, for good, and nothing was sent. */
    record Refused(Refusal why, String code) implements Outcome {}

    /** Nothing was sent and it may be tried again: not before {@code after}, and for {@link Trouble#ROUTE} on another route. */
    record TryLater(Trouble why, Duration after, String code) implements Outcome {}

    /** Nobody can say whether it was sent. Never repeat blindly. */
    record Unknown(String why) implements Outcome {}

    enum Refusal {
        /** The number is wrong or cannot receive SMS: stop and flag the contact. */
        ADDRESS,
        /** The person opted out. */
        OPTED_OUT,
        /** The content was refused: show it to the operator. */
        CONTENT
    }

    enum Trouble {
        /** Too fast: slow down, keep the message; never counts as an outage. */
        RATE,
        /** The route is down or wrongly set up: pause it and fail over. */
        ROUTE,
        /** This route cannot carry to this number, another may: fail over for it alone, the route itself is well. */
        OTHER_ROUTE,
        /** This phone, now: its handset is off, a carrier hiccup. */
        HANDSET
    }
}
