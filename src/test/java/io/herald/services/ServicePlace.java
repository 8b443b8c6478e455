package io.herald.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.ThreadLocalRandom;

/** Where a test's server keeps its files and on which port it listens. */
final class ServicePlace {
    private static final Path ALL = Path.of("target", "services").toAbsolutePath();

    // Below the ports that outgoing connections get: a client that keeps trying a server that is down must not meet
    // itself
    // there, nor a stranger take the port before the server is back.
    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 32_000;

    private ServicePlace() {}

    /** A directory nobody used before: {@code target/services/<name>-<pid>-<n>}. What is left there is for looking at. */
    static Path newDirectory(String name) {
        try {
            Files.createDirectories(ALL);
            for (int number = 1; ; number++) {
                try {
                    return Files.createDirectory(
                            ALL.resolve(name + "-" + ProcessHandle.current().pid() + "-" + number));
                } catch (FileAlreadyExistsException taken) {
                    continue;
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static int freePort() {
        for (int attempt = 0; attempt < 100; attempt++) {
            var port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IllegalStateException("no free port between " + FIRST_PORT + " and " + LAST_PORT);
    }

    static void delete(Path tree) {
        if (Files.notExists(tree)) {
            return;
        }
        try (var files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @throws IllegalStateException with a sentence that says what to install: a missing server skips no test */
    static Path program(Path program, String debianPackage) {
        if (!Files.isExecutable(program)) {
            throw missing(program.toString(), debianPackage);
        }
        return program;
    }

    static IllegalStateException missing(String program, String debianPackage) {
        return new IllegalStateException("This test needs " + program + ", which is not installed: apt-get install "
                + debianPackage + " (./herald test does it when it runs as root on Debian).");
    }
}
