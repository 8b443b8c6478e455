package io.herald.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
    private static final Path SOFTWARE = Path.of("target", "test-software");

    @TempDir
    Path dir;

    @Test
    void rows_survive_a_clean_stop() throws SQLException {
        try (var server = start()) {
            write(server, "kept");
        }
        try (var server = start()) {
            assertThat(read(server)).isEqualTo("kept");
        }
    }

    @Test
    void committed_rows_survive_kill_9_of_the_server() throws Exception {
        try (var server = start()) {
            write(server, "kept");
            ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
            await().atMost(Duration.ofSeconds(20)).until(() -> serversRunning().isEmpty());
        }
        try (var server = start()) {
            assertThat(read(server)).isEqualTo("kept");
        }
    }

    @Test
    void the_server_a_killed_hub_left_running_is_replaced() throws Exception {
        var hub = hubInAnotherProcess();
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(dir.resolve("ready")));
        var orphan = Long.parseLong(Files.readString(dir.resolve("ready")));
        hub.destroyForcibly().waitFor();
        assertThat(serversRunning()).as("the server outlives its hub").contains(orphan);

        try (var server = start()) {
            assertThat(server.pid()).isNotEqualTo(orphan);
            assertThat(read(server)).isEqualTo("written by the killed hub");
            assertThat(serversRunning()).contains(server.pid()).doesNotContain(orphan);
        }
    }

    @Test
    void hub_and_server_killed_together_lose_nothing() throws Exception {
        var hub = hubInAnotherProcess();
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(dir.resolve("ready")));
        var orphan = Long.parseLong(Files.readString(dir.resolve("ready")));
        hub.destroyForcibly();
        ProcessHandle.of(orphan).ifPresent(ProcessHandle::destroyForcibly);
        hub.waitFor();

        try (var server = start()) {
            assertThat(read(server)).isEqualTo("written by the killed hub");
        }
    }

    @Test
    void a_second_hub_in_another_process_is_refused_with_a_sentence() throws Exception {
        var hub = hubInAnotherProcess();
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(dir.resolve("ready")));
            assertThatThrownBy(this::start)
                    .isInstanceOf(DataDirectoryInUse.class)
                    .hasMessage(
                            "Another hub (process %d) is running on %s: stop it, or give this one a directory of its own with"
                                    + " herald.database.dir.",
                            hub.pid(), dir.toRealPath());
        } finally {
            hub.destroyForcibly().waitFor();
            new RunningServers(dir.resolve("postgresql/data")).stop();
        }
    }

    @Test
    void a_second_hub_in_the_same_process_is_refused_and_leaves_the_first_its_lock() throws Exception {
        try (var server = start()) {
            assertThatThrownBy(this::start).isInstanceOf(DataDirectoryInUse.class);
            assertThat(hubInAnotherProcess().waitFor())
                    .as("a third hub is refused too")
                    .isEqualTo(1);
            write(server, "still here");
            assertThat(read(server)).isEqualTo("still here");
        }
    }

    @Test
    void a_process_id_taken_by_a_stranger_does_not_stop_the_start() throws Exception {
        try (var server = start()) {
            write(server, "kept");
        }
        var stranger = ProcessHandle.current().parent().orElseThrow().pid();
        Files.writeString(
                dir.resolve("postgresql/data/postmaster.pid"),
                stranger + "\n" + dir.resolve("postgresql/data") + "\n1\n5432\n\n127.0.0.1\n");
        try (var server = start()) {
            assertThat(read(server)).isEqualTo("kept");
        }
    }

    @Test
    void a_half_made_data_directory_is_made_again() throws Exception {
        Files.createDirectories(dir.resolve("postgresql/data.new/base"));
        try (var server = start()) {
            write(server, "kept");
            assertThat(read(server)).isEqualTo("kept");
        }
    }

    @Test
    void the_password_is_for_its_owner_alone_and_is_asked_for() throws Exception {
        try (var server = start()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("postgresql/password"))))
                    .isEqualTo("rw-------");
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), server.username(), "guess"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void a_server_that_does_not_come_up_says_why() throws Exception {
        start().close();
        Files.writeString(dir.resolve("postgresql/data/postgresql.conf"), "no_such_setting = on\n");
        assertThatThrownBy(this::start)
                .isInstanceOf(EmbeddedPostgresFailure.class)
                .hasMessageContaining("no_such_setting");
    }

    /** Run in a process of its own, to be killed. */
    public static final class Hub {
        public static void main(String[] arguments) throws Exception {
            var dir = Path.of(arguments[0]);
            try {
                var server = EmbeddedPostgres.start(dir, SOFTWARE, 0);
                write(server, "written by the killed hub");
                var half = Files.writeString(dir.resolve("half"), Long.toString(server.pid()));
                Files.move(half, dir.resolve("ready"));
                System.in.read();
            } catch (DataDirectoryInUse refused) {
                System.exit(1);
            }
        }
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(dir, SOFTWARE, 0);
    }

    private Process hubInAnotherProcess() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), Hub.class.getName(), dir.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private List<Long> serversRunning() throws IOException {
        return new RunningServers(dir.resolve("postgresql/data")).alive();
    }

    private static void write(EmbeddedPostgres server, String word) throws SQLException {
        try (var connection = connect(server)) {
            connection.createStatement().execute("create table proof (word text)");
            var insert = connection.prepareStatement("insert into proof values (?)");
            insert.setString(1, word);
            insert.executeUpdate();
        }
    }

    private static String read(EmbeddedPostgres server) throws SQLException {
        try (var connection = connect(server)) {
            var row = connection.createStatement().executeQuery("select word from proof");
            row.next();
            return row.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
    }
}
