package org.xraystream.training.data;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Prepares items on threads of its own ahead of the one thread that takes them in batches, so that a network need not
 * wait for its films. There is one thread fewer than processors: the network's own threads wait for each other, and the
 * slower all of them the more a processor is wanted elsewhere. At most {@value #BATCHES_AHEAD} batches are held.
 */
public final class Prefetch {
    private static final int BATCHES_AHEAD = 3;

    private Prefetch() {}

    /**
     * Prepares all items and hands them over.
     *
     * @param batchSize how many to hand over at once, the last time perhaps fewer
     * @param prepare called from any of the threads; what it throws is thrown to the caller
     * @param take called from the caller's thread, in the order of the items
     */
    public static <T, R> void inBatches(
            List<T> items, int batchSize, Function<? super T, ? extends R> prepare, Consumer<List<R>> take) {
        ExecutorService executor =
                Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), work -> {
                    Thread thread = new Thread(work, "prefetch");
                    thread.setDaemon(true);
                    return thread;
                });
        try {
            Queue<Future<R>> ahead = new ArrayDeque<>();
            int begun = 0;
            for (int start = 0; start < items.size(); start += batchSize) {
                int end = Math.min(items.size(), start + batchSize);
                while (begun < Math.min(items.size(), end + BATCHES_AHEAD * batchSize)) {
                    T item = items.get(begun++);
                    ahead.add(executor.submit(() -> prepare.apply(item)));
                }
                List<R> batch = new ArrayList<>(end - start);
                for (int i = start; i < end; i++) {
                    batch.add(result(ahead.remove()));
                }
                take.accept(batch);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static <R> R result(Future<R> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while films were prepared.", e);
        }
    }
}
