package org.xraystream.benchmarks;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.xraystream.command.CommandException;

/** Load from HTTP in to a row in PostgreSQL. */
final class EndToEnd {
    /** Images on their way, enough to keep every stage busy. */
    private static final int WINDOW = 64;
    /** Below ingest-service's max-concurrent-uploads. */
    private static final int UPLOADS = 16;

    /** However short the measurement, it counts as many images. */
    private static final int FEWEST = 20;

    private static final int PATIENCE_SECONDS = 60;
    private static final int DIGITS = 3;

    private final UploadClient client;
    private final RowWatcher rows;

    EndToEnd(UploadClient client, RowWatcher rows) {
        this.client = client;
        this.rows = rows;
    }

    /**
     * What the path can take, in a closed loop: each row makes room for the next image.
     *
     * @param imagesPerSecond rows after the warm-up
     * @param accepted images, the warm-up among them
     */
    record Capacity(double imagesPerSecond, long accepted, long lost) {}

    /**
     * An open loop: images are sent at their times, however long the results take.
     *
     * @param offeredPerSecond images sent per second
     * @param sent images, the warm-up among them
     * @param refused by ingest-service; no result is due
     * @param lost accepted, and no row within a minute
     * @param latencyMillis from the time at which an image was due to be sent to its row, after the warm-up: what waits
     *     because the system, or the sender, is late is counted, not omitted
     */
    record OpenLoop(double offeredPerSecond, long sent, long refused, long lost, LatencySummary latencyMillis) {}

    Capacity capacity(Timing timing) throws CommandException, InterruptedException {
        Semaphore window = new Semaphore(WINDOW);
        Semaphore uploads = new Semaphore(UPLOADS);
        ConcurrentLinkedQueue<Long> seen = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Long>> ways = new ArrayList<>();
        long warm = System.nanoTime() + timing.warmUpNanos();
        while (System.nanoTime() - warm < timing.nanos() || countAfter(warm, seen) < FEWEST) {
            window.acquire();
            uploads.acquire();
            ways.add(client.send()
                    .whenComplete((id, failure) -> uploads.release())
                    .thenCompose(rows::rowOf)
                    .whenComplete((row, failure) -> {
                        window.release();
                        if (row != null) {
                            seen.add(row);
                        }
                    }));
        }
        double rate = countAfter(warm, seen) * 1e9 / (System.nanoTime() - warm);
        Outcome outcome = settle(ways);
        if (outcome.refused > 0) {
            throw CommandException.failed("ingest-service refused " + outcome.refused + " images under full load.");
        }
        return new Capacity(rate, ways.size(), outcome.lost);
    }

    private static long countAfter(long nanos, Collection<Long> seen) {
        return seen.stream().filter(row -> row - nanos >= 0).count();
    }

    OpenLoop openLoop(double perSecond, Timing timing) throws CommandException, InterruptedException {
        long interval = (long) (1e9 / perSecond);
        long warmUp = timing.warmUpNanos() / interval;
        long count = warmUp + Math.max(FEWEST, timing.nanos() / interval);
        List<CompletableFuture<Long>> ways = new ArrayList<>();
        Histogram micros = new Histogram(DIGITS);
        long began = System.nanoTime();
        for (long i = 0; i < count; i++) {
            long due = began + i * interval;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            boolean isWarm = i >= warmUp;
            ways.add(client.send().thenCompose(rows::rowOf).thenApply(row -> {
                if (isWarm) {
                    synchronized (micros) {
                        micros.recordValue((row - due) / 1_000);
                    }
                }
                return row;
            }));
        }
        Outcome outcome = settle(ways);
        synchronized (micros) {
            return new OpenLoop(perSecond, count, outcome.refused, outcome.lost, LatencySummary.of(micros));
        }
    }

    private record Outcome(long refused, long lost) {}

    /** Waits for the results that are still due. */
    private static Outcome settle(List<CompletableFuture<Long>> ways) throws CommandException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        long refused = 0;
        long lost = 0;
        for (CompletableFuture<Long> way : ways) {
            try {
                way.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof SQLException) {
                    throw CommandException.failed(
                            "The rows can't be asked for: " + e.getCause().getMessage());
                }
                refused++;
            } catch (TimeoutException e) {
                lost++;
            }
        }
        return new Outcome(refused, lost);
    }
}
