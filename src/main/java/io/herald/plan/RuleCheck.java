package io.herald.plan;

import io.herald.event.EventType;
import java.util.EnumSet;
import java.util.Locale;

/** Whether a rule, each part of which was understood, makes sense as a whole: its events can answer what it asks of them. */
final class RuleCheck {
    private final Rule rule;
    private final YamlMap map;

    RuleCheck(Rule rule, YamlMap map) {
        this.rule = rule;
        this.map = map;
    }

    /** Notes every mistake with its line. */
    void run() {
        rule.on().forEach(this::answers);
        afterTheEnd();
        escalation();
        confidential();
    }

    private void answers(EventType type) {
        if (!type.subjectShape.contains("{item}") && !rule.when().equals(When.ALWAYS)) {
            map.mistake("when", type.name + " has no agenda item, so \"when\" would never hold");
        }
        rule.due().hangsOn().ifPresent(anchor -> anchor("due", rule.due().text(), anchor, type));
        rule.useBy().hangsOn().ifPresent(anchor -> anchor("use-by", rule.useBy().text(), anchor, type));
        for (var word : rule.audience().words()) {
            if (!means(type, word)) {
                map.mistake("audience", type.name + " gives \"" + word.text + "\" no meaning");
            }
        }
    }

    /** A usual use-by is the end of the item: what is due only then would never go out. */
    private void afterTheEnd() {
        boolean late = rule.due() instanceof Due.From from
                && from.anchor() == Anchor.END
                && from.shift().days() >= 0
                && !from.shift().exact().isNegative();
        if (late && rule.useBy() instanceof UseBy.Usual) {
            map.mistake("due", "what is due after the end needs a \"use-by\" such as due+2h");
        }
    }

    private void anchor(String key, String text, Anchor anchor, EventType type) {
        boolean known =
                switch (anchor) {
                    case START, END -> type.subjectShape.contains("{item}");
                    case UNTIL -> type == EventType.DOCUMENT_RECALLED;
                };
        if (!known) {
            map.mistake(key, type.name + " has no " + anchor.name().toLowerCase(Locale.ROOT) + " for \"" + text + "\"");
        }
    }

    private static boolean means(EventType type, RuleAudience.Word word) {
        return switch (word) {
            case CONCERNED, SEATED -> type.subjectShape.contains("{item}");
            case DELEGATE -> type.subjectShape.contains("{delegate}");
            case HOLDERS -> type.subjectShape.contains("{document}");
            case GROUP ->
                EnumSet.of(EventType.ALERT, EventType.ALL_CLEAR, EventType.GROUP_ISOLATED, EventType.ISOLATION_ENDED)
                        .contains(type);
            case TOLD_OTHERWISE, TOLD -> true;
        };
    }

    private void confidential() {
        if (rule.confidential() && !rule.channels().contains(Channel.CARD)) {
            map.mistake("confidential", "the card has to show what its SMS must not say: \"channels\" lacks it");
        }
    }

    private void escalation() {
        if (!rule.escalation().isEmpty() && !rule.ack()) {
            map.mistake("escalation", "without \"ack: true\" nobody is asked, and nothing escalates");
        }
        for (int i = 1; i < rule.escalation().size(); i++) {
            var before = rule.escalation().get(i - 1);
            var step = rule.escalation().get(i);
            if (step.after().compareTo(before.after()) < 0) {
                map.mistake("escalation", step.text() + " stands after " + before.text() + ", but comes earlier");
            }
        }
    }
}
