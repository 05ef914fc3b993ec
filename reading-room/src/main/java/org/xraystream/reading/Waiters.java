package org.xraystream.reading;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Requests that wait for an image's outcome; they hold no thread. Thread-safe. */
final class Waiters {
    /** By image, then by a number of its own. */
    private final Map<String, Map<Long, CompletableFuture<Void>>> byImage = new ConcurrentHashMap<>();

    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger count = new AtomicInteger();
    private final int capacity;

    Waiters(int capacity) {
        this.capacity = capacity;
    }

    /**
     * A future that is completed when the image may have an outcome. It leaves by being completed, by whomever.
     *
     * @throws org.xraystream.service.ProblemException 503 if too many are waiting
     */
    CompletableFuture<Void> register(String imageId) {
        if (count.incrementAndGet() > capacity) {
            count.decrementAndGet();
            throw Problems.tooMany("requests are waiting");
        }
        long number = numbers.incrementAndGet();
        CompletableFuture<Void> waiter = new CompletableFuture<>();
        byImage.compute(imageId, (id, waiters) -> {
            Map<Long, CompletableFuture<Void>> known = waiters == null ? new ConcurrentHashMap<>() : waiters;
            known.put(number, waiter);
            return known;
        });
        var unused = waiter.whenComplete((nothing, failure) -> leave(imageId, number));
        return waiter;
    }

    private void leave(String imageId, long number) {
        count.decrementAndGet();
        byImage.computeIfPresent(imageId, (id, waiters) -> {
            waiters.remove(number);
            return waiters.isEmpty() ? null : waiters;
        });
    }

    void wake(String imageId) {
        List.copyOf(byImage.getOrDefault(imageId, Map.of()).values()).forEach(waiter -> waiter.complete(null));
    }

    void wakeAll() {
        List.copyOf(byImage.keySet()).forEach(this::wake);
    }

    int count() {
        return count.get();
    }
}
