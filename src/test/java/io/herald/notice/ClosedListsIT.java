package io.herald.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.TestDatabase;
import io.herald.event.Fate;
import io.herald.plan.Lane;
import io.herald.platform.Db;
import io.herald.render.Encoding;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The database's closed lists are those of the program, no word more or less. */
class ClosedListsIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Pattern WORD = Pattern.compile("'([A-Za-z_0-9]+)'::text");

    private final Db db = DATABASE.db();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void states_reasons_and_ways_of_a_delivery() {
        assertThat(allowed("delivery", "state")).isEqualTo(names(DeliveryState.values()));
        assertThat(allowed("delivery", "reason")).isEqualTo(words(Reason.values(), Reason::code));
        assertThat(allowed("delivery", "confirmed_way"))
                .isEqualTo(words(Confirmation.Way.values(), Confirmation.Way::code));
    }

    @Test
    void outcomes_reports_and_encodings_of_an_attempt() {
        assertThat(allowed("attempt", "outcome")).isEqualTo(names(AttemptOutcome.values()));
        assertThat(allowed("attempt", "report")).isEqualTo(names(Progress.values()));
        assertThat(allowed("attempt", "encoding")).isEqualTo(names(Encoding.values()));
    }

    @Test
    void lanes_and_fates() {
        assertThat(allowed("notice", "lane")).isEqualTo(names(Lane.values()));
        assertThat(allowed("batch", "lane")).isEqualTo(names(Lane.values()));
        assertThat(allowed("inbox", "fate")).isEqualTo(names(Fate.Kind.values()));
    }

    @Test
    void the_order_in_which_reports_rise_is_that_of_the_enum() {
        assertThat(Progress.values())
                .containsExactly(Progress.QUEUED, Progress.SENT, Progress.FAILED, Progress.DELIVERED, Progress.READ);
    }

    @Test
    void a_reason_survives_its_way_through_the_database() {
        assertThat(Reason.values())
                .allSatisfy(reason -> assertThat(Reason.ofCode(reason.code())).isEqualTo(reason));
        assertThat(Reason.ofCode(null)).isNull();
    }

    /** The words in the one CHECK that looks at this column alone. */
    private Set<String> allowed(String table, String column) {
        List<String> checks = db.read(tx -> tx.list("""
                select pg_get_constraintdef(c.oid) as definition
                  from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and c.conkey = array[a.attnum]
                 where c.contype = 'c' and c.conrelid = $1::text::regclass and a.attname = $2
                """, row -> row.getString("definition"), table, column));
        assertThat(checks).as("checks on %s.%s", table, column).hasSize(1);
        var words = new TreeSet<String>();
        WORD.matcher(checks.get(0)).results().forEach(match -> words.add(match.group(1)));
        return words;
    }

    private static Set<String> names(Enum<?>[] constants) {
        return words(constants, Enum::name);
    }

    private static <T> Set<String> words(T[] constants, Function<T, String> word) {
        return new TreeSet<>(Arrays.stream(constants).map(word).toList());
    }
}
