package io.herald.render;

import io.herald.render.TemplateRefused.Mistake;
import io.herald.roster.Language;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The texts of one message, read and found good: whoever holds one can render it.
 *
 * @param name null for free text
 * @param texts by {@code sms.zh}, {@code sms.en}, {@code card.zh}, {@code card.en}; not each need be there. {@code line.zh} and
 *     {@code line.en} are what each of several changes says, where the others say {@code {changes}}
 * @param hash sha-256 over the texts, hexadecimal: the version that was approved
 */
public record MessageTemplate(String name, Map<String, String> texts, String hash) {
    private static final Set<String> KEYS = Set.of("sms.zh", "sms.en", "card.zh", "card.en", "line.zh", "line.en");

    /** @throws TemplateRefused with every mistake in the texts */
    public MessageTemplate {
        texts = Map.copyOf(texts);
        refuseMistakes(name, texts);
    }

    /** @throws TemplateRefused with every mistake in the texts */
    public static MessageTemplate of(String name, Map<String, String> texts) {
        return new MessageTemplate(name, texts, hash(texts));
    }

    /**
     * A text written for one occasion, the same on phone and card; it may have holes.
     *
     * @throws TemplateRefused with every mistake in the texts
     */
    public static MessageTemplate freeText(Map<Language, String> byLanguage) {
        var texts = new HashMap<String, String>();
        byLanguage.forEach((language, text) -> {
            texts.put("sms." + language.tag(), text);
            texts.put("card." + language.tag(), text);
        });
        return of(null, texts);
    }

    /** What this says, on cards alone: SMS say what that one says, and no text of this is left where a phone could get it. */
    public MessageTemplate confidential(MessageTemplate instead) {
        var texts = new HashMap<String, String>();
        for (var language : Language.values()) {
            var own = this.texts.getOrDefault("card." + language.tag(), this.texts.get("sms." + language.tag()));
            put(texts, "card." + language.tag(), own);
            put(texts, "line." + language.tag(), this.texts.get("line." + language.tag()));
            put(texts, "sms." + language.tag(), instead.texts.get("sms." + language.tag()));
        }
        return of(instead.name, texts);
    }

    private static void put(Map<String, String> texts, String key, String text) {
        if (text != null) {
            texts.put(key, text);
        }
    }

    /** The holes of the text of this key, those in conditions included; none when there is no such text. */
    public Set<String> holes(String key) {
        var text = texts.get(key);
        return text == null
                ? Set.of()
                : Set.copyOf(MessageEngine.read(file(name, key), text).holes());
    }

    static boolean isKey(String key) {
        return KEYS.contains(key);
    }

    /** How mistakes name a text: its file below {@code templates/messages}, or the language of a free text. */
    private static String file(String name, String key) {
        return name == null ? key.substring(key.indexOf('.') + 1) : name + "/" + key + ".txt";
    }

    private static void refuseMistakes(String name, Map<String, String> texts) {
        var mistakes = new ArrayList<Mistake>();
        if (texts.isEmpty()) {
            mistakes.add(new Mistake(name == null ? "text" : name, 0, "there is no text"));
        }
        new TreeMap<>(texts).forEach((key, text) -> mistakes.addAll(mistakes(file(name, key), key, text)));
        if (!mistakes.isEmpty()) {
            throw new TemplateRefused(mistakes.stream().distinct().toList());
        }
    }

    private static List<Mistake> mistakes(String file, String key, String text) {
        if (!isKey(key)) {
            return List.of(new Mistake(file, 0, "is none of sms.zh, sms.en, card.zh, card.en, line.zh, line.en"));
        }
        if (text.isBlank()) {
            return List.of(new Mistake(file, 0, "is empty"));
        }
        try {
            MessageEngine.read(file, text);
            return List.of();
        } catch (TemplateRefused refused) {
            return refused.mistakes();
        }
    }

    private static String hash(Map<String, String> texts) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(texts)
                    .forEach((key, text) -> sha.update((key + "\0" + text + "\0").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
