package io.herald.platform;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** For who holds a message that must neither be lost nor acknowledged before it is safe: tries until it is done. */
@ApplicationScoped
public class Perseverance {
    private static final Logger LOG = Logger.getLogger(Perseverance.class);
    private static final int LONGEST_PAUSE_SECONDS = 10;

    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * Runs {@code work}, and again after pauses that grow to ten seconds for as long as it fails in a way that will pass; another
     * failure is thrown.
     *
     * @param what names the work in the log
     * @return false when the hub stops before it is done
     */
    public boolean until(String what, Predicate<Throwable> willPass, Runnable work) throws InterruptedException {
        for (int pause = 1; stopped.getCount() > 0; pause = Math.min(2 * pause, LONGEST_PAUSE_SECONDS)) {
            try {
                work.run();
                return true;
            } catch (RuntimeException failure) {
                if (!willPass.test(failure)) {
                    throw failure;
                }
                LOG.warnf("%s waits (%s)", what, failure.getClass().getSimpleName());
                stopped.await(pause, TimeUnit.SECONDS);
            }
        }
        return false;
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }
}
