package io.herald.plan;

import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * What happens so long after a notice went out, for those who have not acknowledged it. Written {@code 5m remind}.
 *
 * @param after since the notice was due; longer than nothing
 */
public record EscalationStep(Duration after, Action action) {
    private static final Pattern FORM = Pattern.compile("(\\S+) (\\S+)");

    public enum Action {
        /** The same again to those who have not answered, worded as a reminder. */
        REMIND("remind"),
        /** The same, over another route than most had it over. */
        OTHER_ROUTE("other-route"),
        /** Their liaisons get the list of names to call. */
        LIAISONS("liaisons"),
        /** The chiefs of their residences get it. */
        CHIEFS("chiefs"),
        /** It becomes a case for the duty desk. */
        DESK("desk");

        public final String text;

        Action(String text) {
            this.text = text;
        }
    }

    public EscalationStep {
        if (after.isZero() || after.isNegative()) {
            throw new IllegalArgumentException("an escalation step comes some time after the notice, not at once");
        }
    }

    /** @throws IllegalArgumentException for any other text */
    public static EscalationStep parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no escalation step such as 5m remind");
        }
        var action = Arrays.stream(Action.values())
                .filter(each -> each.text.equals(form.group(2)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + form.group(2)
                        + "\" is no escalation action (remind, other-route, liaisons, chiefs, desk)"));
        return new EscalationStep(Shift.parseSpan(form.group(1)), action);
    }

    /** As it is written: {@link #parse} reads an equal one. */
    public String text() {
        return new Shift(0, after).text().substring(1) + " " + action.text;
    }
}
