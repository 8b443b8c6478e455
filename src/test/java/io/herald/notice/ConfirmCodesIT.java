package io.herald.notice;

import static io.herald.SmallCongress.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.SmallCongress;
import io.herald.TestDatabase;
import io.herald.notice.ConfirmCodes.Answer;
import io.herald.platform.Db;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfirmCodesIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String HERE = "192.0.2.1";

    private final Db db = DATABASE.db();
    private final ConfirmCodeStore store = new ConfirmCodeStore();
    private final ConfirmCodes codes =
            new ConfirmCodes(store, new ConfirmCodeTryStore(), new Confirmations(new DeliveryStore()));
    private SmallCongress congress;
    private UUID notice;
    private long one;
    private long other;

    @BeforeEach
    void two_people_whose_numbers_end_alike_are_asked() {
        DATABASE.clear();
        congress = new SmallCongress(db, "here");
        one = congress.delegate("1001", "D01");
        other = congress.delegate("1002", "D01");
        db.transact(tx -> tx.update("update delegate set phone = '+86138009990177'"));
        notice = congress.notice().ackAsked().insert();
        congress.delivery(notice, one).state("DELIVERED").insert();
        congress.delivery(notice, other).state("DELIVERED").insert();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_code_with_the_last_digits_confirms_for_its_own_person_and_no_other() {
        assertThat(confirm(HERE, code(one), "0177", NOW)).isEqualTo(Answer.CONFIRMED);
        assertThat(way(one)).isEqualTo("code by 1001");
        assertThat(way(other)).isEmpty();
        assertThat(confirm(HERE, code(one).toLowerCase(), "0177", NOW))
                .as("once is enough")
                .isEqualTo(Answer.CONFIRMED);
        assertThat(confirm(HERE, code(other), "1002", NOW))
                .as("or with their delegate code")
                .isEqualTo(Answer.CONFIRMED);
        assertThat(way(other)).isEqualTo("code by 1002");
    }

    @Test
    void another_persons_code_the_wrong_digits_and_no_code_at_all_look_the_same() {
        assertThat(confirm(HERE, code(one), "1002", NOW)).isEqualTo(Answer.UNKNOWN);
        assertThat(confirm(HERE, code(one), "0178", NOW)).isEqualTo(Answer.UNKNOWN);
        assertThat(confirm(HERE, "XXXXXX", "0177", NOW)).isEqualTo(Answer.UNKNOWN);
        assertThat(confirm(HERE, "", "", NOW)).isEqualTo(Answer.UNKNOWN);
        assertThat(confirm(HERE, null, null, NOW)).isEqualTo(Answer.UNKNOWN);
        assertThat(way(one)).isEmpty();
    }

    @Test
    void who_guesses_is_not_heard_for_a_while_and_others_are() {
        for (int guess = 0; guess < 30; guess++) {
            assertThat(confirm(HERE, "3" + guess, "0177", NOW)).isEqualTo(Answer.UNKNOWN);
        }
        assertThat(confirm(HERE, code(one), "0177", NOW)).isEqualTo(Answer.TOO_OFTEN);
        assertThat(confirm("192.0.2.2", code(other), "0177", NOW)).isEqualTo(Answer.CONFIRMED);
        assertThat(confirm(HERE, code(one), "0177", NOW.plus(Duration.ofMinutes(11))))
                .isEqualTo(Answer.CONFIRMED);
    }

    @Test
    void one_notice_cannot_be_guessed_at_from_many_addresses() {
        var begin = code(one).substring(0, 3);
        for (int guess = 0; guess < 200; guess++) {
            confirm("192.0.2." + guess % 100 + 10, begin + "---", "0177", NOW);
        }
        assertThat(confirm("198.51.100.1", code(one), "0177", NOW)).isEqualTo(Answer.TOO_OFTEN);
    }

    @Test
    void what_was_replaced_cannot_be_confirmed_any_more_and_a_closed_code_is_given_again() {
        var code = code(one);
        db.transact(tx -> tx.update("update notice set superseded_at = $2 where id = $1", notice, NOW));
        assertThat(confirm(HERE, code, "0177", NOW)).isEqualTo(Answer.OUTDATED);
        var later = NOW.plus(Duration.ofDays(4));
        assertThat(confirm(HERE, code, "0177", later)).isEqualTo(Answer.UNKNOWN);

        var next = congress.notice().ackAsked().insert();
        var same = new ConfirmCode(code.substring(0, 3), next, "another secret");
        assertThat(given(same, NOW)).isFalse();
        assertThat(given(same, later)).isTrue();
    }

    @Test
    void a_reminder_has_the_code_of_what_it_reminds_of() {
        var reminder = congress.notice().ackAsked().insert();
        db.transact(tx -> tx.update("update notice set repeat_of = $2 where id = $1", reminder, notice));
        var first = code(one);
        String second = db.inTransaction(
                tx -> codes.of(tx, new NoticeStore().find(tx, reminder).orElseThrow(), NOW)
                        .of(one));
        assertThat(second).isEqualTo(first);
    }

    private boolean given(ConfirmCode code, Instant now) {
        return db.inTransaction(tx -> store.give(tx, code, now.plusSeconds(60), now));
    }

    private String code(long recipient) {
        return db.inTransaction(
                tx -> codes.of(tx, new NoticeStore().find(tx, notice).orElseThrow(), NOW)
                        .of(recipient));
    }

    private Answer confirm(String address, String code, String who, Instant now) {
        return db.inTransaction(tx -> codes.confirm(tx, address, code, who, now));
    }

    private String way(long recipient) {
        return db.read(tx -> tx.one(
                        "select confirmed_way || ' by ' || confirmed_by as way from delivery"
                                + " where recipient = $1 and confirmed_at is not null",
                        row -> row.getString("way"),
                        recipient))
                .orElse("");
    }
}
