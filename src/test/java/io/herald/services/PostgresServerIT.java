package io.herald.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PostgresServerIT {
    private static final PostgresServer POSTGRES = PostgresServer.start();

    @AfterAll
    static void close() {
        POSTGRES.close();
    }

    @Test
    void committed_rows_survive_kill_9_and_a_restart() throws SQLException {
        run("create table proof (word text)");
        run("insert into proof values ('kept')");
        POSTGRES.kill();
        assertThatThrownBy(POSTGRES::connect).isInstanceOf(SQLException.class);

        POSTGRES.restart();
        assertThat(read("select word from proof")).isEqualTo("kept");

        POSTGRES.restart();
        assertThat(read("select word from proof")).isEqualTo("kept");
    }

    @Test
    void it_is_version_15_and_writes_to_the_disk_before_it_says_so() throws SQLException {
        assertThat(read("show server_version")).startsWith("15.");
        assertThat(read("show fsync")).isEqualTo("on");
        assertThat(read("show synchronous_commit")).isEqualTo("on");
    }

    @Test
    void cut_connections_are_gone_and_new_ones_work() throws SQLException {
        try (var idle = POSTGRES.connect()) {
            assertThat(POSTGRES.cutConnections()).isEqualTo(1);
            assertThatThrownBy(() -> idle.createStatement().execute("select 1")).isInstanceOf(SQLException.class);
        }
        assertThat(read("select 'again'")).isEqualTo("again");
    }

    @Test
    void the_password_is_asked_for() {
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:" + POSTGRES.url(), POSTGRES.username(), "guess"))
                .hasMessageContaining("password authentication failed");
    }

    private static void run(String sql) throws SQLException {
        try (var connection = POSTGRES.connect()) {
            connection.createStatement().execute(sql);
        }
    }

    private static String read(String sql) throws SQLException {
        try (Connection connection = POSTGRES.connect()) {
            var row = connection.createStatement().executeQuery(sql);
            row.next();
            return row.getString(1);
        }
    }
}
