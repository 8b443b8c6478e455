package io.herald.fault;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The embedded PostgreSQL of a hub in another process, found by the files it keeps. */
final class HubDatabaseFiles {
    private final Path home;

    HubDatabaseFiles(Path home) {
        this.home = home;
    }

    Connection connect() throws SQLException {
        try {
            var lines = Files.readAllLines(pidFile());
            if (lines.size() < 4) {
                throw new SQLException("the server is only just starting");
            }
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + lines.get(3).strip() + "/herald?connectTimeout=5&socketTimeout=20",
                    "herald",
                    Files.readString(home.resolve("password")).strip());
        } catch (IOException notThere) {
            throw new SQLException("no server is running on " + home, notThere);
        }
    }

    long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(pidFile()).get(0).strip());
    }

    /** {@code kill -9} of the first server process; its children notice and go by themselves. */
    void kill() throws IOException {
        ProcessHandle.of(postmaster()).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Halts every process of the server, so that it neither answers nor breaks a connection. */
    void freeze() throws IOException, InterruptedException {
        List<Long> known;
        do {
            known = processes();
            signal("STOP");
        } while (!known.containsAll(processes())); // one more was born while the others were stopped
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** Ends what is left of it. */
    void end() throws IOException, InterruptedException {
        signal("QUIT");
        await().atMost(Duration.ofSeconds(20)).until(() -> processes().isEmpty());
    }

    List<Long> processes() throws IOException {
        var files = home.resolve("data");
        try (var processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+") && worksIn(process, files))
                    .map(process -> Long.valueOf(process.getFileName().toString()))
                    .toList();
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        for (var pid : processes()) {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }

    private static boolean worksIn(Path process, Path files) {
        try {
            return Files.isSameFile(process.resolve("cwd"), files);
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }

    private Path pidFile() {
        return home.resolve("data/postmaster.pid");
    }
}
