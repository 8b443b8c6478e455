package io.herald.fault;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A hub as people run it: the built jar in a process of its own, with its own directory, to be talked to and to be killed. */
final class HubProcess implements AutoCloseable {
    static final String KEY = "a key for breaking things with";

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    /** What the stories told in this process leave behind: another may tell some at the same time. */
    private static final Path LEFT = TARGET.resolve("fault").resolve(System.getProperty("test.fork", "fork-1"));

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        clearLastRun(LEFT);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "hubs"));
    }

    private static final Path JAR = TARGET.resolve("quarkus-app/quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path home;
    private final Map<String, String> settings;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private Process process;
    private int port;
    private int starts;

    private HubProcess(Path home, Map<String, String> settings) {
        this.home = home;
        this.settings = settings;
    }

    /** Where a story keeps what is to be looked at afterwards. */
    static Path left(String name) {
        return LEFT.resolve(name);
    }

    /** A hub that is not started yet. {@code home} is its working directory and keeps its data. */
    static HubProcess in(Path home) throws IOException {
        if (Files.notExists(JAR)) {
            throw new IllegalStateException(
                    "These tests run the built jar: run them with `mvn verify`, which makes it.");
        }
        var hub = new HubProcess(Files.createDirectories(home), new HashMap<>());
        shareSoftware(home.resolve("data/postgresql"));
        return hub.with("HERALD_BOOTSTRAP_KEY", KEY);
    }

    /** Unpacking PostgreSQL is not what is tried here. */
    private static void shareSoftware(Path parent) throws IOException {
        var shared = TARGET.resolve("test-software");
        if (Files.isDirectory(shared) && Files.notExists(parent)) {
            Files.createDirectories(parent);
            try (var versions = Files.list(shared)) {
                for (Path version : versions.filter(
                                path -> path.getFileName().toString().startsWith("software-"))
                        .toList()) {
                    Files.createSymbolicLink(parent.resolve(version.getFileName()), version);
                }
            }
        }
    }

    HubProcess with(String variable, String value) {
        settings.put(variable, value);
        return this;
    }

    HubProcess without(String variable) {
        settings.remove(variable);
        return this;
    }

    /** Starts the process and does not wait for it. */
    HubProcess start() throws IOException {
        port = freePort();
        starts++;
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                        java, "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", JAR.toString())
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log().toFile()));
        builder.environment().putAll(settings);
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        process = builder.start();
        RUNNING.add(process);
        process.onExit().thenAccept(RUNNING::remove);
        return this;
    }

    HubProcess awaitReady() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .failFast(this::mustRun)
                .until(this::ready);
        return this;
    }

    boolean ready() {
        try {
            return get("/q/health/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** {@code kill -9}, and waits until the process is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGSTOP: it keeps its connections and does nothing at all. */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** SIGTERM, and does not wait. */
    void askToStop() throws IOException, InterruptedException {
        signal("TERM");
    }

    private void signal(String name) throws IOException, InterruptedException {
        var sent = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (sent != 0) {
            throw new IllegalStateException("the hub got no signal " + name);
        }
    }

    int awaitExit() throws InterruptedException {
        await().atMost(PATIENCE).until(() -> !process.isAlive());
        return process.waitFor();
    }

    /** Where it listens; each start takes another. */
    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Fails with the hub's last words when it ended by itself. */
    void mustRun() {
        if (!process.isAlive()) {
            throw new AssertionError("the hub ended:\n" + output());
        }
    }

    /** What it said since its last start. */
    String output() {
        try {
            return Files.readString(log());
        } catch (IOException failure) {
            return "(no log: " + failure.getMessage() + ")";
        }
    }

    Path data() {
        return home.resolve("data");
    }

    HubDatabaseFiles database() {
        return new HubDatabaseFiles(data().resolve("postgresql"));
    }

    HttpResponse<String> get(String path) throws IOException {
        return send(request(path).GET().build());
    }

    HttpResponse<String> put(String path, String json) throws IOException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json))
                .build());
    }

    HttpResponse<String> post(String path, String type, String body, String... headers) throws IOException {
        var request = request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body));
        for (int index = 0; index < headers.length; index += 2) {
            request.header(headers[index], headers[index + 1]);
        }
        return send(request.build());
    }

    /** Asks without waiting for the answer, which may never come. */
    CompletableFuture<HttpResponse<String>> postLater(String path, String json, String idempotencyKey) {
        return http.sendAsync(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", idempotencyKey)
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + KEY);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    /** What a run leaves is kept for looking at, until the next run. */
    private static void clearLastRun(Path folder) {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    /** Ends hub and database, however they are. */
    @Override
    public void close() throws Exception {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(20, java.util.concurrent.TimeUnit.SECONDS)) {
                kill();
            }
        }
        database().end();
    }

    /** One for each start, so that what a killed hub said stays to be read. */
    private Path log() {
        return home.resolve("hub-" + starts + ".log");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
