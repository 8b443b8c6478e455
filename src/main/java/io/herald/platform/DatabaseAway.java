package io.herald.platform;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;

/** Tells a database that does not answer from everything else that can go wrong: what met it is worth another try. */
public final class DatabaseAway {
    private DatabaseAway() {}

    /** Whether the failure, or what caused it, is a database that is away, shutting down, or out of connections. */
    public static boolean isWhy(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException refused) {
                return saysAway(refused);
            }
            if (cause instanceof ConnectException || lostConnection(cause)) {
                return true;
            }
        }
        return false;
    }

    /** Connection failures (class 08), operator intervention (57P), insufficient resources (53), a transaction silent too long (25P03). */
    private static boolean saysAway(PgException refused) {
        var state = String.valueOf(refused.getSqlState());
        return state.startsWith("08") || state.startsWith("57P") || state.startsWith("53") || state.equals("25P03");
    }

    /** How the client says that a connection broke in the middle of something. */
    private static boolean lostConnection(Throwable cause) {
        return cause instanceof TimeoutException
                || cause instanceof VertxException
                || cause instanceof NoStackTraceThrowable;
    }
}
