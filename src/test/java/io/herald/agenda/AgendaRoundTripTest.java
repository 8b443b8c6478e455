package io.herald.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.roster.Bilingual;
import io.herald.roster.Congress;
import io.herald.roster.Language;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AgendaRoundTripTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final long FROM = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
    private static final long TO = Instant.parse("2027-12-31T00:00:00Z").getEpochSecond();

    record Agenda(Congress congress, List<AgendaItem> items) {}

    @Property(tries = 300)
    void our_own_calendar_read_again_changes_nothing(@ForAll("agendas") Agenda agenda) {
        unchanged(agenda, AgendaExport.ics(agenda.congress(), agenda.items(), NOW));
    }

    @Property(tries = 300)
    void our_own_table_read_again_changes_nothing(@ForAll("agendas") Agenda agenda) {
        unchanged(agenda, AgendaExport.csv(agenda.congress(), agenda.items()));
    }

    @Property(tries = 200)
    void a_calendar_in_an_empty_hub_makes_the_same_agenda(@ForAll("agendas") Agenda agenda) {
        var live = agenda.items().stream().filter(item -> !item.cancelled()).toList();
        var ics = AgendaExport.ics(agenda.congress(), live, NOW);
        var added = Agendas.compare(agenda.congress(), List.of(), ics).added();
        assertThat(AgendaExport.ics(agenda.congress(), added, NOW)).isEqualTo(ics);
    }

    @Property(tries = 200)
    void no_line_of_a_calendar_is_longer_than_75_octets(@ForAll("agendas") Agenda agenda) {
        assertThat(AgendaExport.ics(agenda.congress(), agenda.items(), NOW).split("\r\n"))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75));
    }

    private static void unchanged(Agenda agenda, String exported) {
        var difference = Agendas.compare(agenda.congress(), agenda.items(), exported);
        assertThat(difference.bad()).isEmpty();
        assertThat(difference.changed()).isEmpty();
        assertThat(difference.changesNothing()).isTrue();
    }

    @Provide
    Arbitrary<Agenda> agendas() {
        return Arbitraries.of(
                        "Asia/Shanghai",
                        "Europe/Berlin",
                        "America/New_York",
                        "Australia/Lord_Howe",
                        "America/Sao_Paulo")
                .flatMap(zone -> items(ZoneId.of(zone))
                        .list()
                        .ofMaxSize(6)
                        .uniqueElements(AgendaItem::code)
                        .map(items -> new Agenda(Agendas.congress(zone, Language.ZH, Language.EN), items)));
    }

    private Arbitrary<AgendaItem> items(ZoneId zone) {
        var codes = Arbitraries.strings().withChars("abcXYZ019").ofMinLength(1).ofMaxLength(8);
        var times = Arbitraries.longs().between(FROM, TO);
        var flags = Arbitraries.integers().between(0, 31);
        return Combinators.combine(
                        codes,
                        titles(),
                        names(),
                        names(),
                        times,
                        Arbitraries.integers().between(0, 200_000),
                        flags)
                .as((code, title, place, bring, start, length, flag) ->
                        item(zone, code, title, place, bring, Instant.ofEpochSecond(start), length, flag));
    }

    private static AgendaItem item(
            ZoneId zone,
            String code,
            Bilingual title,
            Bilingual place,
            Bilingual bring,
            Instant start,
            int length,
            int flags) {
        boolean allDay = (flags & 1) != 0;
        LocalDate day = start.atZone(zone).toLocalDate();
        return new AgendaItem(
                code,
                4,
                title,
                place,
                bring,
                AgendaItem.Kind.values()[flags & 3],
                allDay ? day.atStartOfDay(zone).toInstant() : start,
                allDay ? day.plusDays(1 + length % 3).atStartOfDay(zone).toInstant() : start.plusSeconds(length),
                allDay,
                (flags & 2) != 0,
                (flags & 4) != 0,
                (flags & 8) != 0,
                (flags & 16) != 0 ? "uid-" + code + "@example.org" : null,
                length % 7);
    }

    private static Arbitrary<Bilingual> titles() {
        return names().filter(names -> !names.isEmpty());
    }

    private static Arbitrary<Bilingual> names() {
        var texts = Arbitraries.strings()
                .withChars("aZ09 ,;:\\\"'\n=+-@()【】《》会议é😀"
                        .codePoints()
                        .filter(Character::isBmpCodePoint)
                        .mapToObj(point -> (char) point)
                        .map(String::valueOf)
                        .reduce("", String::concat)
                        .toCharArray())
                .ofMaxLength(60);
        var withEmoji = texts.map(text -> text.isEmpty() ? text : text + "😀");
        return Combinators.combine(Arbitraries.oneOf(texts, withEmoji), Arbitraries.oneOf(texts, Arbitraries.just("")))
                .as(Bilingual::new);
    }
}
