package io.herald.platform;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The PostgreSQL processes at work on one data directory. They are told by their working directory, which PostgreSQL sets to
 * its data directory: a process id alone proves nothing after a restart of the machine.
 */
final class RunningServers {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LOOK_EVERY_MILLIS = 20;

    private final Path files;

    RunningServers(Path files) {
        this.files = files;
    }

    /** Ends what a killed hub left running: cleanly first, and hard when that takes too long. */
    void stop() throws IOException, InterruptedException {
        var pidFile = files.resolve("postmaster.pid");
        if (!alive().isEmpty()) {
            signal("INT", postmaster(pidFile));
            if (!goneWithin(PATIENCE)) {
                signal("QUIT", alive());
                if (!goneWithin(PATIENCE)) {
                    throw new IOException("The PostgreSQL server a former hub left on " + files
                            + " does not stop; its processes are " + alive() + ".");
                }
            }
        }
        Files.deleteIfExists(pidFile);
    }

    /** The processes whose ids PostgreSQL would take for its own after the machine was started again are not among these. */
    List<Long> alive() throws IOException {
        var found = new ArrayList<Long>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (isOurs(process)) {
                    found.add(Long.valueOf(process.getFileName().toString()));
                }
            }
        }
        return found;
    }

    private List<Long> postmaster(Path pidFile) throws IOException {
        var alive = alive();
        if (Files.exists(pidFile)) {
            var named = Files.readAllLines(pidFile).get(0).strip();
            alive.removeIf(pid -> !named.equals(pid.toString()));
        }
        return alive;
    }

    private boolean isOurs(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip().equals("postgres")
                    && Files.isSameFile(process.resolve("cwd"), files);
        } catch (IOException endedMeanwhileOrNotOurs) {
            return false;
        }
    }

    private boolean goneWithin(Duration patience) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!alive().isEmpty()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
        return true;
    }

    /** Java itself can send only TERM, which lets PostgreSQL wait for its clients, and KILL. */
    private static void signal(String name, List<Long> pids) throws IOException, InterruptedException {
        for (Long pid : pids) {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }
}
