package io.herald.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.provider.Inbound;
import io.herald.provider.Inbound.Wish;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboundMailTest {
    @ParameterizedTest
    @ValueSource(strings = {"STOP", "stop", " Stop\n", "UNSUBSCRIBE", "退订", "　退订　", "T", "td", "ＴＤ", "n", "N"})
    void these_words_stop_sms(String body) {
        assertThat(wish(body, Wish.UNSAID)).isEqualTo(Wish.STOP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"START", "unstop", "恢复", "ｓｔａｒｔ"})
    void these_words_start_them_again(String body) {
        assertThat(wish(body, Wish.UNSAID)).isEqualTo(Wish.START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Please stop the bus", "退订了吗", "no", "YES", "1", "收到", "t d", "STOP!"})
    void the_whole_message_must_be_the_word(String body) {
        assertThat(wish(body, Wish.UNSAID)).isEqualTo(Wish.UNSAID);
    }

    @ParameterizedTest
    @EnumSource(names = {"STOP", "START"})
    void what_the_provider_understood_counts_more_than_the_words(Wish understood) {
        assertThat(wish("收到", understood)).isEqualTo(understood);
        assertThat(wish("stop", understood)).isEqualTo(understood);
    }

    private static Wish wish(String body, Wish understood) {
        return InboundMail.wish(new Inbound("first", "SM1", "+99986000001", "+99986000000", body, understood));
    }
}
