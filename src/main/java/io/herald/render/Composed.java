package io.herald.render;

import io.herald.plan.Facts;
import java.util.List;
import java.util.Map;

/** What became of a text for one person. */
public sealed interface Composed {
    /**
     * It can be sent.
     *
     * @param text whole, signature included for an SMS
     * @param variables what was printed into each hole, in the template's order, for routes with registered templates
     * @param told the facts this very text tells, with seat, room, vehicle, plate and copy where it names them
     */
    record Message(String text, Parts parts, Map<String, String> variables, Facts told) implements Composed {}

    /**
     * It cannot be sent: these holes were reached and nothing is known for them.
     *
     * @param missing names of holes in the template's order, or the key of the text ({@code sms.zh}) when the template has none
     *     for this channel or nothing of it is left for this person
     */
    record Gaps(List<String> missing) implements Composed {}
}
