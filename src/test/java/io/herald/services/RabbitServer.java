package io.herald.services;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * Debian's RabbitMQ on a free loopback port, as the current user, with a node name, data and a cookie of its own, guest/guest and
 * no plugins. Its log is in {@code target/services/rabbit-.../rabbit.log}.
 */
public final class RabbitServer implements AutoCloseable {
    private static final Path LIBRARY = Path.of("/usr/lib/rabbitmq/lib");
    private static final long DISK_WANTED = 50_000_000;
    private static final long MORE_DISK_THAN_THERE_IS = 1_000_000_000_000_000_000L;

    private final Path directory;
    private final Path programs;
    private final int port;
    private final Map<String, String> environment;
    private final ServiceProcess process;

    private RabbitServer(Path directory, Path programs, int port, int clusterPort) {
        this.directory = directory;
        this.programs = programs;
        this.port = port;
        this.environment = environment(directory, port, clusterPort);
        this.process = new ServiceProcess(
                List.of(programs.resolve("rabbitmq-server").toString()), environment, directory.resolve("rabbit.log"));
    }

    /** Starts a new broker and returns once it accepts connections; that takes some seconds. */
    public static RabbitServer start() {
        var programs = programs();
        var directory = ServicePlace.newDirectory("rabbit");
        var server = new RabbitServer(directory, programs, ServicePlace.freePort(), ServicePlace.freePort());
        server.configure();
        server.launch();
        return server;
    }

    public int port() {
        return port;
    }

    public String username() {
        return "guest";
    }

    public String password() {
        return "guest";
    }

    /** A client of Java's own kind, to look or to publish with. */
    public Connection connect() {
        var factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        factory.setAutomaticRecoveryEnabled(false);
        try {
            return factory.newConnection("test");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (TimeoutException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A clean stop. */
    public void stop() {
        process.stop("TERM");
    }

    /**
     * {@code kill -9}. A quorum queue declared within the last second may come back unusable: RabbitMQ writes its place down half a
     * second late. It must then be deleted and declared again.
     */
    public void kill() {
        process.kill();
    }

    /** Stops it if it runs, and starts it on the same port with the same data. */
    public void restart() {
        stop();
        launch();
    }

    /** Stops it if it runs, and starts it on the same port as new: no queue, no exchange, no message. */
    public void restartEmpty() {
        kill();
        ServicePlace.delete(directory.resolve("data"));
        launch();
    }

    /** SIGSTOP: connections stay open and nothing is answered. */
    public void pause() {
        process.pause();
    }

    public void resume() {
        process.resume();
    }

    public List<String> queues() {
        return control("-q", "list_queues", "--no-table-headers", "name")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** Whether a queue is declared; unlike a list of them all, asked in a moment. */
    public boolean has(String queue) {
        try (var connection = connect()) {
            connection.createChannel().queueDeclarePassive(queue);
            return true;
        } catch (IOException notDeclared) {
            return false;
        }
    }

    /** Deletes every queue with what is in it, under whoever consumes it. */
    public void deleteQueues() {
        for (String queue : queues()) {
            asked(channel -> channel.queueDelete(queue).getMessageCount());
        }
    }

    /**
     * How many messages wait in a queue, without those a consumer holds; RabbitMQ's own listing is up to 5 s old. For a moment after
     * a restart a quorum queue has no leader and says 0: wait for the number you expect.
     */
    public int queueDepth(String queue) {
        return asked(channel -> channel.queueDeclarePassive(queue).getMessageCount());
    }

    /**
     * The disk alarm. While it is on, the broker reads nothing from connections that publish: their messages and confirms wait,
     * and so does their {@code close()}, for ever. A restart ends it.
     */
    public void alarm(boolean on) {
        control("set_disk_free_limit", Long.toString(on ? MORE_DISK_THAN_THERE_IS : DISK_WANTED));
    }

    /** What {@code rabbitmqctl} prints; it takes about a second. */
    public String control(String... arguments) {
        var command = new ArrayList<String>();
        command.add(programs.resolve("rabbitmqctl").toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            var running = builder.start();
            var said = new String(running.getInputStream().readAllBytes());
            if (running.waitFor() != 0) {
                throw new IllegalStateException("rabbitmqctl " + String.join(" ", arguments) + " failed:\n" + said);
            }
            return said;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        process.kill();
    }

    private void launch() {
        process.start(() -> {
            connect().close();
            return true;
        });
    }

    private interface Question<T> {
        T ask(Channel channel) throws IOException;
    }

    private <T> T asked(Question<T> question) {
        try (var connection = connect()) {
            return question.ask(connection.createChannel());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** In Erlang's terms, for the plain format costs two seconds at each start. */
    private void configure() {
        try {
            Files.createDirectories(directory.resolve("home"));
            Files.writeString(directory.resolve("plugins"), "[].");
            Files.writeString(directory.resolve("rabbitmq.config"), """
                    [{rabbit, [
                       {tcp_listeners, [{"127.0.0.1", %d}]},
                       {vm_memory_high_watermark, {absolute, 536870912}},
                       {disk_free_limit, %d}]}].
                    """.formatted(port, DISK_WANTED));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The name server epmd is started when it is missing, listens on the loopback alone, and stays. */
    private static Map<String, String> environment(Path directory, int port, int clusterPort) {
        var environment = new HashMap<String, String>();
        environment.put("HOME", directory.resolve("home").toString());
        environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
        environment.put("RABBITMQ_NODENAME", directory.getFileName() + "@localhost");
        environment.put("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1");
        environment.put("RABBITMQ_NODE_PORT", Integer.toString(port));
        environment.put("RABBITMQ_DIST_PORT", Integer.toString(clusterPort));
        environment.put("RABBITMQ_MNESIA_BASE", directory.resolve("data").toString());
        environment.put("RABBITMQ_LOG_BASE", directory.resolve("log").toString());
        environment.put("RABBITMQ_CONFIG_FILE", directory.resolve("rabbitmq").toString());
        environment.put(
                "RABBITMQ_ENABLED_PLUGINS_FILE", directory.resolve("plugins").toString());
        environment.put("RABBITMQ_CONF_ENV_FILE", "/dev/null");
        // The script then becomes the broker itself, so that a signal reaches it.
        environment.put("RABBITMQ_ALLOW_INPUT", "true");
        environment.put(
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                "-noinput +S 1:1 +sbwt none -kernel inet_dist_use_interface {127,0,0,1}");
        environment.put("RABBITMQ_CTL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}");
        return environment;
    }

    private static Path programs() {
        if (Files.isDirectory(LIBRARY)) {
            try (var versions = Files.newDirectoryStream(LIBRARY, "rabbitmq_server-*")) {
                for (Path version : versions) {
                    return ServicePlace.program(version.resolve("sbin/rabbitmq-server"), "rabbitmq-server")
                            .getParent();
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        throw ServicePlace.missing("rabbitmq-server", "rabbitmq-server");
    }
}
