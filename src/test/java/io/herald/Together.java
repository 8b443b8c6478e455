package io.herald;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Runs tasks at the same moment, each on a thread of its own. */
public final class Together {
    private static final long PATIENCE_SECONDS = 60;

    private Together() {}

    /** The answers in the order of the tasks; throws what the first that failed threw. */
    public static <T> List<T> call(List<Callable<T>> tasks) {
        var threads = Executors.newFixedThreadPool(tasks.size());
        var ready = new CountDownLatch(tasks.size());
        try {
            var futures = new ArrayList<Future<T>>();
            for (var task : tasks) {
                futures.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return task.call();
                }));
            }
            var answers = new ArrayList<T>();
            for (var future : futures) {
                answers.add(future.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            }
            return answers;
        } catch (ExecutionException failed) {
            throw new AssertionError("a task failed", failed.getCause());
        } catch (Exception stuck) {
            throw new AssertionError("a task did not end", stuck);
        } finally {
            threads.shutdownNow();
        }
    }

    /** The same task so many times at once. */
    public static <T> List<T> call(int times, Callable<T> task) {
        return call(IntStream.range(0, times).mapToObj(i -> task).toList());
    }

    public static void run(Runnable... tasks) {
        call(java.util.Arrays.stream(tasks).map(Executors::callable).toList());
    }
}
