package io.herald.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeProperty;

class DelegateExportStoreIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final RosterFixture roster = new RosterFixture(DATABASE.db());

    @BeforeProperty
    void begin() {
        DATABASE.clear();
        roster.begin();
    }

    @AfterContainer
    static void close() {
        DATABASE.close();
    }

    @Property(tries = 40)
    void the_own_export_imported_again_changes_nothing(@ForAll("tables") List<Map<String, String>> people) {
        roster.delegates(RosterFixture.bytes(table(people)), false);
        var exported = roster.exported();

        var report = roster.delegates(exported);

        assertThat(report.bad()).isEmpty();
        assertThat(report.unchanged()).isEqualTo(people.size());
        assertThat(report.added() + report.changed() + report.removed()).isZero();
        assertThat(roster.exported()).isEqualTo(exported);
    }

    @Property(tries = 1)
    void an_isolation_does_not_leak_into_the_export() {
        roster.delegates("code,name,delegation,residence,room\n1,王,D01,H1,101\n");
        var before = roster.exported();

        roster.db.transact(tx -> roster.isolations.begin(tx, "demo", "delegation", "D01", "H2", "V2", Instant.EPOCH));

        assertThat(roster.exported()).isEqualTo(before);
    }

    @Provide
    Arbitrary<List<Map<String, String>>> tables() {
        return people().list().ofMinSize(1).ofMaxSize(8).uniqueElements(person -> person.get("code"));
    }

    private static Arbitrary<Map<String, String>> people() {
        var texts = Arbitraries.strings()
                .withChars("'=+-@\",;\t\r\nab 王＝１".toCharArray())
                .ofMaxLength(8);
        var codes = Arbitraries.strings().withChars("ab12-_.王").ofMinLength(1).ofMaxLength(5);
        var phones = Arbitraries.integers()
                .between(0, 999_999)
                .map("+99986%06d"::formatted)
                .injectNull(0.3)
                .map(phone -> phone == null ? "" : phone);
        return Combinators.combine(
                        codes, texts, texts, phones, texts, Arbitraries.of("own", "assistant", "liaison", ""))
                .as((code, name, room, phone, diet, contact) -> Map.of(
                        "code", code,
                        "name", "N" + name,
                        "name_en", diet,
                        "room", room,
                        "phone", phone,
                        "delegation", "D01",
                        "contact", contact,
                        "attr:Diet", diet,
                        "attr:房型", name));
    }

    private static String table(List<Map<String, String>> people) {
        var columns = people.get(0).keySet().stream().sorted().toList();
        return String.join(",", columns)
                + "\n"
                + people.stream()
                        .map(person -> columns.stream()
                                .map(column -> "\"" + person.get(column).replace("\"", "\"\"") + "\"")
                                .collect(Collectors.joining(",")))
                        .collect(Collectors.joining("\n"));
    }
}
