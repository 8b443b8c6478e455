package io.herald.plan;

import io.herald.agenda.AgendaItem;
import io.herald.event.EventType;
import io.herald.roster.Bilingual;
import io.herald.roster.Congress;
import io.herald.roster.CongressSettings;
import io.herald.roster.Language;
import io.herald.roster.StaffRole;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** People, items and scenes with good defaults. */
final class Fixtures {
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    /** 09:00 in Shanghai on a Sunday. */
    static final Instant NINE = Instant.parse("2026-11-22T01:00:00Z");

    private Fixtures() {}

    static Congress congress(ZoneId zone) {
        return congress(zone, null, null);
    }

    static Congress congress(ZoneId zone, LocalTime quietFrom, LocalTime quietTo) {
        return new Congress(
                "demo",
                new Bilingual("大会", "Congress"),
                zone,
                List.of(Language.ZH),
                "CN",
                true,
                new CongressSettings(null, null, quietFrom, quietTo, null, null, null));
    }

    static AgendaItem item(AgendaItem.Kind kind, Instant start, Duration length) {
        return item("opening", kind, start, length, false, false);
    }

    static AgendaItem item(
            String code, AgendaItem.Kind kind, Instant start, Duration length, boolean closed, boolean phoneFree) {
        return new AgendaItem(
                code,
                1,
                new Bilingual("开幕式", "Opening"),
                new Bilingual("大礼堂", "Great Hall"),
                Bilingual.EMPTY,
                kind,
                start,
                start.plus(length),
                false,
                closed,
                phoneFree,
                false,
                null,
                0);
    }

    static AgendaItem at(AgendaItem item, Bilingual place) {
        return new AgendaItem(
                item.code(),
                item.version() + 1,
                item.title(),
                place,
                item.bring(),
                item.kind(),
                item.start(),
                item.end(),
                item.allDay(),
                item.closed(),
                item.phoneFree(),
                item.cancelled(),
                item.uid(),
                item.sequence());
    }

    static AgendaItem session(Instant start) {
        return item(AgendaItem.Kind.SESSION, start, Duration.ofHours(2));
    }

    static Scene scene(EventType type, AgendaItem item) {
        return scene(congress(SHANGHAI), type, item, Set.of());
    }

    static Scene scene(Congress congress, EventType type, AgendaItem item, Set<Long> toldOtherwise) {
        return new Scene(
                congress,
                type,
                "agenda/opening",
                2,
                item,
                false,
                "001",
                Set.of(),
                Set.of(),
                Set.of(),
                toldOtherwise,
                toldOtherwise,
                Set.of(),
                Scene.Among.ALL,
                Facts.NONE);
    }

    static Playbook playbook(String rule) {
        return PlaybookReader.read("rules:\n  - {" + rule + "}\n");
    }

    static Member delegate(long id, String delegation, String residence, String... seatedAt) {
        return new Member(
                id,
                true,
                "%03d".formatted(id),
                delegation,
                residence,
                "V1",
                Set.of(seatedAt),
                null,
                Set.of(),
                Set.of());
    }

    static Member liaison(long id, String... delegations) {
        return new Member(
                id, false, "L" + id, null, null, null, Set.of(), StaffRole.LIAISON, Set.of(delegations), Set.of());
    }

    static Member chief(long id, String... residences) {
        return new Member(
                id, false, "C" + id, null, null, null, Set.of(), StaffRole.CHIEF, Set.of(), Set.of(residences));
    }

    static Member duty(long id) {
        return new Member(id, false, "U" + id, null, null, null, Set.of(), StaffRole.DUTY, Set.of(), Set.of());
    }
}
