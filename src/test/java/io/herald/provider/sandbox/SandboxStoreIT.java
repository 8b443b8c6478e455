package io.herald.provider.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.notice.Progress;
import io.herald.platform.Problem;
import io.herald.provider.Finding.Found;
import io.herald.provider.Inbound;
import io.herald.provider.Outcome.Accepted;
import io.herald.provider.Question;
import io.herald.provider.Report;
import io.herald.provider.ReportSink;
import io.herald.provider.Submission;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxStoreIT {
    private static final SandboxNetwork NETWORK = new SandboxNetwork();
    private static final String PHONE = "+99986000001";
    private static final String OTHER = "+99986000002";

    @BeforeEach
    void clear() {
        NETWORK.database.clear();
        NETWORK.kept.reports.clear();
        NETWORK.kept.inbound.clear();
    }

    @AfterAll
    static void close() {
        NETWORK.close();
    }

    @Test
    void an_attempt_submitted_twice_is_witnessed_and_reported_once() {
        var route = NETWORK.route();
        var submission = submission(PHONE, "Hello");

        assertThat(route.submit(submission)).isEqualTo(route.submit(submission)).isInstanceOf(Accepted.class);

        assertThat(NETWORK.resource().messages(PHONE)).singleElement().satisfies(message -> assertThat(message.copies())
                .isEqualTo(2));
        assertThat(NETWORK.resource().summary()).isEqualTo(new SandboxSummary(1, 1, 2, 1, 1, 2));
        assertThat(NETWORK.deliver(submission.attempt())).hasSize(2);
    }

    @Test
    void an_attempt_submitted_by_twenty_threads_counts_each_of_them() throws Exception {
        var route = NETWORK.route();
        var submission = submission(PHONE, "Hello");
        var threads = Executors.newFixedThreadPool(8);
        var calls = IntStream.range(0, 20)
                .mapToObj(i -> threads.submit(() -> route.submit(submission)))
                .toList();
        for (var call : calls) {
            assertThat(call.get()).isInstanceOf(Accepted.class);
        }
        threads.shutdown();

        assertThat(NETWORK.resource().summary()).isEqualTo(new SandboxSummary(1, 1, 20, 1, 1, 2));
    }

    @Test
    void one_text_under_two_attempts_is_a_doubled_phone_and_two_texts_are_not() {
        var route = NETWORK.route();
        route.submit(submission(PHONE, "Hello"));
        route.submit(submission(PHONE, "Another"));
        route.submit(submission(OTHER, "Hello"));
        assertThat(NETWORK.resource().summary().doubledPhones()).isZero();

        route.submit(submission(OTHER, "Hello"));

        assertThat(NETWORK.resource().summary()).isEqualTo(new SandboxSummary(4, 4, 4, 2, 1, 8));
    }

    @Test
    void a_text_sent_again_after_it_did_not_arrive_is_no_double() {
        NETWORK.route(Map.of("undelivered", "1")).submit(submission(PHONE, "Hello"));
        NETWORK.route().submit(submission(PHONE, "Hello"));

        assertThat(NETWORK.resource().summary().doubledPhones()).isZero();
    }

    @Test
    void what_does_not_arrive_is_reported_failed_with_a_code() {
        var submission = submission(PHONE, "Hello");
        NETWORK.route(Map.of("undelivered", "1")).submit(submission);

        assertThat(NETWORK.deliver(submission.attempt()))
                .extracting(Report::progress, Report::code)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Progress.SENT, ""),
                        org.assertj.core.groups.Tuple.tuple(Progress.FAILED, SandboxKind.HANDSET_OFF));
    }

    @Test
    void receipts_wait_until_they_are_due() {
        var start = NETWORK.clock.instant();
        NETWORK.route(Map.of("receipt-delay", "1h")).submit(submission(PHONE, "Hello"));
        var pump = NETWORK.pump(NETWORK.kept);

        assertThat(pump.runOnce(start.minusSeconds(1))).isZero();
        assertThat(pump.runOnce(start.plus(Duration.ofHours(2)))).isEqualTo(2);
        assertThat(pump.runOnce(start.plus(Duration.ofHours(2)))).isZero();
    }

    @Test
    void a_receipt_stays_when_the_hub_dies_before_its_commit_and_comes_again() {
        var submission = submission(PHONE, "Hello");
        NETWORK.route().submit(submission);
        var dying = new ReportSink() {
            @Override
            public void accept(List<Report> reports) {
                throw new IllegalStateException("killed");
            }

            @Override
            public void receive(Inbound inbound) {
                throw new IllegalStateException("killed");
            }
        };
        var later = NETWORK.clock.instant().plusSeconds(60);

        assertThatThrownBy(() -> NETWORK.pump(dying).runOnce(later)).hasMessage("killed");

        assertThat(NETWORK.deliver(submission.attempt())).hasSize(2);
    }

    @Test
    void lost_receipts_never_come_but_asking_tells_the_truth() {
        var submission = submission(PHONE, "Hello");
        var route = NETWORK.route(Map.of("lost-receipts", "1", "receipt-delay", "0ms"));
        route.submit(submission);

        assertThat(NETWORK.deliver(submission.attempt())).isEmpty();
        assertThat(route.ask(new Question(submission.attempt(), null, PHONE, "Hello", Instant.EPOCH)))
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> assertThat(found.report().progress()).isEqualTo(Progress.DELIVERED));
    }

    @Test
    void thousands_of_receipts_are_handed_over_in_one_run() {
        var route = NETWORK.route(Map.of("answer-delay", "0ms", "repeated-receipts", "1"));
        var attempts = new ArrayList<UUID>();
        for (int i = 0; i < 300; i++) {
            var submission = submission("+9998600" + String.format("%04d", i), "Hello");
            attempts.add(submission.attempt());
            route.submit(submission);
        }

        assertThat(NETWORK.pump(NETWORK.kept).runOnce(NETWORK.clock.instant().plusSeconds(60)))
                .isEqualTo(1200);

        assertThat(Set.copyOf(NETWORK.kept.reports.stream().map(Report::attempt).toList()))
                .isEqualTo(Set.copyOf(attempts));
        assertThat(NETWORK.resource().summary().receiptsWaiting()).isZero();
    }

    @Test
    void a_refused_phone_has_no_message_but_is_counted_among_the_phones_page() {
        NETWORK.refusing().submit(submission(PHONE, "Hello"));

        assertThat(NETWORK.resource().phones("", 10).items())
                .containsExactly(new SandboxPhone(PHONE, 0, 0, 0, null, null));
        assertThatThrownBy(() -> NETWORK.resource().messages(PHONE)).isInstanceOf(Problem.class);
    }

    @Test
    void phones_come_in_pages_with_their_last_message() {
        var route = NETWORK.route(Map.of("answer-delay", "0ms"));
        for (int i = 0; i < 5; i++) {
            route.submit(submission("+9998600000" + i, "first"));
            route.submit(submission("+9998600000" + i, "last"));
        }
        var first = NETWORK.resource().phones("", 3);
        var second = NETWORK.resource().phones(first.next(), 3);

        assertThat(first.items()).extracting(SandboxPhone::lastText).containsExactly("last", "last", "last");
        assertThat(first.items()).extracting(SandboxPhone::messages).containsOnly(2L);
        assertThat(second.items()).extracting(SandboxPhone::phone).containsExactly("+99986000003", "+99986000004");
        assertThat(second.next()).isNull();
        assertThatThrownBy(() -> NETWORK.resource().phones("", 0)).isInstanceOf(Problem.class);
    }

    @Test
    void an_empty_reply_and_one_from_a_phone_without_messages_are_refused() {
        assertThatThrownBy(() -> NETWORK.reply(PHONE, " ")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> NETWORK.reply(PHONE, "hi")).isInstanceOf(Problem.class);
    }

    private static Submission submission(String to, String text) {
        var attempt = UUID.randomUUID();
        return new Submission(
                attempt, to, text, 1, null, Map.of(), "", Duration.ofMinutes(10), URI.create("https://hub.example/"));
    }
}
