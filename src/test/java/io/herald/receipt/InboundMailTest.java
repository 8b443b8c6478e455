package io.herald.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.provider.Inbound;
import io.herald.provider.Inbound.Wish;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboundMailTest {
    @ParameterizedTest
    @ValueSource(strings = {"STOP", "stop", " Stop\n", "UNSUBSCRIBE", "退订", "　退订　", "T", "td", "ＴＤ", "n", "N", "STOP!"})
    void these_words_stop_sms(String body) {
        assertThat(meaning(body, Wish.UNSAID)).isEqualTo(PhoneWord.STOP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"START", "unstop", "恢复", "ｓｔａｒｔ"})
    void these_words_start_them_again(String body) {
        assertThat(meaning(body, Wish.UNSAID)).isEqualTo(PhoneWord.START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Please stop the bus", "退订了吗", "no", "t d", "收到了吗", "11"})
    void the_whole_message_must_be_the_word(String body) {
        assertThat(meaning(body, Wish.UNSAID)).isEqualTo(PhoneWord.TALK);
    }

    @ParameterizedTest
    @EnumSource(names = {"STOP", "START"})
    void what_the_provider_understood_counts_more_than_the_words(Wish understood) {
        assertThat(meaning("收到", understood).name()).isEqualTo(understood.name());
        assertThat(meaning("stop", understood).name()).isEqualTo(understood.name());
    }

    @ParameterizedTest
    @CsvSource({
        "1,CONFIRM",
        "收到。,CONFIRM",
        "YES,CONFIRM",
        "座位,SEAT",
        "Bus,VEHICLE",
        "车,VEHICLE",
        "房间,ROOM",
        "日程,AGENDA",
        "agenda,AGENDA",
        "？,HELP",
        "help,HELP"
    })
    void these_words_confirm_and_ask(String body, PhoneWord meaning) {
        assertThat(meaning(body, Wish.UNSAID)).isEqualTo(meaning);
    }

    private static PhoneWord meaning(String body, Wish understood) {
        return InboundMail.meaning(new Inbound("first", "SM1", "+99986000001", "+99986000000", body, understood));
    }
}
