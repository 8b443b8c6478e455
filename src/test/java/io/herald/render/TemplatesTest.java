package io.herald.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.render.TemplateRefused.Mistake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplatesTest {
    private static final MessageTemplate SHIPPED = MessageTemplate.of("hello", Map.of("sms.zh", "shipped"));

    @TempDir
    Path folder;

    private Templates templates;
    private int writes;

    @BeforeEach
    void open() {
        templates = new Templates(folder, Map.of("hello", SHIPPED));
    }

    @Test
    void without_a_file_the_one_that_came_with_the_program_counts() {
        assertThat(templates.find("hello")).contains(SHIPPED);
        assertThat(templates.find("other")).isEmpty();
        assertThat(templates.names()).containsExactly("hello");
    }

    @Test
    void the_working_folder_wins_name_by_name() {
        write("hello/sms.zh.txt", "mine");
        write("another/sms.en.txt", "yours");

        assertThat(templates.names()).containsExactly("another", "hello");
        assertThat(text("hello", "sms.zh")).isEqualTo("mine");
        assertThat(text("another", "sms.en")).isEqualTo("yours");
    }

    @Test
    void a_changed_file_counts_from_the_next_look_on_and_has_another_hash() {
        write("hello/sms.zh.txt", "one");
        var before = templates.find("hello").orElseThrow();
        write("hello/sms.zh.txt", "two");
        var after = templates.find("hello").orElseThrow();

        assertThat(after.texts()).containsEntry("sms.zh", "two");
        assertThat(after.hash()).isNotEqualTo(before.hash()).matches("[0-9a-f]{64}");
    }

    @Test
    void an_unchanged_template_is_not_read_again() {
        write("hello/sms.zh.txt", "one");

        assertThat(templates.find("hello").orElseThrow())
                .isSameAs(templates.find("hello").orElseThrow());
    }

    @Test
    void the_same_texts_have_the_same_hash_and_a_text_under_another_key_another() {
        assertThat(MessageTemplate.of("a", Map.of("sms.zh", "x", "sms.en", "y")).hash())
                .isEqualTo(MessageTemplate.of("b", Map.of("sms.en", "y", "sms.zh", "x"))
                        .hash())
                .isNotEqualTo(MessageTemplate.of("a", Map.of("sms.zh", "y", "sms.en", "x"))
                        .hash());
    }

    @Test
    void a_bad_file_is_refused_with_file_line_and_reason_and_the_last_good_one_stays() {
        write("hello/sms.zh.txt", "good");
        var good = templates.find("hello").orElseThrow();
        write("hello/sms.zh.txt", "bad\n{tilte}");

        assertThat(templates.find("hello")).containsSame(good);
        assertThat(templates.mistakes())
                .containsExactly(new Mistake("hello/sms.zh.txt", 2, "{tilte} is not a hole a message may have"));

        write("hello/sms.zh.txt", "better");

        assertThat(text("hello", "sms.zh")).isEqualTo("better");
        assertThat(templates.mistakes()).isEmpty();
    }

    @Test
    void a_file_that_was_never_good_leaves_the_one_that_came_with_the_program() {
        write("hello/sms.zh.txt", "{#if title}");
        write("new/sms.zh.txt", "{#if title}");

        assertThat(templates.find("hello")).contains(SHIPPED);
        assertThat(templates.find("new")).isEmpty();
        assertThat(templates.mistakes())
                .extracting(Mistake::file)
                .containsExactly("hello/sms.zh.txt", "new/sms.zh.txt");
    }

    @Test
    void a_file_taken_away_gives_the_name_back_to_the_program() throws IOException {
        write("hello/sms.zh.txt", "mine");
        assertThat(text("hello", "sms.zh")).isEqualTo("mine");
        Files.delete(folder.resolve("hello/sms.zh.txt"));

        assertThat(templates.find("hello")).contains(SHIPPED);
    }

    @Test
    void a_file_for_no_channel_or_language_the_hub_knows_is_a_mistake() {
        write("hello/sms.fr.txt", "bonjour");

        assertThat(templates.mistakes())
                .containsExactly(new Mistake(
                        "hello/sms.fr.txt", 0, "is none of sms.zh, sms.en, card.zh, card.en, line.zh, line.en"));
    }

    @Test
    void an_empty_file_and_one_in_another_encoding_are_mistakes() {
        write("empty/sms.zh.txt", " \n");
        write("foreign/sms.zh.txt", "会议", Charset.forName("GB18030"));

        assertThat(templates.mistakes())
                .containsExactly(
                        new Mistake("empty/sms.zh.txt", 0, "is empty"),
                        new Mistake("foreign/sms.zh.txt", 0, "is not UTF-8"));
    }

    @Test
    void a_byte_order_mark_and_windows_line_ends_are_no_part_of_the_text() {
        write("hello/card.zh.txt", "\uFEFF一\r\n二");

        assertThat(text("hello", "card.zh")).isEqualTo("一\n二");
    }

    @Test
    void an_editors_own_files_are_left_alone() {
        write("hello/sms.zh.txt", "mine");
        write("hello/sms.zh.txt~", "{broken");
        write("hello/.sms.zh.txt", "{broken");

        assertThat(text("hello", "sms.zh")).isEqualTo("mine");
        assertThat(templates.mistakes()).isEmpty();
    }

    @Test
    void no_name_leads_out_of_the_folder() {
        write("inside/deep/sms.zh.txt", "secret");
        var inner = new Templates(folder.resolve("inside"), Map.of());
        write("sms.zh.txt", "secret");

        assertThat(inner.find("..")).isEmpty();
        assertThat(inner.find("../inside/deep")).isEmpty();
        assertThat(inner.find(folder.toString())).isEmpty();
        assertThat(inner.find("")).isEmpty();
    }

    private String text(String name, String key) {
        return templates.find(name).orElseThrow().texts().get(key);
    }

    private void write(String file, String text) {
        write(file, text, StandardCharsets.UTF_8);
    }

    /** Each write gets a time of its own, for a test is quicker than the clock of some file systems. */
    private void write(String file, String text, Charset encoding) {
        try {
            var path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text, encoding);
            Files.setLastModifiedTime(path, FileTime.from(Instant.EPOCH.plusSeconds(++writes)));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
