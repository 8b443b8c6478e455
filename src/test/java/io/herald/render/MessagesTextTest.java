package io.herald.render;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.plan.Fact;
import io.herald.plan.Facts;
import io.herald.render.Composed.Message;
import io.herald.roster.Language;
import io.herald.roster.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every message as a fixed cast reads it, whole, kept as files. After a wanted change run once with
 * {@code -Dherald.golden.write=true} and read the difference before committing it.
 */
class MessagesTextTest {
    private static final Path GOLDEN = Path.of("src/test/resources/render/golden");
    private static final boolean WRITE = Boolean.getBoolean("herald.golden.write");
    private static final Map<String, Facts> FACTS = facts();

    private final Composer composer = new Composer();
    private final Templates templates = new Templates();

    @ParameterizedTest
    @MethodSource("messages")
    void reads_as_it_was_approved(String name, Language language) throws IOException {
        expect(name + ".sms." + language.tag(), sms(name, language));
        expect(name + ".card." + language.tag(), card(name, language));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void an_sms_takes_two_parts_at_most_and_in_english_is_gsm7(String name, Language language) {
        var parts = sms(name, language).parts();

        assertThat(parts.count()).isLessThanOrEqualTo(2);
        assertThat(parts.encoding()).isEqualTo(language == Language.EN ? Encoding.GSM7 : Encoding.UCS2);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void an_sms_is_complete_without_a_link(String name, Language language) {
        assertThat(sms(name, language).text())
                .doesNotContainIgnoringCase("http")
                .doesNotContain("www.", ".cn", ".com");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void without_what_is_optional_nothing_is_missing_and_nothing_is_left_dangling(String name, Language language) {
        var person = name.endsWith("-liaison") ? Cast.liaison(language) : Cast.bare(language);
        var needed = FACTS.get(name)
                .only(Stream.of(
                                "title",
                                "start",
                                "text",
                                "who",
                                "group",
                                "vehicle",
                                "document",
                                "seat",
                                "where",
                                "until",
                                "notice",
                                "count",
                                "names",
                                Facts.CHANGES)
                        .toList());
        var bare = Stream.of(
                composer.sms(Cast.CONGRESS, templates.find(name).orElseThrow(), needed, person, null),
                composer.card(Cast.CONGRESS, templates.find(name).orElseThrow(), needed, person, null));

        assertThat(bare).allSatisfy(composed -> assertThat(composed)
                .isInstanceOfSatisfying(Message.class, message -> assertThat(message.text())
                        .doesNotContain("  ", "，，", "。。", "，。", "（）", "()", ", ,", ",.", "..", "：。", "\n\n\n")
                        .doesNotContainPattern("(?m)^(?!请|Please).*[：:，,]$")));
    }

    @Test
    void every_template_has_all_four_texts_and_its_facts_here() {
        assertThat(templates.mistakes()).isEmpty();
        assertThat(templates.names()).containsExactlyElementsOf(FACTS.keySet());
        assertThat(templates.names())
                .allSatisfy(name ->
                        assertThat(templates.find(name).orElseThrow().texts()).containsOnlyKeys(keys(name)));
    }

    private static String[] keys(String name) {
        var keys = Stream.of("sms.zh", "sms.en", "card.zh", "card.en");
        boolean several =
                Set.of(Facts.CHANGES, "digest", "answer-agenda", "answer-seat").contains(name);
        return (several ? Stream.concat(keys, Stream.of("line.zh", "line.en")) : keys).toArray(String[]::new);
    }

    @Test
    void every_golden_file_has_its_message() throws IOException {
        try (var files = Files.list(GOLDEN)) {
            var kept = files.map(file -> file.getFileName().toString()).collect(toCollection(TreeSet::new));

            assertThat(kept).hasSize(FACTS.size() * 4);
        }
    }

    static Stream<Arguments> messages() {
        return FACTS.keySet().stream()
                .flatMap(name -> Arrays.stream(Language.values()).map(language -> Arguments.of(name, language)));
    }

    private Message sms(String name, Language language) {
        return (Message) composer.sms(
                Cast.CONGRESS, templates.find(name).orElseThrow(), FACTS.get(name), reader(name, language), seat(name));
    }

    private Message card(String name, Language language) {
        return (Message) composer.card(
                Cast.CONGRESS, templates.find(name).orElseThrow(), FACTS.get(name), reader(name, language), seat(name));
    }

    private static Profile reader(String name, Language language) {
        return name.endsWith("-liaison") ? Cast.liaison(language) : Cast.delegate(language);
    }

    private static String seat(String name) {
        return FACTS.get(name).byName().containsKey("title") && !name.endsWith("-liaison") ? "12-08" : null;
    }

    private static void expect(String golden, Message message) throws IOException {
        var parts = message.parts();
        var sheet = message.text()
                + (golden.contains(".sms.")
                        ? "\n-- " + parts.encoding() + " " + parts.units() + " units, " + parts.count() + " part(s)\n"
                        : "\n");
        var file = GOLDEN.resolve(golden + ".txt");
        if (WRITE) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, sheet);
        }
        assertThat(file).hasContent(sheet);
    }

    private static Map<String, Facts> facts() {
        var opening = Cast.opening();
        var facts = new TreeMap<String, Facts>();
        facts.put("item-reminder-evening", opening);
        facts.put("item-reminder", opening);
        facts.put(
                "signed-in",
                opening.with(Cast.facts(
                        "next", Cast.words("第一次全体会议", "First plenary"),
                        "nextPlace", Cast.words("春江大会堂", "Great Hall"),
                        "nextStart", new Fact.Moment(Cast.OPENING.plusSeconds(18000)))));
        facts.put("not-signed-in", opening);
        facts.put(
                "not-signed-in-liaison",
                opening.with(Cast.facts(
                        "count", Cast.value("3"), "names", Cast.words("张伟、李娜、王芳", "Wei Zhang, Na Li, Fang Wang"))));
        facts.put(
                "meal-reminder",
                opening.with(Cast.facts(
                        "title", Cast.words("晚餐", "Dinner"),
                        "place", Cast.words("迎宾馆1号楼宴会厅", "Guest House 1, ballroom"),
                        "start", new Fact.Moment(Cast.OPENING.plusSeconds(34200)),
                        "end", new Fact.Moment(Cast.OPENING.plusSeconds(39600)),
                        "bring", Cast.words("代表证", "your badge"))));
        facts.put(
                "departure-reminder",
                opening.with(Cast.facts(
                        "title", Cast.words("赴春江大会堂", "To the Great Hall"),
                        "place", Cast.words("迎宾馆东门", "Guest House, east gate"),
                        "start", new Fact.Moment(Cast.OPENING.minusSeconds(2700)))));
        facts.put(
                "item-moved",
                opening.with(Cast.facts(
                        "start", new Fact.Moment(Cast.OPENING.plusSeconds(3600)),
                        "end", new Fact.Moment(Cast.OPENING.plusSeconds(12600)),
                        "oldStart", new Fact.Moment(Cast.OPENING),
                        "oldPlace", Cast.words("会展中心", "Exhibition Centre"))));
        facts.put("item-cancelled", opening.with(Cast.facts("why", Cast.words("天气原因。", "the weather."))));
        facts.put(
                "changes",
                Cast.facts(
                        Facts.CHANGES,
                        new Fact.Changes(List.of(
                                new Fact.Changed(
                                        "agenda/opening",
                                        2,
                                        opening.with(
                                                Cast.facts("start", new Fact.Moment(Cast.OPENING.plusSeconds(3600))))),
                                new Fact.Changed(
                                        "agenda/concert",
                                        2,
                                        Cast.facts(
                                                "title",
                                                Cast.words("音乐会", "Concert"),
                                                Facts.CANCELLED,
                                                Cast.value("yes"))),
                                new Fact.Changed(
                                        "delegate/001/vehicle", 2, Cast.facts("vehicle", Cast.value("V03")))))));
        facts.put("digest", facts.get(Facts.CHANGES));
        facts.put(
                "vehicle-assigned",
                Cast.facts(
                        "vehicle", Cast.value("V03"),
                        "plate", Cast.value("A00003"),
                        "departs", Cast.words("每日08:15，迎宾馆东门", "08:15 daily, east gate")));
        facts.put("seat-assigned", opening.with(Cast.facts("seat", Cast.value("12-08"))));
        facts.put(
                "confidentiality-reminder",
                opening.with(Cast.facts("note", Cast.words("手机柜设在西侧门厅。", "Phone lockers: west lobby."))));
        facts.put(
                "security-alert",
                Cast.facts(
                        "text",
                        Cast.words(
                                "迎宾馆1号楼发生火情，请从最近的安全出口撤离，到南广场集合，勿乘电梯。",
                                "Fire in Guest House 1. Leave by the nearest exit, do not use the lifts, gather on the south square.")));
        facts.put(
                "all-clear",
                Cast.facts(
                        "text",
                        Cast.words("迎宾馆1号楼火情已排除，人员平安。", "The fire in Guest House 1 is out. Everyone is safe.")));
        var apart = Cast.facts(
                "residence", Cast.words("望江宾馆", "River View Hotel"),
                "vehicle", Cast.value("V21"),
                "instructions", Cast.words("请于14时前收拾行李到大堂集合。", "Be in the lobby with your luggage by 14:00."));
        facts.put("group-isolated", apart);
        facts.put("group-isolated-liaison", apart.with(Cast.facts("group", Cast.words("第一代表团", "First Delegation"))));
        var over = Cast.facts("instructions", Cast.words("请于9时前退房。", "Please check out by 9:00."));
        facts.put("isolation-ended", over);
        facts.put("isolation-ended-liaison", over.with(Cast.facts("group", Cast.words("第一代表团", "First Delegation"))));
        facts.put("welcome", Facts.NONE);
        facts.put(
                "absent-liaison",
                opening.with(Cast.facts("who", Cast.words("第一代表团张伟", "Wei Zhang (First Delegation)"))));
        var document = Cast.facts(
                "document", Cast.value("17"),
                "copy", Cast.value("0042"),
                "title", Cast.words("选举办法（草案）", "Rules of election (draft)"));
        facts.put("document-issued", document);
        facts.put(
                "document-recalled",
                document.with(Cast.facts(
                        "where",
                        Cast.words("春江大会堂文件室", "Document room, Great Hall"),
                        "until",
                        new Fact.Moment(Cast.OPENING.plusSeconds(32400)))));
        facts.put("document-returned", document.with(Cast.facts("who", Cast.words("李娜", "Na Li"))));
        facts.put("not-returned", Facts.NONE);
        facts.put(
                "not-returned-liaison",
                Cast.facts(
                        "document", Cast.value("17"),
                        "count", Cast.value("2"),
                        "names", Cast.words("张伟、李娜", "Wei Zhang, Na Li"),
                        "where", Cast.words("春江大会堂文件室", "Document room, Great Hall")));
        var ahead = Cast.facts(
                Facts.CHANGES,
                new Fact.Changes(List.of(new Fact.Changed("agenda/opening", 1, opening.with(Facts.seat("12-08"))))));
        facts.put("answer-agenda", ahead);
        facts.put("answer-seat", ahead);
        List.of("answer-vehicle", "answer-room", "answer-help").forEach(name -> facts.put(name, Facts.NONE));
        facts.put(
                "message-for-liaison",
                Cast.facts("who", Cast.words("张伟（001）", "Wei Zhang (001)"), "text", Cast.words("我晚点到。", "I am late.")));
        facts.put("reply", Cast.facts("text", Cast.words("行李已送到您房间。", "Your luggage is in your room.")));
        facts.put("again", Facts.NONE);
        facts.put("confidential-notice", Facts.NONE);
        facts.put(
                "unanswered",
                Cast.facts(
                        "notice", Cast.value("Alert 1"),
                        "count", Cast.value("3"),
                        "names", Cast.words("张伟、李娜、王芳", "Wei Zhang, Na Li, Fang Wang")));
        facts.put("test-message", Facts.NONE);
        return facts;
    }
}
