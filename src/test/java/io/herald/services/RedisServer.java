package io.herald.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's Redis on a free loopback port, which forgets everything when it ends: {@code try (var redis = RedisServer.start())}. */
public final class RedisServer implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/redis-server");
    private static final int ANSWER_MILLIS = 1000;

    private final int port;
    private final ServiceProcess process;

    private RedisServer(Path directory, int port) {
        this.port = port;
        this.process = new ServiceProcess(command(directory, port), Map.of(), directory.resolve("redis.log"));
    }

    /** Starts a new server and returns once it answers. */
    public static RedisServer start() {
        ServicePlace.program(PROGRAM, "redis-server");
        var server = new RedisServer(ServicePlace.newDirectory("redis"), ServicePlace.freePort());
        server.launch();
        return server;
    }

    public int port() {
        return port;
    }

    /** As {@code quarkus.redis.hosts} wants it. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** {@code kill -9}: connections are reset and what it knew is lost. */
    public void kill() {
        process.kill();
    }

    /** Ends it if it runs, and starts it empty on the same port. */
    public void restart() {
        process.kill();
        launch();
    }

    /** SIGSTOP: it accepts connections and answers nothing. */
    public void pause() {
        process.pause();
    }

    public void resume() {
        process.resume();
    }

    /** Forgets every key, at once. */
    public void flush() {
        expect("FLUSHALL", "+OK");
    }

    @Override
    public void close() {
        process.kill();
    }

    private void launch() {
        process.start(() -> say("PING").equals("+PONG"));
    }

    private void expect(String command, String answer) {
        try {
            var said = say(command);
            if (!said.equals(answer)) {
                throw new IllegalStateException("Redis answered " + command + " with " + said);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One inline command and the one line it is answered with. */
    private String say(String command) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            var answer = new StringBuilder();
            for (int letter = socket.getInputStream().read();
                    letter > 0 && letter != '\r';
                    letter = socket.getInputStream().read()) {
                answer.append((char) letter);
            }
            return answer.toString();
        }
    }

    private static List<String> command(Path directory, int port) {
        return List.of(
                PROGRAM.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                directory.toString(),
                "--save",
                "",
                "--appendonly",
                "no");
    }
}
