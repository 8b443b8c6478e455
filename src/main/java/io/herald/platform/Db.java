package io.herald.platform;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The way to PostgreSQL: a transaction is a function, committed when it returns and rolled back when it throws.
 *
 * <p>Deadlocks and serialization failures (40P01, 40001) are tried again from the start, so the function must not do
 * anything outside the database.
 */
@ApplicationScoped
public class Db {
    private static final int TRIES = 5;
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    private final Pool pool;
    private final Duration patience;

    @Inject
    Db(Pool pool, PlatformConfig config) {
        this(pool, config.database().statementTimeout());
    }

    private Db(Pool pool, Duration patience) {
        this.pool = pool;
        this.patience = patience;
    }

    /** A way to PostgreSQL outside the running hub, for tests of stores. */
    public static Db over(Pool pool, Duration patience) {
        return new Db(pool, patience);
    }

    /** Runs {@code work} in one transaction. */
    public <T> T inTransaction(Function<Tx, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (PgException failure) {
                if (attempt == TRIES || !worthAnotherTry(failure)) {
                    throw failure;
                }
                giveWay(attempt);
            }
        }
    }

    /** Whoever won a deadlock finishes first: who tries again at once takes locks the winner still needs, and meets it again. */
    private static void giveWay(int attempt) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE.toNanos() * attempt));
    }

    /** {@link #inTransaction} for work that answers nothing. */
    public void transact(Consumer<Tx> work) {
        inTransaction(tx -> {
            work.accept(tx);
            return null;
        });
    }

    /** Runs {@code work} and takes back all it did, to look at what would be. */
    public <T> T rehearse(Function<Tx, T> work) {
        var answer = new ArrayList<T>(1);
        try {
            inTransaction(tx -> {
                answer.clear();
                answer.add(work.apply(tx));
                throw new TakenBack();
            });
        } catch (TakenBack rehearsed) {
            return answer.get(0);
        }
        throw new IllegalStateException("a rehearsal cannot commit");
    }

    private static final class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TakenBack() {
            super("a rehearsal is over", null, false, false);
        }
    }

    /** {@link #inTransaction}, where every statement sees the database as it was at the first one. */
    public <T> T inSnapshot(Function<Tx, T> work) {
        return inTransaction(tx -> {
            tx.query("set transaction isolation level repeatable read");
            return work.apply(tx);
        });
    }

    /** Runs {@code work} on a connection without a transaction: for single reads and single statements. */
    public <T> T read(Function<Tx, T> work) {
        var connection = await(pool.getConnection());
        try {
            return work.apply(new Tx(connection, patience));
        } finally {
            await(connection.close());
        }
    }

    private <T> T once(Function<Tx, T> work) {
        var connection = await(pool.getConnection());
        try {
            var transaction = await(connection.begin());
            try {
                var answer = work.apply(new Tx(connection, patience));
                await(transaction.commit());
                return answer;
            } catch (RuntimeException failure) {
                undo(connection, transaction, failure);
                throw failure;
            }
        } finally {
            await(connection.close());
        }
    }

    /** A connection whose rollback fails is thrown away by the pool; the first failure is the one to report. */
    private void undo(SqlConnection connection, Transaction transaction, RuntimeException cause) {
        try {
            await(transaction.rollback());
        } catch (RuntimeException alsoFailed) {
            cause.addSuppressed(alsoFailed);
        }
    }

    private <T> T await(Uni<T> uni) {
        return uni.await().atMost(patience);
    }

    private static boolean worthAnotherTry(PgException failure) {
        return "40P01".equals(failure.getSqlState()) || "40001".equals(failure.getSqlState());
    }
}
