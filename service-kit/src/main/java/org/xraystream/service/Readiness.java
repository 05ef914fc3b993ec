package org.xraystream.service;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks every dependency, side by side and each for a bounded time. A broken one that is required turns readiness red,
 * nothing else.
 */
final class Readiness implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final List<Dependency> dependencies;
    private final ExecutorService threads = Executors.newCachedThreadPool(runnable -> {
        Thread thread = new Thread(runnable, "readiness");
        thread.setDaemon(true);
        return thread;
    });

    Readiness(List<Dependency> dependencies) {
        this.dependencies = List.copyOf(dependencies);
    }

    /** Name to "up", or to the reason why not: "down: …" if it is required, else "degraded: …". */
    record Report(boolean ready, Map<String, String> dependencies) {}

    Report check() throws InterruptedException {
        Map<String, Future<?>> running = new LinkedHashMap<>();
        for (Dependency dependency : dependencies) {
            running.put(dependency.name(), threads.submit(() -> {
                dependency.check();
                return null;
            }));
        }
        Map<String, String> states = new LinkedHashMap<>();
        boolean ready = true;
        for (Dependency dependency : dependencies) {
            Optional<String> failure = await(running.get(dependency.name()));
            String failed = dependency.isRequired() ? "down: " : "degraded: ";
            states.put(dependency.name(), failure.map(failed::concat).orElse("up"));
            ready &= failure.isEmpty() || !dependency.isRequired();
        }
        return new Report(ready, states);
    }

    /** Why it failed, if it did. */
    private static Optional<String> await(Future<?> check) throws InterruptedException {
        try {
            check.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(String.valueOf(e.getCause().getMessage()));
        } catch (TimeoutException e) {
            check.cancel(true);
            return Optional.of("no answer within " + PATIENCE.toSeconds() + " s");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
