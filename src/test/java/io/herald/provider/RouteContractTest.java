package io.herald.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.notice.Progress;
import io.herald.provider.Finding.Found;
import io.herald.provider.Outcome.Accepted;
import io.herald.provider.Outcome.Refusal;
import io.herald.provider.Outcome.Refused;
import io.herald.provider.Outcome.TryLater;
import io.herald.provider.sandbox.SandboxNetwork;
import io.herald.provider.twilio.TwilioNetwork;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What holds for every provider, both directions. A new provider joins by one line in {@link #NETWORKS}. */
class RouteContractTest {
    private static final String PHONE = "+8613800138000";
    private static final String SAMPLE_PHONE = "+99986000001";

    private static final Map<String, Supplier<Network>> NETWORKS =
            Map.of("twilio", TwilioNetwork::new, "sandbox", SandboxNetwork::new);

    private record Case(String promise, Consumer<Network> check) {}

    private static final List<Case> CASES = List.of(
            new Case("a_route_names_its_kind", network -> assertThat(
                            network.route().kind())
                    .isEqualTo(network.kind().kind())),
            new Case("one_submission_is_one_message_with_a_name", RouteContractTest::oneSubmissionIsOneMessage),
            new Case("texts_arrive_as_they_were_written", RouteContractTest::textsArriveAsWritten),
            new Case("only_simulated_phones_take_sample_numbers", RouteContractTest::sampleNumbers),
            new Case("a_refusal_is_a_value_and_leaves_nothing", RouteContractTest::refusal),
            new Case("what_may_not_leave_any_more_does_not_leave", RouteContractTest::mayNotLeave),
            new Case("many_at_once_arrive_once_each", RouteContractTest::manyAtOnce),
            new Case("an_attempt_is_found_by_the_providers_name", network -> found(network, true)),
            new Case("an_attempt_is_found_without_the_providers_name", network -> found(network, false)),
            new Case("an_attempt_that_never_came_is_not_found", RouteContractTest::neverCame),
            new Case("reports_name_attempt_route_and_reference", RouteContractTest::reports),
            new Case("a_delivered_message_is_found_delivered", RouteContractTest::foundDelivered),
            new Case("a_reply_comes_with_its_number_and_text", RouteContractTest::reply),
            new Case("a_callback_that_nobody_signed_is_not_believed", RouteContractTest::unsigned),
            new Case("no_code_after_acceptance_means_accepted", network -> Stream.of("", "x", "1", "30003", "21211")
                    .forEach(code -> assertThat(network.kind().classify(code)).isNotInstanceOf(Accepted.class))));

    @TestFactory
    Stream<DynamicContainer> every_provider_keeps_the_contract() {
        return NETWORKS.entrySet().stream()
                .map(network -> DynamicContainer.dynamicContainer(
                        network.getKey(),
                        CASES.stream()
                                .map(one -> DynamicTest.dynamicTest(one.promise(), () -> {
                                    try (var fresh = network.getValue().get()) {
                                        one.check().accept(fresh);
                                    }
                                }))));
    }

    private static void oneSubmissionIsOneMessage(Network network) {
        var outcome = network.route().submit(submission(PHONE, "Hello"));

        assertThat(outcome).isInstanceOfSatisfying(Accepted.class, accepted -> assertThat(accepted.ref())
                .isNotBlank());
        assertThat(network.texts(PHONE)).containsExactly("Hello");
    }

    private static void textsArriveAsWritten(Network network) {
        var texts = List.of("【大会】开幕式改到 10:00 👋", "a&b=c+d%20 'x' \"y\"\n\\z", "x".repeat(1600));
        texts.forEach(text -> network.route().submit(submission(PHONE, text)));

        assertThat(network.texts(PHONE)).containsExactlyInAnyOrderElementsOf(texts);
    }

    private static void sampleNumbers(Network network) {
        var outcome = network.route().submit(submission(SAMPLE_PHONE, "Hello"));

        if (network.route().abilities().live()) {
            assertThat(outcome).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.why())
                    .isEqualTo(Refusal.ADDRESS));
            assertThat(network.texts(SAMPLE_PHONE)).isEmpty();
        } else {
            assertThat(outcome).isInstanceOf(Accepted.class);
        }
    }

    private static void refusal(Network network) {
        var outcome = network.refusing().submit(submission(PHONE, "Hello"));

        assertThat(outcome).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.why()).isEqualTo(Refusal.ADDRESS);
            assertThat(network.kind().classify(refused.code())).isEqualTo(refused);
        });
        assertThat(network.texts(PHONE)).isEmpty();
    }

    private static void mayNotLeave(Network network) {
        var submission = submission(PHONE, "Hello");

        var outcome = network.route().submit(submission.with(submission.validity(), () -> false));

        assertThat(outcome).isInstanceOf(TryLater.class);
        assertThat(network.texts(PHONE)).isEmpty();
    }

    private static void manyAtOnce(Network network) {
        var route = network.route();
        var texts = IntStream.range(0, 60).mapToObj(i -> "Hello " + i).toList();
        var threads = Executors.newFixedThreadPool(8);
        var calls = texts.stream()
                .map(text -> threads.submit(() -> route.submit(submission(PHONE, text))))
                .toList();
        threads.shutdown();

        assertThat(calls).allSatisfy(call -> assertThat(call.get()).isInstanceOf(Accepted.class));
        assertThat(network.texts(PHONE)).containsExactlyInAnyOrderElementsOf(texts);
    }

    private static void found(Network network, boolean byRef) {
        var written = Instant.now();
        var mine = submission(PHONE, "Hello");
        var ref = ((Accepted) network.route().submit(mine)).ref();
        network.route().submit(submission(PHONE, "Another"));

        var finding = network.route().ask(question(mine, byRef ? ref : null, written));

        assertThat(finding).isInstanceOfSatisfying(Found.class, found -> {
            assertThat(found.report().attempt()).isEqualTo(mine.attempt());
            assertThat(found.report().ref()).isEqualTo(ref);
            assertThat(found.report().route()).isEqualTo(network.route().name());
        });
    }

    private static void neverCame(Network network) {
        network.route().submit(submission(PHONE, "Another"));
        var written = Instant.now().minusSeconds(1);

        assertThat(network.route().ask(question(submission(PHONE, "Hello"), null, written)))
                .isEqualTo(new Finding.NotFound());
    }

    private static void reports(Network network) {
        var mine = submission(PHONE, "Hello");
        var ref = ((Accepted) network.route().submit(mine)).ref();

        var name = network.route().name();
        assertThat(network.deliver(mine.attempt()))
                .containsExactly(
                        new Report(name, mine.attempt(), ref, Progress.SENT, ""),
                        new Report(name, mine.attempt(), ref, Progress.DELIVERED, ""));
    }

    private static void foundDelivered(Network network) {
        var written = Instant.now();
        var mine = submission(PHONE, "Hello");
        network.route().submit(mine);
        network.deliver(mine.attempt());

        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                        network.route().ask(question(mine, null, written)))
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> assertThat(found.report().progress()).isEqualTo(Progress.DELIVERED)));
    }

    private static void reply(Network network) {
        network.route().submit(submission(PHONE, "Hello"));

        var inbound = network.reply(PHONE, "1 收到");

        assertThat(inbound.from()).isEqualTo(PHONE);
        assertThat(inbound.body()).isEqualTo("1 收到");
        assertThat(inbound.route()).isEqualTo(network.route().name());
        assertThat(inbound.ref())
                .isNotBlank()
                .isNotEqualTo(network.reply(PHONE, "1 收到").ref());
    }

    private static void unsigned(Network network) {
        network.route();
        var forged = new HookRequest(
                "/hooks/x/status?attempt=1",
                Map.of("attempt", "1"),
                Map.of("MessageSid", List.of("SM1"), "MessageStatus", List.of("delivered")),
                Map.of("x-twilio-signature", "Zm9yZ2Vk"),
                new byte[] {1});

        assertThat(network.kind().authentic(forged)).isFalse();
    }

    private static Question question(Submission submission, String ref, Instant written) {
        return new Question(submission.attempt(), ref, submission.to(), submission.text(), written);
    }

    private static Submission submission(String to, String text) {
        var attempt = UUID.randomUUID();
        return new Submission(
                attempt,
                to,
                text,
                1,
                null,
                Map.of(),
                "",
                Duration.ofMinutes(10),
                URI.create("https://hub.example/hooks/x/status?attempt=" + attempt));
    }
}
