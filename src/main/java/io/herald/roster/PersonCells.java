package io.herald.roster;

import io.herald.platform.table.BadRows;
import io.herald.platform.table.TableRow;
import java.util.Locale;
import java.util.Map;

/** Reads the cells that delegates and staff have in common. */
final class PersonCells {
    private static final Map<String, Contact> CONTACTS = Map.of(
            "", Contact.OWN,
            "own", Contact.OWN,
            "本人", Contact.OWN,
            "assistant", Contact.ASSISTANT,
            "助理", Contact.ASSISTANT,
            "秘书", Contact.ASSISTANT,
            "liaison", Contact.LIAISON,
            "联络员", Contact.LIAISON);
    private static final Map<String, Language> LANGUAGES =
            Map.of("中文", Language.ZH, "汉语", Language.ZH, "英文", Language.EN, "英语", Language.EN);

    private PersonCells() {}

    static Bilingual name(TableRow row, BadRows bad) {
        var name = new Bilingual(row.text("name"), row.text("name_en"));
        if (name.isEmpty()) {
            row.refuse("name", "is missing, in Chinese (name) or English (name_en)", bad);
        }
        return name;
    }

    /** E.164, null when the cell is empty or bad. */
    static String phone(TableRow row, Congress congress, BadRows bad) {
        if (row.text("phone").isEmpty()) {
            return null;
        }
        try {
            return Phone.of(row.text("phone"), congress.region(), congress.sample())
                    .e164();
        } catch (IllegalArgumentException wrong) {
            row.refuse("phone", wrong.getMessage(), bad);
            return null;
        }
    }

    static Language language(TableRow row, Congress congress, BadRows bad) {
        var text = row.narrow("language");
        if (text.isEmpty()) {
            return congress.languages().get(0);
        }
        try {
            return LANGUAGES.containsKey(text) ? LANGUAGES.get(text) : Language.of(text);
        } catch (IllegalArgumentException unknown) {
            row.refuse("language", "is not a language the hub speaks (zh, en)", bad);
            return congress.languages().get(0);
        }
    }

    static Contact contact(TableRow row, BadRows bad) {
        var contact = CONTACTS.get(row.narrow("contact").toLowerCase(Locale.ROOT));
        if (contact == null) {
            row.refuse("contact", "must be own, assistant or liaison", bad);
            return Contact.OWN;
        }
        return contact;
    }
}
