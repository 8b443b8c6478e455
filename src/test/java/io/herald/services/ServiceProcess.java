package io.herald.services;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** One program that a test starts, and can halt or kill. It does not outlive this JVM. */
final class ServiceProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LOG_LINES = 15;

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private volatile Process process;

    ServiceProcess(List<String> command, Map<String, String> environment, Path log) {
        this.command = command;
        this.environment = environment;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(this::destroy));
    }

    /** Starts it and returns once {@code ready} says so; an exception there means not yet. */
    void start(Callable<Boolean> ready) {
        launch();
        try {
            await().atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .ignoreExceptions()
                    .until(() -> !process.isAlive() || ready.call());
        } catch (ConditionTimeoutException tooLate) {
            destroy();
            throw new IllegalStateException(command.get(0) + " did not start. Its log ends with:\n" + lastLines());
        }
        if (!process.isAlive()) {
            throw new IllegalStateException(command.get(0) + " ended with status " + process.exitValue()
                    + ". Its log ends with:\n" + lastLines());
        }
    }

    /** Asks it to end by a signal, TERM or INT, and waits until it and its children are gone. */
    void stop(String signal) {
        if (process != null && process.isAlive()) {
            resume();
            send(signal);
            awaitEnd();
        }
    }

    /** {@code kill -9}, and waits until it and its children are gone. */
    void kill() {
        if (process != null && process.isAlive()) {
            var children = process.descendants().toList();
            destroy();
            awaitEnd();
            children.forEach(child -> await().atMost(PATIENCE).until(() -> !child.isAlive()));
        }
    }

    void pause() {
        send("STOP");
    }

    void resume() {
        send("CONT");
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    private void launch() {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Java itself knows TERM and KILL only. */
    private void send(String signal) {
        try {
            var sent = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start()
                    .waitFor();
            if (sent != 0) {
                throw new IllegalStateException(command.get(0) + " did not run, so it got no signal " + signal);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                destroy();
                throw new IllegalStateException(
                        command.get(0) + " did not end in time. Its log ends with:\n" + lastLines());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void destroy() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private String lastLines() {
        try {
            var lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException failure) {
            return "(its log " + log + " cannot be read: " + failure.getMessage() + ")";
        }
    }
}
