package io.herald.render;

import io.herald.plan.Fact;
import io.herald.plan.Facts;
import io.herald.roster.Bilingual;
import io.herald.roster.Congress;
import io.herald.roster.CongressSettings;
import io.herald.roster.Contact;
import io.herald.roster.Language;
import io.herald.roster.Profile;
import io.herald.roster.Recipient;
import io.herald.roster.StaffRole;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The people and facts every test here tells of. */
final class Cast {
    static final Congress CONGRESS = new Congress(
            "spring",
            text("春江市第十次代表大会", "Tenth Congress of Chunjiang"),
            ZoneId.of("Asia/Shanghai"),
            List.of(Language.ZH, Language.EN),
            "CN",
            true,
            new CongressSettings(text("【春江大会】", "Chunjiang:"), "0999-8600000", null, null, null, null, null));

    /** 09:00 on Sunday, 22 November 2026 in Shanghai. */
    static final Instant OPENING = Instant.parse("2026-11-22T01:00:00Z");

    private Cast() {}

    static Profile delegate(Language language) {
        return profile(recipient(language, "12-0816"), "A00003", false);
    }

    /** Somebody whose phone is an assistant's. */
    static Profile assisted(Language language) {
        return profile(recipient(language, "12-0816"), "", true);
    }

    /** Somebody nothing more is known of: no residence, vehicle or liaison. */
    static Profile bare(Language language) {
        return new Profile(
                recipient(language, null),
                Bilingual.EMPTY,
                Bilingual.EMPTY,
                Bilingual.EMPTY,
                null,
                Bilingual.EMPTY,
                null,
                null,
                false);
    }

    static Profile liaison(Language language) {
        var person = new Recipient(
                900,
                Recipient.Kind.STAFF,
                "L01",
                text("陈静", "Jing Chen"),
                language,
                null,
                null,
                null,
                null,
                "+999860000900",
                Contact.OWN,
                Map.of(),
                StaffRole.LIAISON,
                Set.of("D01"),
                Set.of());
        return new Profile(
                person,
                Bilingual.EMPTY,
                Bilingual.EMPTY,
                Bilingual.EMPTY,
                "",
                Bilingual.EMPTY,
                null,
                "+999860000900",
                false);
    }

    static Facts opening() {
        return facts(
                "title", new Fact.Text(text("第一次全体会议", "First plenary session")),
                "place", new Fact.Text(text("春江大会堂", "Chunjiang Great Hall")),
                "start", new Fact.Moment(OPENING),
                "end", new Fact.Moment(OPENING.plusSeconds(9000)),
                "bring", new Fact.Text(text("代表证、出席证", "badge and pass")));
    }

    static Facts facts(Object... namesAndFacts) {
        var facts = new HashMap<String, Fact>();
        for (int at = 0; at < namesAndFacts.length; at += 2) {
            facts.put((String) namesAndFacts[at], (Fact) namesAndFacts[at + 1]);
        }
        return new Facts(facts);
    }

    static Fact words(String zh, String en) {
        return new Fact.Text(text(zh, en));
    }

    static Fact value(String value) {
        return new Fact.Value(value);
    }

    static Bilingual text(String zh, String en) {
        return new Bilingual(zh, en);
    }

    private static Recipient recipient(Language language, String room) {
        return new Recipient(
                8,
                Recipient.Kind.DELEGATE,
                "008",
                text("张伟", "Wei Zhang"),
                language,
                "D01",
                room == null ? null : "R1",
                room,
                room == null ? null : "V03",
                "+999860000008",
                Contact.OWN,
                Map.of("饮食", "清真", "diet", "halal"),
                null,
                Set.of(),
                Set.of());
    }

    private static Profile profile(Recipient recipient, String plate, boolean sayForWhom) {
        return new Profile(
                recipient,
                text("第一代表团", "First Delegation"),
                text("迎宾馆1号楼", "Guest House 1"),
                text("3号车", "Coach 3"),
                plate,
                text("陈静", "Jing Chen"),
                "+999860000900",
                recipient.phone(),
                sayForWhom);
    }
}
