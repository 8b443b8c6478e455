package io.herald.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An audience as a rule names it: with words that only the event at hand gives a meaning. */
public sealed interface RuleAudience {
    /** The same people for each event. */
    record Fixed(Audience audience) implements RuleAudience {}

    /** What a {@link Scene} answers. */
    record Named(Word word) implements RuleAudience {}

    record LiaisonsOf(RuleAudience of) implements RuleAudience {}

    record AnyOf(List<RuleAudience> audiences) implements RuleAudience {
        public AnyOf {
            audiences = List.copyOf(audiences);
        }
    }

    record Except(RuleAudience from, RuleAudience without) implements RuleAudience {}

    record Both(RuleAudience one, RuleAudience other) implements RuleAudience {}

    enum Word {
        /** Those with a seat at the event's item; everyone when nobody has one. */
        CONCERNED("concerned"),
        /** Those with a seat at the event's item. */
        SEATED("seated"),
        /** Those who were told something that is no longer true. */
        TOLD_OTHERWISE("told-otherwise"),
        /** Those who were told anything about the event's subject before. */
        TOLD("told"),
        /** The event's own delegate. */
        DELEGATE("delegate"),
        /** The event's delegations and residences; everyone when it names none. */
        GROUP("group"),
        /** Who holds a copy of the event's document. */
        HOLDERS("holders");

        public final String text;

        Word(String text) {
            this.text = text;
        }

        static Optional<Word> of(String text) {
            return Arrays.stream(values())
                    .filter(word -> word.text.equals(text))
                    .findFirst();
        }
    }

    /** The people meant in this scene; without one (null), no words may be used. */
    default Audience in(Scene scene) {
        if (this instanceof Fixed fixed) {
            return scene == null ? fixed.audience : scene.among().of(fixed.audience);
        } else if (this instanceof Named named) {
            return scene.who(named.word);
        } else if (this instanceof LiaisonsOf liaisons) {
            return new Audience.LiaisonsOf(liaisons.of.in(scene));
        } else if (this instanceof AnyOf any) {
            return new Audience.AnyOf(
                    any.audiences.stream().map(each -> each.in(scene)).toList());
        } else if (this instanceof Except except) {
            return new Audience.Except(except.from.in(scene), except.without.in(scene));
        } else if (this instanceof Both both) {
            return new Audience.Both(both.one.in(scene), both.other.in(scene));
        }
        throw new IllegalStateException("no rule for the audience " + this);
    }

    /** The words used, at whatever depth. */
    default List<Word> words() {
        if (this instanceof Named named) {
            return List.of(named.word);
        } else if (this instanceof LiaisonsOf liaisons) {
            return liaisons.of.words();
        } else if (this instanceof AnyOf any) {
            return any.audiences.stream().flatMap(each -> each.words().stream()).toList();
        } else if (this instanceof Except except) {
            return Stream.of(except.from, except.without)
                    .flatMap(each -> each.words().stream())
                    .toList();
        } else if (this instanceof Both both) {
            return Stream.of(both.one, both.other)
                    .flatMap(each -> each.words().stream())
                    .toList();
        }
        return List.of();
    }
}
