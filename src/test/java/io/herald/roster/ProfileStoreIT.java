package io.herald.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.TestDatabase;
import io.herald.platform.Problem;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProfileStoreIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final RosterFixture roster = new RosterFixture(DATABASE.db());

    @BeforeEach
    void begin() {
        DATABASE.clear();
        roster.begin();
        roster.staff("code,name,role,phone,delegations,residences\n"
                + "L0,无机,liaison,,D01,\n"
                + "L1,刘联络,liaison,+99986900001,D01 D02,\n"
                + "C1,陈,chief,+99986900002,,H1;H2\n");
        roster.delegates("code,name,phone,delegation,residence,room,vehicle,contact\n"
                + "1,甲,+99986000001,D01,H1,101,V1,own\n"
                + "2,乙,+99986000002,D01,H1,102,V1,own\n"
                + "3,丙,+99986000002,D02,H2,103,V2,own\n"
                + "4,丁,+99986000004,D02,H2,104,V2,assistant\n"
                + "5,戊,,D01,,,,liaison\n");
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_profile_names_what_groups_the_person() {
        var profile = roster.profile("1");

        assertThat(profile.delegation()).isEqualTo(new Bilingual("第一代表团", "First"));
        assertThat(profile.residence()).isEqualTo(new Bilingual("迎宾馆", "Guest House"));
        assertThat(profile.vehicle().zh()).isEqualTo("1号车");
        assertThat(profile.plate()).isEqualTo("京A0001");
        assertThat(profile.smsPhone()).isEqualTo("+99986000001");
        assertThat(profile.sayForWhom()).isFalse();
    }

    @Test
    void the_first_liaison_who_has_a_phone_stands_for_the_delegation() {
        assertThat(roster.profile("1").liaison().zh()).isEqualTo("刘联络");
        assertThat(roster.profile("5").smsPhone()).isEqualTo("+99986900001");
        assertThat(roster.profile("5").sayForWhom()).isTrue();
    }

    @Test
    void a_shared_or_an_assistants_phone_says_for_whom() {
        assertThat(roster.profile("2").sayForWhom()).isTrue();
        assertThat(roster.profile("3").sayForWhom()).isTrue();
        assertThat(roster.profile("4").sayForWhom()).isTrue();
    }

    @Test
    void a_phone_is_no_longer_shared_once_the_other_is_removed() {
        roster.delegates("code,name,phone,delegation\n2,乙,+99986000002,D01\n");

        assertThat(roster.profile("2").sayForWhom()).isFalse();
        assertThat(roster.db.<Optional<Long>>read(tx -> roster.profiles.delegateByCode(tx, "demo", "3")))
                .isEmpty();
    }

    @Test
    void an_isolated_delegation_shows_its_arrangements_until_it_ends() {
        roster.db.transact(tx -> roster.isolations.begin(tx, "demo", "delegation", "D01", "H2", "V2", Instant.EPOCH));
        var isolated = roster.profile("1");
        assertThat(isolated.residence().zh()).isEqualTo("北楼");
        assertThat(isolated.recipient().room()).isNull();
        assertThat(isolated.plate()).isEqualTo("京A0002");
        assertThat(roster.profile("3").recipient().room()).isEqualTo("103");

        assertThat(roster.db.<Boolean>inTransaction(tx -> roster.isolations.end(tx, "demo", "delegation", "D01")))
                .isTrue();
        assertThat(roster.profile("1").recipient().room()).isEqualTo("101");
    }

    @Test
    void pages_go_through_delegates_and_staff_once_each() {
        var seen = new ArrayList<String>();
        long after = 0;
        for (var page = page(after); !page.isEmpty(); page = page(after)) {
            page.forEach(recipient -> seen.add(recipient.code()));
            after = page.get(page.size() - 1).id();
        }

        assertThat(seen).containsExactlyInAnyOrder("L0", "L1", "C1", "1", "2", "3", "4", "5");
    }

    @Test
    void a_card_belongs_to_its_delegate_alone() {
        var token = roster.db
                .read(tx -> roster.reads.get(tx, "demo", "4", People.EVERYBODY))
                .card();

        assertThat(roster.db
                        .read(tx -> roster.profiles.byCardToken(tx, token))
                        .orElseThrow()
                        .recipient()
                        .code())
                .isEqualTo("4");
        assertThat(roster.db.<Optional<Profile>>read(tx -> roster.profiles.byCardToken(tx, token + "x")))
                .isEmpty();
    }

    @Test
    void delegates_are_found_by_delegation_and_by_part_of_a_name_and_paged() {
        var first = roster.db.read(tx -> roster.reads.page(tx, "demo", 0, "D01", null, 2, People.EVERYBODY));
        var rest = roster.db.read(
                tx -> roster.reads.page(tx, "demo", Long.parseLong(first.next()), "D01", null, 2, People.EVERYBODY));

        assertThat(first.items()).extracting(Recipient::code).containsExactly("1", "2");
        assertThat(rest.items()).extracting(Recipient::code).containsExactly("5");
        assertThat(rest.next()).isNull();
        assertThat(roster.db
                        .read(tx -> roster.reads.page(tx, "demo", 0, null, "丁", 9, People.EVERYBODY))
                        .items())
                .extracting(Recipient::code)
                .containsExactly("4");
        assertThat(roster.db
                        .read(tx -> roster.reads.page(tx, "demo", 0, null, "%", 9, People.EVERYBODY))
                        .items())
                .isEmpty();
    }

    @Test
    void a_vehicle_is_assigned_to_known_delegates_only() {
        var writes = new DelegateWrites();

        assertThat(roster.db.<Boolean>inTransaction(tx -> writes.assignVehicle(tx, "demo", "1", "V2")))
                .isTrue();
        assertThat(roster.db.<Boolean>inTransaction(tx -> writes.assignVehicle(tx, "demo", "9", "V2")))
                .isFalse();
        assertThat(roster.profile("1").recipient().vehicle()).isEqualTo("V2");
    }

    @Test
    void staff_are_compared_field_by_field() {
        var report = roster.staff("code,name,role,phone,delegations,residences\n"
                + "L1,刘联络,liaison,+99986900001,D02,\n"
                + "C1,陈,chief,+99986900002,,H2 H1\n");

        assertThat(report.unchanged()).isEqualTo(1);
        assertThat(report.removedCodes()).containsExactly("L0");
        assertThat(report.changes().get(0).fields()).hasSize(1);
        assertThat(roster.db.<List<Recipient>>read(tx -> roster.staff.list(tx, "demo")))
                .extracting(Recipient::delegations)
                .contains(Set.of("D02"));
    }

    @Test
    void bad_staff_are_refused_whole() {
        var report = roster.staff("code,name,role,delegations\nL2,甲,liaison,D09\nL2,乙,king,\nL3,丙,liaison,\n");

        assertThat(report.bad())
                .extracting(bad -> bad.row() + " " + bad.column())
                .containsExactlyInAnyOrder("2 delegations", "3 role", "3 code", "4 delegations");
        assertThat(roster.db.<List<Recipient>>read(tx -> roster.staff.list(tx, "demo")))
                .hasSize(3);
    }

    @Test
    void groups_are_added_and_changed_but_never_removed() {
        var report = roster.groups(GroupKind.DELEGATION, "code,name\nD01,一团\nD03,三团\n");

        assertThat(report.added()).isEqualTo(1);
        assertThat(report.changed()).isEqualTo(1);
        assertThat(report.removed()).isZero();
        assertThat(roster.db.<List<Delegation>>read(tx -> roster.groups.delegations(tx, "demo")))
                .containsExactly(
                        new Delegation("D01", new Bilingual("一团", "First")),
                        new Delegation("D02", new Bilingual("第二代表团", "Second")),
                        new Delegation("D03", new Bilingual("三团", "")));
    }

    @Test
    void a_congress_keeps_its_settings_and_never_stops_being_a_sample() {
        var settings = new CongressSettings(
                new Bilingual("【省党代会】", "[PPC] "),
                "0571-1234",
                LocalTime.of(22, 30),
                LocalTime.of(6, 30),
                CongressSettings.InDoubtPolicy.URGENT_AT_LEAST_ONCE,
                new TwoPersons(null, false),
                List.of("绝密", "Project X"));
        var congress = new Congress(
                "demo", new Bilingual("大会", ""), ZoneId.of("Asia/Urumqi"), List.of(Language.EN), "CN", true, settings);

        roster.db.transact(tx -> roster.congresses.save(tx, congress));

        assertThat(roster.db.<Congress>read(tx -> roster.congresses.get(tx, "demo")))
                .isEqualTo(congress);
        assertThatThrownBy(() ->
                        roster.db.transact(tx -> roster.congresses.save(tx, RosterFixture.congress("demo", false))))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(409));
        assertThatThrownBy(() -> roster.db.read(tx -> roster.congresses.get(tx, "none")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(404));
    }

    private List<Recipient> page(long after) {
        return roster.db.read(tx -> roster.profiles.page(tx, "demo", after, 3));
    }
}
