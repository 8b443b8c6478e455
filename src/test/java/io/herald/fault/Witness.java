package io.herald.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.notice.DeliveryState;
import java.sql.Connection;
import java.sql.SQLException;

/** What really happened, by the simulated network's own log and by every move a delivery ever made. */
final class Witness {
    private static final String REMEMBER_MOVES = """
            create table move_seen (delivery bigint not null, before text, after text);
            create function remember_move() returns trigger language plpgsql as $$
            begin
              insert into move_seen values (new.id, old.state, new.state);
              return new;
            end $$;
            create trigger remember_move after update of state on delivery
               for each row when (old.state is distinct from new.state) execute function remember_move();
            """;

    private final HubDatabaseFiles database;

    Witness(HubDatabaseFiles database) {
        this.database = database;
    }

    void startWatching() throws SQLException {
        try (var connection = database.connect()) {
            connection.createStatement().execute(REMEMBER_MOVES);
        }
    }

    /** How many messages with these words the network has. */
    long logged(String words) {
        return count("select count(*) from sandbox_message where text like '%" + words + "%'");
    }

    /** Whether the notice is over: everybody planned, nothing waiting, in the air, in doubt or without its final receipt. */
    boolean settled(String notice) {
        return count("select planned from notice where id = '" + notice + "'") == BigCongress.HEADS
                && count(
                                "select count(*) from delivery where state not in ('DELIVERED', 'FAILED', 'EXPIRED', 'WITHDRAWN')"
                                        + " and notice = '" + notice + "'")
                        == 0
                && count("select count(*) from batch where state <> 'DONE' and notice = '" + notice + "'") == 0
                && count("select count(*) from sandbox_receipt") == 0;
    }

    /** How far the notice is, for the message of a wait that was in vain. */
    String progress(String notice) {
        return "deliveries " + groups("delivery", "state", "notice = '" + notice + "'") + ", batches "
                + groups("batch", "state", "notice = '" + notice + "'") + ", attempts "
                + groups(
                        "attempt",
                        "outcome || coalesce(':' || report, '')",
                        "delivery in (select id from delivery where notice = '" + notice + "')");
    }

    void everyPhoneGotItExactlyOnce(String words, String notice) {
        var ofThese = " from sandbox_message where text like '%" + words + "%'";
        assertThat(count("select count(*)" + ofThese)).as("messages").isEqualTo(BigCongress.HEADS);
        assertThat(count("select count(distinct phone)" + ofThese)).as("phones").isEqualTo(BigCongress.HEADS);
        assertThat(count("select sum(copies)" + ofThese)).as("submissions").isEqualTo(BigCongress.HEADS);
        assertThat(groups("delivery", "state", "notice = '" + notice + "'")).isEqualTo("{DELIVERED=2000}");
        assertThat(count("select count(*) from attempt a join delivery d on d.id = a.delivery where d.notice = '"
                        + notice + "' and a.outcome in ('FLYING', 'UNKNOWN')"))
                .as("attempts in the air")
                .isZero();
    }

    /** How many attempts of the notice were in doubt or found never to have left. */
    String settledHow(String notice) {
        return groups(
                "attempt",
                "outcome || '/' || settled_how",
                "delivery in (select id from delivery where notice = '" + notice + "')");
    }

    void statesOnlyMovedAsAllowed() throws SQLException {
        try (var connection = database.connect()) {
            var moves = connection
                    .createStatement()
                    .executeQuery("select before, after, count(*) n from move_seen group by 1, 2");
            while (moves.next()) {
                var was = DeliveryState.valueOf(moves.getString("before"));
                var is = DeliveryState.valueOf(moves.getString("after"));
                assertThat(was.mayBecome(is))
                        .as("%s became %s (%d times)", was, is, moves.getLong("n"))
                        .isTrue();
            }
            assertThat(count("select count(*) from move_seen")).isPositive();
        }
    }

    long count(String sql) {
        try (Connection connection = database.connect()) {
            var row = connection.createStatement().executeQuery(sql);
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String groups(String table, String column, String where) {
        try (Connection connection = database.connect()) {
            var found = new java.util.TreeMap<String, Long>();
            var rows = connection
                    .createStatement()
                    .executeQuery("select " + column + ", count(*) from " + table + " where " + where + " group by 1");
            while (rows.next()) {
                found.put(String.valueOf(rows.getString(1)), rows.getLong(2));
            }
            return found.toString();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
