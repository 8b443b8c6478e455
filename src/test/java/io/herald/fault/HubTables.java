package io.herald.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.notice.DeliveryState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** Looks into a hub's tables from outside, on a connection of its own for each look, and remembers every move of a delivery. */
final class HubTables {
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

    /** Where the tables are. */
    interface Door {
        Connection connect() throws SQLException;
    }

    private final Door door;

    HubTables(Door door) {
        this.door = door;
    }

    void startWatching() throws SQLException {
        try (var connection = door.connect()) {
            connection.createStatement().execute(REMEMBER_MOVES);
        }
    }

    void statesOnlyMovedAsAllowed() throws SQLException {
        try (var connection = door.connect()) {
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
        return ask(sql, row -> row.next() ? row.getLong(1) : 0);
    }

    /** How many rows there are of each kind. */
    Map<String, Long> groups(String table, String kind, String where) {
        return ask("select " + kind + ", count(*) from " + table + " where " + where + " group by 1", rows -> {
            var found = new TreeMap<String, Long>();
            while (rows.next()) {
                found.put(String.valueOf(rows.getString(1)), rows.getLong(2));
            }
            return found;
        });
    }

    private interface Reading<T> {
        T of(ResultSet rows) throws SQLException;
    }

    private <T> T ask(String sql, Reading<T> reading) {
        try (var connection = door.connect()) {
            return reading.of(connection.createStatement().executeQuery(sql));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
