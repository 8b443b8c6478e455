package io.herald.provider.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.notice.Progress;
import io.herald.provider.SmsConfig.Sandbox;
import io.herald.provider.SmsSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FateTest {
    private static final int MANY = 10_000;

    @Test
    void seed_phone_and_number_decide_and_nothing_else() {
        var settings = settings(Map.of("undelivered", "0.5", "lost-receipts", "0.3"));

        assertThat(fates(settings)).isEqualTo(fates(settings));
        assertThat(fates(settings)).isNotEqualTo(fates(settings(Map.of("seed", "2", "undelivered", "0.5"))));
        assertThat(IntStream.range(1, 100)
                        .mapToObj(number -> Fate.of(settings, "+99986000000", number))
                        .distinct())
                .hasSizeGreaterThan(90);
    }

    @Test
    void by_default_everything_arrives_with_both_receipts_in_order() {
        assertThat(fates(settings(Map.of()))).allSatisfy(fate -> {
            assertThat(fate.refused()).isFalse();
            assertThat(fate.receipts())
                    .extracting(Fate.DueReceipt::report)
                    .containsExactly(Progress.SENT, Progress.DELIVERED);
            assertThat(fate.receipts().get(0).after())
                    .isLessThanOrEqualTo(fate.receipts().get(1).after());
            assertThat(fate.receipts().get(1).after()).hasSeconds(fate.ended().toSeconds());
        });
    }

    @Test
    void shares_are_kept_to() {
        var fates = fates(settings(
                Map.of("refused", "0.1", "undelivered", "0.2", "lost-receipts", "0.3", "repeated-receipts", "0.4")));

        assertThat(share(fates.stream().filter(Fate::refused).count())).isBetween(0.08, 0.12);
        assertThat(share(fates.stream().filter(fate -> !fate.arrives()).count()))
                .isBetween(0.18, 0.22);
        var receipts = fates.stream().mapToLong(fate -> fate.receipts().size()).sum();
        assertThat(share(receipts)).isBetween(2 * 0.7 * 1.4 - 0.05, 2 * 0.7 * 1.4 + 0.05);
    }

    @Test
    void shuffled_receipts_overtake_each_other() {
        var fates = fates(settings(Map.of("shuffled-receipts", "true")));

        var overtaken = fates.stream()
                .filter(fate -> fate.receipts()
                                .get(0)
                                .after()
                                .compareTo(fate.receipts().get(1).after())
                        > 0)
                .count();
        assertThat(share(overtaken)).isBetween(0.4, 0.6);
    }

    @Test
    void losing_receipts_changes_no_other_decision() {
        var all = fates(settings(Map.of("undelivered", "0.2")));
        var some = fates(settings(Map.of("undelivered", "0.2", "lost-receipts", "0.5")));

        assertThat(some)
                .extracting(Fate::arrives)
                .isEqualTo(all.stream().map(Fate::arrives).toList());
        assertThat(some)
                .extracting(Fate::ended)
                .isEqualTo(all.stream().map(Fate::ended).toList());
    }

    private static double share(long count) {
        return (double) count / MANY;
    }

    private static List<Fate> fates(Sandbox settings) {
        return IntStream.range(0, MANY)
                .mapToObj(i -> Fate.of(settings, "+9998600" + String.format("%04d", i), 1))
                .toList();
    }

    private static Sandbox settings(Map<String, String> settings) {
        var properties = new HashMap<String, String>();
        settings.forEach((name, value) -> properties.put("herald.sms.routes.sandbox.sandbox." + name, value));
        return SmsSettings.of(properties).routes().get("sandbox").sandbox();
    }
}
