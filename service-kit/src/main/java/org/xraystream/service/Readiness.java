package org.xraystream.service;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
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
 * nothing else. The gauges {@code service.ready} and {@code service.dependency.up{dependency}} say what the last answer
 * was.
 */
final class Readiness implements AutoCloseable {
    private static final String UP = "up";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final List<Dependency> dependencies;
    private final ExecutorService threads = Executors.newCachedThreadPool(runnable -> {
        Thread thread = new Thread(runnable, "readiness");
        thread.setDaemon(true);
        return thread;
    });

    private volatile Report last = new Report(false, Map.of());

    Readiness(List<Dependency> dependencies, MeterRegistry metrics) {
        this.dependencies = List.copyOf(dependencies);
        Gauge.builder("service.ready", this, asked -> asked.last.ready() ? 1 : 0)
                .register(metrics);
        for (Dependency dependency : dependencies) {
            Gauge.builder("service.dependency.up", this, asked -> asked.last.isUp(dependency) ? 1 : 0)
                    .tag("dependency", dependency.name())
                    .register(metrics);
        }
    }

    /** Name to "up", or to the reason why not: "down: …" if it is required, else "degraded: …". */
    record Report(boolean ready, Map<String, String> dependencies) {
        private boolean isUp(Dependency dependency) {
            return UP.equals(dependencies.get(dependency.name()));
        }
    }

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
            states.put(dependency.name(), failure.map(failed::concat).orElse(UP));
            ready &= failure.isEmpty() || !dependency.isRequired();
        }
        last = new Report(ready, states);
        return last;
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
