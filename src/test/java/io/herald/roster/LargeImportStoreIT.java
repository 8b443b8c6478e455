package io.herald.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LargeImportStoreIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final int MANY = 100_000;

    private final RosterFixture roster = new RosterFixture(DATABASE.db());

    @BeforeEach
    void begin() {
        DATABASE.clear();
        roster.begin();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_hundred_thousand_rows_are_imported_and_compared() {
        var first = roster.delegates(table(row -> row(row, "H1")), false);
        assertThat(first.added()).isEqualTo(MANY);
        assertThat(first.addedCodes()).hasSize(ImportReport.MAX_LISTED);

        var second = roster.delegates(table(row -> row(row, row % 2 == 0 ? "H1" : "H2")), false);
        assertThat(second.unchanged()).isEqualTo(MANY / 2);
        assertThat(second.changed()).isEqualTo(MANY / 2);
        assertThat(second.changes()).hasSize(ImportReport.MAX_LISTED);
    }

    @Test
    void the_last_of_a_hundred_thousand_rows_can_still_refuse_them_all() {
        var report = roster.delegates(table(row -> row(row == MANY - 1 ? 0 : row, "H1")), false);

        assertThat(report.bad()).hasSize(1);
        assertThat(report.bad().get(0).row()).isEqualTo(MANY + 1);
        assertThat(report.bad().get(0).reason()).isEqualTo("stands already in row 2");
        assertThat(roster.db.<Integer>read(tx -> roster.reads
                        .page(tx, "demo", 0, null, null, 1, People.EVERYBODY)
                        .items()
                        .size()))
                .isZero();
    }

    private static String row(int row, String residence) {
        return "P%06d,代表%d,,+99986%06d,zh,D01,%s,%d,V1,own\n".formatted(row, row, row, residence, row % 900);
    }

    /** Made while it is read, so that only the import itself could hold it all. */
    private static InputStream table(IntFunction<String> row) {
        var header = "code,name,name_en,phone,language,delegation,residence,room,vehicle,contact\n";
        var pieces = IntStream.range(-1, MANY).mapToObj(at -> (InputStream)
                new ByteArrayInputStream((at < 0 ? header : row.apply(at)).getBytes(StandardCharsets.UTF_8)));
        var lazily = pieces.iterator();
        return new SequenceInputStream(new Enumeration<InputStream>() {
            @Override
            public boolean hasMoreElements() {
                return lazily.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return lazily.next();
            }
        });
    }
}
