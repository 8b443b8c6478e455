package io.herald.platform;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One open transaction (or one connection, for reads), handed to every method of a Store.
 *
 * <p>Each call waits for its statement, so a store reads like a paragraph; it must therefore run on a worker thread, never
 * on an event loop. Arguments may be what the reactive client takes, and besides {@link Instant}, {@code Instant[]}, enums
 * and arrays of enums, which are turned into {@code timestamptz} and text.
 */
public final class Tx {
    private final SqlConnection connection;
    private final Duration patience;

    Tx(SqlConnection connection, Duration patience) {
        this.connection = connection;
        this.patience = patience;
    }

    /** Runs a statement and returns its rows. */
    public RowSet<Row> query(String sql, Object... arguments) {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.tuple(bind(arguments)))
                .await()
                .atMost(patience);
    }

    /** Runs a statement and returns how many rows it touched. */
    public int update(String sql, Object... arguments) {
        return query(sql, arguments).rowCount();
    }

    public <T> List<T> list(String sql, Function<Row, T> mapper, Object... arguments) {
        var found = new ArrayList<T>();
        for (Row row : query(sql, arguments)) {
            found.add(mapper.apply(row));
        }
        return found;
    }

    /** The only row, or nothing; more than one row is a mistake in the statement. */
    public <T> Optional<T> one(String sql, Function<Row, T> mapper, Object... arguments) {
        var found = list(sql, mapper, arguments);
        if (found.size() > 1) {
            throw new IllegalStateException("expected at most one row, found " + found.size());
        }
        return found.stream().findFirst();
    }

    /** Reads a timestamptz column, null where it is null. */
    public static Instant instant(Row row, String column) {
        var value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }

    private static List<Object> bind(Object[] arguments) {
        var bound = new ArrayList<>(arguments.length);
        for (Object argument : arguments) {
            bound.add(bound(argument));
        }
        return bound;
    }

    private static Object bound(Object argument) {
        if (argument instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        if (argument instanceof Instant[] instants) {
            return Arrays.stream(instants)
                    .map(instant -> instant == null ? null : instant.atOffset(ZoneOffset.UTC))
                    .toArray(OffsetDateTime[]::new);
        }
        if (argument instanceof Enum<?> constant) {
            return constant.name();
        }
        if (argument instanceof Enum<?>[] constants) {
            return Arrays.stream(constants)
                    .map(constant -> constant == null ? null : constant.name())
                    .toArray(String[]::new);
        }
        return argument;
    }
}
