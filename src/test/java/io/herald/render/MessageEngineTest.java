package io.herald.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.render.TemplateRefused.Mistake;
import io.quarkus.qute.TemplateException;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageEngineTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{inject:x}",
                "{cdi:x}",
                "{cdi:x.y}",
                "{config:x}",
                "{config:['quarkus.http.port']}",
                "{data:title}",
                "{str:title}",
                "{delegate.getClass}",
                "{delegate.class}",
                "{title.class}",
                "{title.bytes}",
                "{title.getClass.forName('x')}",
                "{delegate.name.getClass.forName('x')}",
                "{delegate.name.getClass().forName('java.lang.Runtime')}",
                "{delegate.attributes.diet.getClass}",
                "{delegate.attributes}",
                "{delegate}",
                "{delegate.get('name')}",
                "{delegate.keys}",
                "{title.raw}",
                "{title.or('x')}",
                "{title ?: 'x'}",
                "{title??}",
                "{#eval '{title}' /}",
                "{#eval 'x'}{/eval}",
                "{#include ../../secret /}",
                "{#include ../../secret}{/include}",
                "{#include messages/welcome /}",
                "{#insert}{/insert}",
                "{#fragment x}{/fragment}",
                "{#let x=title}{x}{/let}",
                "{#set x=title}{x}{/set}",
                "{#with delegate}{name}{/with}",
                "{#each delegate.attributes}{it}{/each}",
                "{#for i in 1000000000}x{/for}",
                "{#when title}{#is 'x'}y{/when}",
                "{#cached}{title}{/cached}",
                "{#if title.length > 3}x{/if}",
                "{#if title == 'x'}x{/if}",
                "{#if title == place}x{/if}",
                "{#if title place}x{/if}",
                "{#if title}a{#else if place gt bring}b{/if}",
                "{#if title}a{#else place}b{/if}",
                "{#if title}a{#else if}b{/if}",
                "{#if title and place}x{/if}",
                "{#if !!title}x{/if}",
                "{#if inject:x}x{/if}",
                "{#if true}x{/if}",
                "{@java.lang.Runtime title}{title}",
                "{'x'}",
                "{7}",
                "{nonsense}",
                "{start}",
                "{start.year}",
                "{title",
                "{#if title}x",
                "x{/if}",
                "{ title }",
                "\\{title}",
                "{|{title}|}",
                "｛title｝"
            })
    void what_reaches_beyond_the_holes_is_refused_when_it_is_read(String text) {
        assertThatThrownBy(() -> MessageEngine.read("sms.zh", text))
                .isInstanceOfSatisfying(TemplateRefused.class, refused -> assertThat(refused.mistakes())
                        .isNotEmpty()
                        .allSatisfy(mistake -> assertThat(mistake.reason()).isNotBlank()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{inject:x}",
                "{config:x}",
                "{name.getClass}",
                "{name.getClass.forName('x')}",
                "{name.length}",
                "{name.bytes}",
                "{nonsense}"
            })
    void the_engine_itself_reaches_nothing_even_if_the_reading_were_fooled(String text) {
        var template = MessageEngine.ENGINE.parse(text);

        assertThatThrownBy(() -> template.data(Map.of("name", new Hole("x"))).render())
                .isInstanceOf(TemplateException.class);
    }

    @Test
    void every_mistake_is_named_with_file_line_and_reason() {
        assertThatThrownBy(() -> MessageEngine.read("welcome/sms.en.txt", "{title}\n{tilte}\n\n{#if start}x{/if}"))
                .asInstanceOf(InstanceOfAssertFactories.type(TemplateRefused.class))
                .satisfies(
                        refused -> assertThat(refused.mistakes())
                                .containsExactly(
                                        new Mistake(
                                                "welcome/sms.en.txt", 2, "{tilte} is not a hole a message may have"),
                                        new Mistake(
                                                "welcome/sms.en.txt",
                                                4,
                                                "{start} is not a hole a message may have: a time has start.date, start.time, start.weekday")));
    }

    @Test
    void an_unknown_section_is_called_by_its_name() {
        assertThatThrownBy(() -> MessageEngine.read("sms.en", "a\n{#each title}{it}{/each}"))
                .hasMessage("sms.en, line 2: {#each title}: a message knows {#if} and no other section");
    }

    @Test
    void a_text_longer_than_any_message_is_refused() {
        assertThatThrownBy(() -> MessageEngine.read("sms.zh", "x".repeat(5001)))
                .hasMessage("sms.zh: is longer than 5000 characters");
    }

    @Test
    void conditions_as_deep_as_a_text_has_room_for_are_rendered() {
        var deep = MessageEngine.read("sms.zh", "{#if seat}".repeat(300) + "x" + "{/if}".repeat(300));

        assertThat(deep.fill(hole -> "1").text()).isEqualTo("x");
    }

    @Test
    void holes_are_found_in_text_and_conditions_in_their_order() {
        var text = MessageEngine.read(
                "sms.zh",
                "{#if !bring && (title || place)}{start.date}{#else if why}{why}{/if}{delegate.attributes.饮食}");

        assertThat(text.holes())
                .containsExactly("bring", "title", "place", "start.date", "why", "delegate.attributes.饮食");
    }

    @Test
    void values_are_printed_as_they_are_and_never_read_as_template() {
        var filled = MessageEngine.read("sms.zh", "{title}/{place}")
                .fill(hole -> hole.equals("title") ? "{place} & <b>\"Q&A\"</b> {#eval}" : "{inject:x}");

        assertThat(filled.text()).isEqualTo("{place} & <b>\"Q&A\"</b> {#eval}/{inject:x}");
    }

    @Test
    void only_what_was_printed_counts_as_printed() {
        var filled = MessageEngine.read("sms.zh", "{#if seat}{seat}{#else}{title}{/if}{#if place}!{/if}")
                .fill(hole -> hole.equals("seat") ? "" : hole.toUpperCase());

        assertThat(filled.text()).isEqualTo("TITLE!");
        assertThat(filled.printed()).containsExactly(Map.entry("title", "TITLE"));
    }

    @Test
    void an_attribute_may_have_dots_and_any_script_in_its_name() {
        var filled = MessageEngine.read("sms.zh", "{delegate.attributes['a.b']}{delegate.attributes.饮食}{delegate.name}")
                .fill(hole -> "<" + hole + ">");

        assertThat(filled.text()).isEqualTo("<delegate.attributes.a.b><delegate.attributes.饮食><delegate.name>");
    }

    @Test
    void a_line_that_holds_only_a_condition_leaves_no_empty_line() {
        var filled = MessageEngine.read("card.zh", "A\n{#if seat}\nS {seat}\n{/if}\nB\n")
                .fill(hole -> "");

        assertThat(filled.text()).isEqualTo("A\nB");
    }
}
