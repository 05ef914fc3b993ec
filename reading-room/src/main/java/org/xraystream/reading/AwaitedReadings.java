package org.xraystream.reading;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Readings that may not be there yet: looks now, then waits for the image's notification, up to a limit. */
final class AwaitedReadings {
    private final ResultsReader results;
    private final Waiters waiters;
    private final Executor queries;

    /** @param queries runs the queries of requests that were woken */
    AwaitedReadings(ResultsReader results, Waiters waiters, Executor queries) {
        this.results = results;
        this.waiters = waiters;
        this.queries = queries;
    }

    /** The reading when its outcome is known, else what is known when the wait is over. */
    CompletableFuture<Optional<Reading>> find(String imageId, Duration wait) {
        return wait.isZero()
                ? CompletableFuture.completedFuture(results.find(imageId))
                : findUntil(imageId, System.nanoTime() + wait.toNanos());
    }

    /** Registers before it looks, so that a result that comes between the two is not missed. */
    private CompletableFuture<Optional<Reading>> findUntil(String imageId, long deadline) {
        CompletableFuture<Void> waiter = waiters.register(imageId);
        try {
            Optional<Reading> found = results.find(imageId);
            long left = deadline - System.nanoTime();
            if (left <= 0 || found.filter(Reading::isKnown).isPresent()) {
                waiter.complete(null);
                return CompletableFuture.completedFuture(found);
            }
            return waiter.completeOnTimeout(null, left, TimeUnit.NANOSECONDS)
                    .thenComposeAsync(woken -> findUntil(imageId, deadline), queries);
        } catch (RuntimeException e) {
            waiter.complete(null);
            throw e;
        }
    }
}
