package io.herald.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * A PostgreSQL server the hub starts and keeps for itself: nothing to install, nothing traded for it. It listens on
 * 127.0.0.1 alone, asks for a password, and writes to the disk before it says so.
 *
 * <p>All it keeps stands below one directory: {@code postgresql/data}, {@code postgresql/password} and
 * {@code postgresql/server.log}. A server that a killed hub left running is stopped cleanly and started anew.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class);
    private static final String USER = "herald";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LOG_LINES = 15;
    private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final HubLock lock;
    private final PostgresSoftware programs;
    private final Path home;
    private final String password;
    private final int port;
    private volatile Process postmaster;
    private boolean closed;

    private EmbeddedPostgres(HubLock lock, PostgresSoftware programs, Path home, String password, int port)
            throws IOException {
        this.lock = lock;
        this.programs = programs;
        this.home = home;
        this.password = password;
        this.port = port;
        this.postmaster = launch();
    }

    /** Starts the server of {@code dir} with its programs unpacked in the same place. See {@link #start(Path, Path, int)}. */
    public static EmbeddedPostgres start(Path dir, int port) {
        return start(dir, dir.resolve("postgresql"), port);
    }

    /**
     * Starts the server of {@code dir} and answers once it accepts connections.
     *
     * @param software where PostgreSQL's programs are unpacked; several directories may share it
     * @param port the loopback port, or 0 for a free one
     * @throws DataDirectoryInUse when another hub runs on {@code dir}
     * @throws EmbeddedPostgresFailure when the server does not come up; the message ends with its last words
     */
    public static EmbeddedPostgres start(Path dir, Path software, int port) {
        HubLock lock = null;
        try {
            Files.createDirectories(dir);
            lock = HubLock.take(dir.toRealPath());
            var server = start(lock, dir.toRealPath(), software.toAbsolutePath(), port);
            server.awaitReady();
            server.createDatabase(USER);
            return server;
        } catch (IOException failure) {
            throw given(lock, new EmbeddedPostgresFailure("PostgreSQL could not be started in " + dir, failure));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw given(lock, new EmbeddedPostgresFailure("The start of PostgreSQL was interrupted", stopped));
        } catch (EmbeddedPostgresFailure failure) {
            throw given(lock, failure);
        }
    }

    public int port() {
        return port;
    }

    public String username() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** The hub's own database, for JDBC. */
    public String jdbcUrl() {
        return jdbcUrl(USER);
    }

    public String jdbcUrl(String database) {
        return "jdbc:" + url(database);
    }

    /** The hub's own database, for the reactive client. */
    public String url() {
        return url(USER);
    }

    public String url(String database) {
        return "postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Creates a database unless it is there. */
    public void createDatabase(String name) {
        if (!DATABASE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a plain database name: " + name);
        }
        try (var connection = connect()) {
            var known = connection.prepareStatement("select 1 from pg_database where datname = ?");
            known.setString(1, name);
            if (!known.executeQuery().next()) {
                connection.createStatement().execute("create database " + name);
            }
        } catch (SQLException failure) {
            throw new EmbeddedPostgresFailure("The database " + name + " could not be created", failure);
        }
    }

    /** The process id of the server's first process. */
    public long pid() {
        return postmaster.pid();
    }

    /**
     * Starts the server again, on the same port, if it died. What was committed is there again when this returns.
     *
     * @throws EmbeddedPostgresFailure when it does not come up; the next call tries again
     */
    synchronized void restartIfDead() {
        if (closed || postmaster.isAlive()) {
            return;
        }
        LOG.errorf("The embedded PostgreSQL ended with status %d; it is started again", postmaster.exitValue());
        try {
            new RunningServers(files(home)).stop();
            postmaster = launch();
            awaitReady();
            LOG.info("The embedded PostgreSQL is up again");
        } catch (IOException failure) {
            throw new EmbeddedPostgresFailure("PostgreSQL could not be started again", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops the server cleanly and lets go of its directory. Clients still connected are cut off. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            new RunningServers(files(home)).stop();
        } catch (IOException failure) {
            throw new EmbeddedPostgresFailure("PostgreSQL could not be stopped", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            lock.close();
        }
    }

    private static EmbeddedPostgres start(HubLock lock, Path dir, Path software, int port)
            throws IOException, InterruptedException {
        var home = Files.createDirectories(dir.resolve("postgresql"));
        var programs = PostgresSoftware.in(software);
        var password = password(home.resolve("password"));
        if (Files.isDirectory(files(home))) {
            new RunningServers(files(home)).stop();
        } else {
            initialize(programs, home);
        }
        var chosen = port == 0 ? freePort() : port;
        return new EmbeddedPostgres(lock, programs, home, password, chosen);
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(command(programs, files(home), port))
                .redirectErrorStream(true)
                .redirectOutput(freshLog(home).toFile())
                .start();
    }

    /** A data directory appears whole or not at all, so that a hub killed here starts over. */
    private static void initialize(PostgresSoftware programs, Path home) throws IOException, InterruptedException {
        var half = home.resolve("data.new");
        PostgresSoftware.delete(half);
        var command = asOrdinaryUser();
        command.addAll(List.of(programs.program("initdb"), "--pgdata=" + half, "--username=" + USER));
        command.addAll(List.of("--pwfile=" + home.resolve("password"), "--auth=scram-sha-256", "--encoding=UTF8"));
        command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-locale"));
        command.add("--text-search-config=simple");
        var log = freshLog(home);
        var status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (status != 0) {
            throw new EmbeddedPostgresFailure("PostgreSQL's initdb failed:\n" + lastLines(home), null);
        }
        Files.move(half, files(home), StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> command(PostgresSoftware programs, Path files, int port) throws IOException {
        var command = asOrdinaryUser();
        command.addAll(List.of(programs.program("postgres"), "-D", files.toString()));
        for (String setting : List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "random_page_cost=1.1", // with the default, batched updates flip to scans of the whole table
                "shared_buffers=256MB",
                "max_connections=100",
                "max_wal_size=2GB",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_checkpoints=off",
                "log_error_verbosity=terse")) { // the details of an error quote rows, and rows hold phone numbers
            command.addAll(List.of("-c", setting));
        }
        return command;
    }

    /**
     * PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, and still owns its files. A session of its
     * own keeps a terminal's Ctrl-C away from it: the hub must be down first.
     */
    private static List<String> asOrdinaryUser() throws IOException {
        var root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        return new ArrayList<>(root ? List.of("setsid", "unshare", "-U") : List.of("setsid"));
    }

    private void awaitReady() throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (var connection = connect()) {
                return;
            } catch (SQLException notYet) {
                var refused = String.valueOf(notYet.getSQLState()).startsWith("28"); // a wrong password stays wrong
                if (refused || !postmaster.isAlive() || System.nanoTime() > deadline) {
                    postmaster.destroyForcibly();
                    throw new EmbeddedPostgresFailure(
                            "PostgreSQL did not start on port " + port + ". Its log ends with:\n" + lastLines(home),
                            notYet);
                }
            }
            TimeUnit.MILLISECONDS.sleep(25);
        }
    }

    private Connection connect() throws SQLException {
        var login = new Properties();
        login.setProperty("user", USER);
        login.setProperty("password", password);
        login.setProperty("loginTimeout", "10");
        return new org.postgresql.Driver().connect(jdbcUrl("postgres"), login);
    }

    private static Path files(Path home) {
        return home.resolve("data");
    }

    private static String password(Path file) throws IOException {
        if (Files.notExists(file)) {
            var bytes = new byte[24];
            new SecureRandom().nextBytes(bytes);
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var half = Files.createTempFile(file.getParent(), "password", "", ownerOnly);
            Files.writeString(half, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path log(Path home) {
        return home.resolve("server.log");
    }

    private static Path freshLog(Path home) throws IOException {
        if (Files.exists(log(home))) {
            Files.move(log(home), home.resolve("server.log.before"), StandardCopyOption.REPLACE_EXISTING);
        }
        return log(home);
    }

    private static String lastLines(Path home) {
        try {
            var lines = Files.readAllLines(log(home));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException failure) {
            return "(its log " + log(home) + " cannot be read: " + failure.getMessage() + ")";
        }
    }

    private static RuntimeException given(HubLock lock, RuntimeException failure) {
        if (lock != null) {
            lock.close();
        }
        return failure;
    }
}
