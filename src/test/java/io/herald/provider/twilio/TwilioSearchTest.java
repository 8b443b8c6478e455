package io.herald.provider.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.twilio.rest.api.v2010.account.Message;
import io.herald.notice.Progress;
import io.herald.provider.Finding;
import io.herald.provider.Finding.CannotTell;
import io.herald.provider.Finding.Found;
import io.herald.provider.Finding.NotFound;
import io.herald.provider.Question;
import io.herald.provider.Report;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TwilioSearchTest {
    private static final Instant WRITTEN = Instant.parse("2026-11-22T08:00:00.700Z");
    private static final Instant LATER = WRITTEN.plusSeconds(120);
    private static final UUID ATTEMPT = UUID.fromString("00000000-0000-0000-0000-000000000001");

    private final TwilioSearch search = new TwilioSearch("twilio", Duration.ofMinutes(2));

    @Test
    void one_message_of_that_text_since_then_is_it() {
        assertThat(find(List.of(message("SM1", "您好", "delivered", 0), message("SM2", "another", "sent", 0)), LATER))
                .isEqualTo(new Found(new Report("twilio", ATTEMPT, "SM1", Progress.DELIVERED, "")));
    }

    @Test
    void two_of_the_same_text_cannot_be_told_apart() {
        assertThat(find(List.of(message("SM1", "您好", "sent", 0), message("SM2", "您好", "sent", 5)), LATER))
                .isInstanceOf(CannotTell.class);
    }

    @Test
    void an_equal_message_from_long_before_is_not_it() {
        assertThat(find(List.of(message("SM1", "您好", "delivered", -3600)), LATER))
                .isEqualTo(new NotFound());
    }

    @Test
    void an_equal_message_from_just_before_may_be_it_by_a_clock_that_is_wrong() {
        assertThat(find(List.of(message("SM1", "您好", "delivered", -60)), LATER)).isInstanceOf(CannotTell.class);
    }

    @Test
    void an_earlier_equal_message_does_not_hide_the_new_one() {
        assertThat(find(List.of(message("SM1", "您好", "undelivered", -60), message("SM2", "您好", "sent", 1)), LATER))
                .isInstanceOfSatisfying(
                        Found.class, found -> assertThat(found.report().ref()).isEqualTo("SM2"));
    }

    @Test
    void absence_proves_nothing_while_the_message_may_be_on_its_way() {
        assertThat(find(List.of(), LATER.minusMillis(1))).isInstanceOf(CannotTell.class);
        assertThat(find(List.of(), LATER)).isEqualTo(new NotFound());
    }

    @Test
    void absence_from_a_list_that_goes_on_proves_nothing() {
        assertThat(search.find(question("您好"), List.of(), true, LATER)).isInstanceOf(CannotTell.class);
    }

    @Test
    void a_text_that_twilio_altered_is_still_recognised() {
        assertThat(search.find(
                        question("Don’t wait — bus 7"),
                        List.of(message("SM1", "Sent from your Twilio trial account - Don't wait - bus 7", "sent", 0)),
                        false,
                        LATER))
                .isInstanceOf(Found.class);
    }

    @Test
    void a_message_whose_text_was_removed_may_be_it() {
        assertThat(find(List.of(message("SM1", "", "sent", 0)), LATER)).isInstanceOf(CannotTell.class);
    }

    @Test
    void an_equal_message_whose_date_cannot_be_read_may_be_it() {
        var json = json("SM1", "您好", "sent", 0).put("date_created", "yesterday");

        assertThat(find(List.of(read(json)), LATER)).isInstanceOf(CannotTell.class);
    }

    @Test
    void a_status_nobody_knows_leaves_it_open() {
        assertThat(find(List.of(message("SM1", "您好", "teleported", 0)), LATER)).isInstanceOf(CannotTell.class);
    }

    private Finding find(List<Message> messages, Instant now) {
        return search.find(question("您好"), messages, false, now);
    }

    private static Question question(String text) {
        return new Question(ATTEMPT, null, "+8613800138000", text, WRITTEN);
    }

    private static Message message(String sid, String body, String status, int secondsAfter) {
        return read(json(sid, body, status, secondsAfter));
    }

    private static JsonObject json(String sid, String body, String status, int secondsAfter) {
        var form = Map.of("To", "+8613800138000", "From", "HERALD", "Body", body);
        return new StandInMessage(sid, form, status, null, WRITTEN.plusSeconds(secondsAfter))
                .json(TwilioStandIn.ACCOUNT);
    }

    private static Message read(JsonObject json) {
        return Message.fromJson(json.encode(), new ObjectMapper().registerModule(new JavaTimeModule()));
    }
}
