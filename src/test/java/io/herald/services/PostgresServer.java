package io.herald.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Debian's PostgreSQL 15 on a free loopback port, fsync on, with an empty database {@code herald} of the user {@code herald}. */
public final class PostgresServer implements AutoCloseable {
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
    private static final String NAME = "herald";
    private static final String PASSWORD = "only for tests";

    private final int port;
    private final ServiceProcess process;

    private PostgresServer(Path data, int port) {
        this.port = port;
        this.process = new ServiceProcess(command(data, port), Map.of(), data.resolveSibling("server.log"));
    }

    /** Makes a new server with an empty database and returns once it accepts connections. */
    public static PostgresServer start() {
        ServicePlace.program(PROGRAMS.resolve("postgres"), "postgresql-15");
        var directory = ServicePlace.newDirectory("postgres");
        initialize(directory);
        var server = new PostgresServer(directory.resolve("data"), ServicePlace.freePort());
        server.launch();
        server.run("postgres", "create database " + NAME);
        return server;
    }

    public int port() {
        return port;
    }

    /** The database {@code herald}, for the reactive client and {@code herald.database.url}. */
    public String url() {
        return url(NAME);
    }

    public String url(String database) {
        return "postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String username() {
        return NAME;
    }

    public String password() {
        return PASSWORD;
    }

    /** A connection to the database {@code herald}. */
    public Connection connect() throws SQLException {
        return connect(NAME);
    }

    /** A clean stop that does not wait for clients: they are cut off. */
    public void stop() {
        process.stop("INT");
    }

    /** {@code kill -9} of the first process; returns when the others noticed and are gone. */
    public void kill() {
        process.kill();
    }

    /** Stops it if it runs, and starts it on the same port with the same data. */
    public void restart() {
        process.stop("INT");
        launch();
    }

    /** Ends every other client's connection, and says how many there were. */
    public int cutConnections() {
        try (var connection = connect("postgres")) {
            var row = connection.createStatement().executeQuery("""
                    select count(pg_terminate_backend(pid))
                      from pg_stat_activity
                     where backend_type = 'client backend' and pid <> pg_backend_pid()
                    """);
            row.next();
            return row.getInt(1);
        } catch (SQLException failure) {
            throw new IllegalStateException("the connections could not be cut", failure);
        }
    }

    @Override
    public void close() {
        process.stop("INT");
    }

    private void launch() {
        process.start(() -> {
            connect("postgres").close();
            return true;
        });
    }

    private void run(String database, String sql) {
        try (var connection = connect(database)) {
            connection.createStatement().execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    private Connection connect(String database) throws SQLException {
        var login = new Properties();
        login.setProperty("user", NAME);
        login.setProperty("password", PASSWORD);
        login.setProperty("loginTimeout", "10");
        return new org.postgresql.Driver().connect("jdbc:" + url(database), login);
    }

    private static void initialize(Path directory) {
        var command = asOrdinaryUser();
        command.addAll(List.of(PROGRAMS.resolve("initdb").toString(), "--pgdata=" + directory.resolve("data")));
        command.addAll(List.of("--username=" + NAME, "--pwfile=" + directory.resolve("password")));
        command.addAll(List.of("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"));
        var log = directory.resolve("initdb.log");
        try {
            Files.writeString(directory.resolve("password"), PASSWORD);
            var status = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("PostgreSQL's initdb failed:\n" + Files.readString(log));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static List<String> command(Path data, int port) {
        var command = asOrdinaryUser();
        command.addAll(List.of(PROGRAMS.resolve("postgres").toString(), "-D", data.toString()));
        for (String setting : List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "random_page_cost=1.1", // this and the next two as the embedded one
                "shared_buffers=256MB",
                "max_wal_size=2GB",
                "max_connections=200",
                "timezone=UTC",
                "log_timezone=UTC")) {
            command.addAll(List.of("-c", setting));
        }
        return command;
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, and still owns its files. */
    private static List<String> asOrdinaryUser() {
        try {
            var root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
            return new ArrayList<>(root ? List.of("setsid", "unshare", "-U") : List.of("setsid"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
