package io.herald.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;

/** What really happened, by the simulated network's own log and by every move a delivery ever made. */
final class Witness {
    private final HubTables tables;

    Witness(HubTables.Door door) {
        this.tables = new HubTables(door);
    }

    void startWatching() throws SQLException {
        tables.startWatching();
    }

    void statesOnlyMovedAsAllowed() throws SQLException {
        tables.statesOnlyMovedAsAllowed();
    }

    long count(String sql) {
        return tables.count(sql);
    }

    /** How many messages with these words the network has. */
    long logged(String words) {
        return count("select count(*) from sandbox_message where text like '%" + words + "%'");
    }

    /** Whether the notice is over: everybody planned, nothing waiting, in the air, in doubt or without its final receipt. */
    boolean settled(String notice) {
        return count("select planned from notice where id = '" + notice + "'") == BigCongress.SAMPLE.heads()
                && count(
                                "select count(*) from delivery where state not in ('DELIVERED', 'FAILED', 'EXPIRED', 'WITHDRAWN')"
                                        + " and notice = '" + notice + "'")
                        == 0
                && count("select count(*) from batch where state <> 'DONE' and notice = '" + notice + "'") == 0
                && count("select count(*) from sandbox_receipt") == 0;
    }

    /** How far the notice is, for the message of a wait that was in vain. */
    String progress(String notice) {
        return "deliveries " + tables.groups("delivery", "state", "notice = '" + notice + "'") + ", batches "
                + tables.groups("batch", "state", "notice = '" + notice + "'") + ", attempts "
                + tables.groups(
                        "attempt",
                        "outcome || coalesce(':' || report, '')",
                        "delivery in (select id from delivery where notice = '" + notice + "')");
    }

    void everyPhoneGotItExactlyOnce(String words, String notice) {
        var ofThese = " from sandbox_message where text like '%" + words + "%'";
        assertThat(count("select count(*)" + ofThese)).as("messages").isEqualTo(BigCongress.SAMPLE.heads());
        assertThat(count("select count(distinct phone)" + ofThese)).as("phones").isEqualTo(BigCongress.SAMPLE.heads());
        assertThat(count("select sum(copies)" + ofThese)).as("submissions").isEqualTo(BigCongress.SAMPLE.heads());
        assertThat(tables.groups("delivery", "state", "notice = '" + notice + "'"))
                .isEqualTo(Map.of("DELIVERED", (long) BigCongress.SAMPLE.heads()));
        assertThat(count("select count(*) from attempt a join delivery d on d.id = a.delivery where d.notice = '"
                        + notice + "' and a.outcome in ('FLYING', 'UNKNOWN')"))
                .as("attempts in the air")
                .isZero();
    }

    /** How many attempts of the notice were in doubt or found never to have left. */
    String settledHow(String notice) {
        return tables.groups(
                        "attempt",
                        "outcome || '/' || settled_how",
                        "delivery in (select id from delivery where notice = '" + notice + "')")
                .toString();
    }
}
