package io.herald.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.plan.Fact;
import io.herald.plan.Facts;
import io.herald.render.Composed.Gaps;
import io.herald.render.Composed.Message;
import io.herald.roster.Congress;
import io.herald.roster.CongressSettings;
import io.herald.roster.Language;
import io.herald.roster.Profile;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComposerTest {
    private final Composer composer = new Composer();

    @Test
    void an_sms_opens_with_the_signature_in_the_persons_language_and_it_counts() {
        var zh = sms(free("{title}"), Cast.opening(), Cast.delegate(Language.ZH));
        var en = sms(free("{title}"), Cast.opening(), Cast.delegate(Language.EN));

        assertThat(zh.text()).isEqualTo("【春江大会】第一次全体会议");
        assertThat(zh.parts()).isEqualTo(new Parts(Encoding.UCS2, 13, 1));
        assertThat(en.text()).isEqualTo("Chunjiang: First plenary session");
        assertThat(en.parts()).isEqualTo(new Parts(Encoding.GSM7, 32, 1));
    }

    @Test
    void the_signature_can_cost_the_second_part() {
        assertThat(sms(free("会".repeat(64)), Facts.NONE, Cast.delegate(Language.ZH))
                        .parts()
                        .count())
                .isEqualTo(1);
        assertThat(sms(free("会".repeat(65)), Facts.NONE, Cast.delegate(Language.ZH))
                        .parts()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void on_a_phone_that_is_not_theirs_alone_the_text_says_for_whom() {
        assertThat(sms(free("{title}"), Cast.opening(), Cast.assisted(Language.ZH))
                        .text())
                .isEqualTo("【春江大会】[转张伟] 第一次全体会议");
        assertThat(sms(free("{title}"), Cast.opening(), Cast.assisted(Language.EN))
                        .text())
                .isEqualTo("Chunjiang: [For Wei Zhang] First plenary session");
    }

    @Test
    void a_code_to_confirm_with_ends_the_sms_and_counts_and_is_on_no_card() {
        var facts = Cast.opening().with(Facts.code("7KAM9Q"));
        var zh = sms(free("{title}。"), facts, Cast.delegate(Language.ZH));

        assertThat(zh.text()).isEqualTo("【春江大会】第一次全体会议。确认码7KAM9Q");
        assertThat(zh.parts().units()).isEqualTo(23);
        assertThat(sms(free("{title}."), facts, Cast.delegate(Language.EN)).text())
                .endsWith("session. Code 7KAM9Q");
        assertThat(composer.card(Cast.CONGRESS, free("{title}"), facts, Cast.delegate(Language.ZH), null))
                .isInstanceOfSatisfying(
                        Message.class, message -> assertThat(message.text()).isEqualTo("第一次全体会议"));
    }

    @Test
    void a_card_has_neither_signature_nor_for_whom() {
        assertThat(composer.card(Cast.CONGRESS, free("{title}"), Cast.opening(), Cast.assisted(Language.ZH), null))
                .isInstanceOfSatisfying(
                        Message.class, message -> assertThat(message.text()).isEqualTo("第一次全体会议"));
    }

    @Test
    void every_hole_that_is_reached_and_unknown_is_a_gap_in_the_order_of_the_text() {
        var text = "{place} {start.time} {title} {delegate.room} {delegate.vehicle} {delegate.attributes.shoes} {why}";
        var composed = composer.sms(
                Cast.CONGRESS, free(text), Cast.facts("title", Cast.words("会", "")), Cast.bare(Language.ZH), null);

        assertThat(composed)
                .isEqualTo(new Gaps(List.of(
                        "place",
                        "start.time",
                        "delegate.room",
                        "delegate.vehicle",
                        "delegate.attributes.shoes",
                        "why")));
    }

    @Test
    void a_blank_value_is_a_gap_too() {
        assertThat(composer.sms(
                        Cast.CONGRESS,
                        free("{seat}{document}"),
                        Cast.facts("document", Cast.value("  ")),
                        Cast.delegate(Language.EN),
                        " "))
                .isEqualTo(new Gaps(List.of("seat", "document")));
    }

    @Test
    void what_a_condition_guards_is_no_gap() {
        var guarded = free("{title}{#if delegate.seat}, {delegate.seat}{/if}{#if bring}: {bring}{/if}");
        var seatless = Cast.facts("title", Cast.words("会", "Session"));

        assertThat(sms(guarded, seatless, Cast.delegate(Language.EN)).text()).isEqualTo("Chunjiang: Session");
    }

    @Test
    void a_template_without_a_text_for_the_channel_is_a_gap_named_by_the_text() {
        var cardOnly = MessageTemplate.of("x", Map.of("card.zh", "只在卡上"));

        assertThat(composer.sms(Cast.CONGRESS, cardOnly, Facts.NONE, Cast.delegate(Language.EN), null))
                .isEqualTo(new Gaps(List.of("sms.en")));
    }

    @Test
    void a_text_of_which_nothing_is_left_is_a_gap_and_never_a_signature_alone() {
        var guarded = free("{#if why}{why}{/if}");

        assertThat(composer.sms(Cast.CONGRESS, guarded, Facts.NONE, Cast.delegate(Language.EN), null))
                .isEqualTo(new Gaps(List.of("sms.en")));
    }

    @Test
    void a_mistake_in_free_text_is_told_once_with_its_language() {
        assertThatThrownBy(() -> MessageTemplate.freeText(Map.of(Language.EN, "{nobody}")))
                .isInstanceOf(TemplateRefused.class)
                .hasMessage("en, line 1: {nobody} is not a hole a message may have");
    }

    @Test
    void without_a_text_in_the_persons_language_the_congress_speaks_its_first() {
        var chineseOnly = MessageTemplate.freeText(Map.of(Language.ZH, "{start.date} {title}"));

        assertThat(sms(chineseOnly, Cast.opening(), Cast.delegate(Language.EN)).text())
                .isEqualTo("【春江大会】11月22日 第一次全体会议");
    }

    @Test
    void a_name_in_one_language_only_is_shown_in_the_other_text_as_well() {
        var facts = Cast.facts("title", Cast.words("全体会议", ""));

        assertThat(sms(free("{title}"), facts, Cast.delegate(Language.EN)).text())
                .isEqualTo("Chunjiang: 全体会议");
    }

    @Test
    void told_are_the_facts_the_text_really_used_and_no_others() {
        var text = free("{start.time} {title}{#if oldStart.time} {oldPlace}{/if}{#if place}!{/if}");

        assertThat(sms(text, Cast.opening(), Cast.delegate(Language.EN)).told())
                .isEqualTo(Cast.opening().only(List.of("start", "title")));
    }

    @Test
    void told_has_seat_room_vehicle_and_plate_as_they_are_now_and_the_vehicle_by_its_code() {
        var text = free("{delegate.seat} {delegate.room} {delegate.vehicle} {delegate.plate} {delegate.name}");
        var composed = composer.sms(Cast.CONGRESS, text, Cast.opening(), Cast.delegate(Language.EN), "A-12");

        assertThat(((Message) composed).told())
                .isEqualTo(Cast.facts(
                        "seat", Cast.value("A-12"),
                        "room", Cast.value("12-0816"),
                        "vehicle", Cast.value("V03"),
                        "plate", Cast.value("A00003")));
    }

    @Test
    void a_copy_that_is_named_was_told() {
        var facts = Cast.facts("document", Cast.value("17"), "copy", Cast.value("0042"));

        assertThat(sms(free("{copy}"), facts, Cast.delegate(Language.EN)).told())
                .isEqualTo(facts.only(List.of("copy")));
    }

    @Test
    void the_seat_of_this_moment_wins_over_the_seat_of_the_event() {
        var facts = Cast.facts("seat", Cast.value("B-1"));
        var now = (Message) composer.sms(Cast.CONGRESS, free("{seat}"), facts, Cast.delegate(Language.EN), "A-12");

        assertThat(now.text()).endsWith("A-12");
        assertThat(now.told()).isEqualTo(Cast.facts("seat", Cast.value("A-12")));
        assertThat(sms(free("{seat}"), facts, Cast.delegate(Language.EN)).text())
                .endsWith("B-1");
    }

    @Test
    void variables_are_what_was_printed_by_name_of_the_hole_in_order() {
        var message = sms(
                free("{start.date} {title} {#if why}{why}{/if}{delegate.attributes.diet}"),
                Cast.opening(),
                Cast.delegate(Language.EN));

        assertThat(message.variables())
                .containsExactly(
                        Map.entry("start.date", "22 Nov"),
                        Map.entry("title", "First plenary session"),
                        Map.entry("delegate.attributes.diet", "halal"));
    }

    @Test
    void an_item_without_a_length_has_no_end() {
        var facts = Cast.facts("start", new Fact.Moment(Cast.OPENING), "end", new Fact.Moment(Cast.OPENING));

        assertThat(sms(free("{start.time}{#if end.time}-{end.time}{/if}"), facts, Cast.delegate(Language.EN))
                        .text())
                .isEqualTo("Chunjiang: 09:00");
    }

    @Test
    void what_is_confidential_keeps_its_words_for_the_card_in_every_language() {
        var stub = MessageTemplate.of("stub", Map.of("sms.zh", "有保密通知。", "sms.en", "Notice."));
        var phoneOnly = MessageTemplate.of("x", Map.of("sms.zh", "秘密", "sms.en", "secret", "line.en", "secret line"));
        var both = MessageTemplate.of("y", Map.of("sms.en", "secret", "card.en", "Secret, in full"));

        assertThat(phoneOnly.confidential(stub))
                .isEqualTo(MessageTemplate.of(
                        "stub",
                        Map.of(
                                "sms.zh", "有保密通知。",
                                "sms.en", "Notice.",
                                "card.zh", "秘密",
                                "card.en", "secret",
                                "line.en", "secret line")));
        assertThat(both.confidential(stub).texts())
                .isEqualTo(Map.of("sms.zh", "有保密通知。", "sms.en", "Notice.", "card.en", "Secret, in full"));
    }

    @Test
    void times_are_told_in_the_zone_of_the_congress() {
        var away = new Congress(
                "x",
                Cast.CONGRESS.name(),
                ZoneId.of("America/New_York"),
                Cast.CONGRESS.languages(),
                "US",
                true,
                CongressSettings.DEFAULT);
        var text = free("{start.date} {start.weekday} {start.time}");

        assertThat(((Message) composer.sms(away, text, Cast.opening(), Cast.delegate(Language.EN), null)).text())
                .isEqualTo("21 Nov Saturday 20:00");
        assertThat(sms(text, Cast.opening(), Cast.delegate(Language.ZH)).text()).isEqualTo("【春江大会】11月22日 星期日 09:00");
    }

    private Message sms(MessageTemplate template, Facts facts, Profile profile) {
        return (Message) composer.sms(Cast.CONGRESS, template, facts, profile, null);
    }

    private static MessageTemplate free(String text) {
        return MessageTemplate.freeText(Map.of(Language.ZH, text, Language.EN, text));
    }
}
