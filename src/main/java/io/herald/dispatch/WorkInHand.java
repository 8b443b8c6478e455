package io.herald.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How many batches this node works on, so that a stop can let them come to a good end. */
@ApplicationScoped
class WorkInHand {
    private int batches;
    private boolean stopping;

    /** Before a batch is taken; {@code false} when this node takes none any more. Who enters leaves again. */
    synchronized boolean enter() {
        if (!stopping) {
            batches++;
        }
        return !stopping;
    }

    synchronized void leave() {
        batches--;
        notifyAll();
    }

    /** Whether what is in hand should be given back as soon as nothing of it is in the air. */
    synchronized boolean isStopping() {
        return stopping;
    }

    synchronized void stopTaking() {
        stopping = true;
        notifyAll();
    }

    /** Waits until nothing is in hand; {@code false} when that took longer than {@code patience}. */
    synchronized boolean awaitEnd(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        for (long left = until - System.nanoTime(); batches > 0 && left > 0; left = until - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return batches == 0;
    }
}
