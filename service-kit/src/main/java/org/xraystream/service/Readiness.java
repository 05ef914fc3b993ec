package org.xraystream.service;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks every dependency, side by side and each for a bounded time. A broken one turns readiness red, nothing else. */
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

    /** Name to "up", or to the reason why not. */
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
        for (var entry : running.entrySet()) {
            states.put(entry.getKey(), await(entry.getValue()));
        }
        return new Report(states.values().stream().allMatch("up"::equals), states);
    }

    private static String await(Future<?> check) throws InterruptedException {
        try {
            check.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return "up";
        } catch (ExecutionException e) {
            return "down: " + e.getCause().getMessage();
        } catch (TimeoutException e) {
            check.cancel(true);
            return "down: no answer within " + PATIENCE.toSeconds() + " s";
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
