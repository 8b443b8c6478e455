package io.herald.console.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for something to be so by looking four times a second, and not for ever. */
record Patience(Duration atMost) {
    private static final long PAUSE_MILLIS = 250;

    static Patience of(Duration atMost) {
        return new Patience(atMost);
    }

    /**
     * Looks until there is something.
     *
     * @param look draws what it saw, and answers something when it has seen enough
     * @param otherwise the sentence for when it takes too long
     * @throws DemoFailure with that sentence
     */
    <T> T until(Supplier<Optional<T>> look, String otherwise) {
        long start = System.nanoTime();
        while (true) {
            var seen = look.get();
            if (seen.isPresent()) {
                return seen.get();
            }
            if (System.nanoTime() - start > atMost.toNanos()) {
                throw new DemoFailure("After " + atMost.toSeconds() + " s: " + otherwise);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("The demo was interrupted.", stopped);
        }
    }
}
