package io.herald.render;

import io.herald.plan.Fact;
import io.herald.plan.Facts;
import io.herald.render.Composed.Gaps;
import io.herald.render.Composed.Message;
import io.herald.roster.Congress;
import io.herald.roster.Language;
import io.herald.roster.Profile;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the text one person gets out of a template, the notice's facts and what is known of the person at this moment. */
@Singleton
public final class Composer {
    /** After these a text goes on without a space. */
    private static final String CLOSING = "】〗〕』」）：";

    /**
     * The whole SMS: the congress's signature, for whom it is when the phone is not theirs alone, the text, and the code by which
     * they confirm where the facts have one.
     *
     * @param seat at the item the notice is about, null when there is none
     */
    public Composed sms(Congress congress, MessageTemplate template, Facts facts, Profile profile, String seat) {
        return text("sms", congress, template, profile)
                .map(text -> compose(
                        text,
                        opening(congress, profile, text.language),
                        closing(facts, text.language),
                        congress,
                        facts,
                        profile,
                        seat))
                .orElseGet(() -> noText("sms", profile));
    }

    /** The text on the person's card; a template without one shows there what the SMS says. */
    public Composed card(Congress congress, MessageTemplate template, Facts facts, Profile profile, String seat) {
        return text("card", congress, template, profile)
                .or(() -> text("sms", congress, template, profile))
                .map(text -> compose(text, "", "", congress, facts, profile, seat))
                .orElseGet(() -> noText("card", profile));
    }

    private static Composed compose(
            Chosen chosen,
            String opening,
            String closing,
            Congress congress,
            Facts facts,
            Profile profile,
            String seat) {
        var plain = new Filling(congress, facts, profile, seat, chosen.language, ChangeLines.NONE);
        var filling = plain.with(ChangeLines.of(chosen.channel, plain, chosen.line));
        var filled = chosen.text.fill(filling::value);
        var missing = new LinkedHashSet<>(filled.missing());
        missing.addAll(filling.lines().missing());
        if (!missing.isEmpty()) {
            return new Gaps(List.copyOf(missing));
        }
        if (filled.text().isEmpty()) {
            return new Gaps(List.of(chosen.key));
        }
        var whole = opening + filled.text() + closing;
        return new Message(
                whole,
                Parts.of(whole),
                filled.printed(),
                filling.told(filled.printed().keySet()));
    }

    /** @param line for one of several changes, null when the template has none in that language */
    private record Chosen(
            String channel, String key, Language language, MessageEngine.Text text, MessageEngine.Text line) {}

    /** The text in the person's language; else in the congress's own, in their order; else whichever there is. */
    private static Optional<Chosen> text(String channel, Congress congress, MessageTemplate template, Profile profile) {
        return Stream.of(
                        Stream.of(profile.recipient().language()),
                        congress.languages().stream(),
                        Stream.of(Language.values()))
                .flatMap(languages -> languages)
                .filter(language -> template.texts().containsKey(channel + "." + language.tag()))
                .findFirst()
                .map(language -> {
                    var key = channel + "." + language.tag();
                    return new Chosen(
                            channel, key, language, read(template, key), read(template, "line." + language.tag()));
                });
    }

    private static MessageEngine.Text read(MessageTemplate template, String key) {
        var text = template.texts().get(key);
        return text == null ? null : MessageEngine.read(key, text);
    }

    private static String opening(Congress congress, Profile profile, Language language) {
        var signature = congress.settings().signature().in(language);
        var spaced = signature.isEmpty() || CLOSING.indexOf(signature.charAt(signature.length() - 1)) >= 0
                ? signature
                : signature + " ";
        return profile.sayForWhom() ? spaced + forWhom(profile, language) : spaced;
    }

    private static String closing(Facts facts, Language language) {
        if (!(facts.byName().get(Facts.CODE) instanceof Fact.Value code)) {
            return "";
        }
        return switch (language) {
            case ZH -> "确认码" + code.value();
            case EN -> " Code " + code.value();
        };
    }

    private static String forWhom(Profile profile, Language language) {
        var named = profile.recipient().name().in(language);
        var who = named.isEmpty() ? profile.recipient().code() : named;
        return switch (language) {
            case ZH -> "[转" + who + "] ";
            case EN -> "[For " + who + "] ";
        };
    }

    private static Gaps noText(String channel, Profile profile) {
        return new Gaps(List.of(channel + "." + profile.recipient().language().tag()));
    }
}
