package org.xraystream.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The four parts, started side by side and stopped together; one that ends by itself meanwhile is announced and started
 * again. Everything that is embedded listens on 127.0.0.1 only. {@link #close()} is thread-safe, may be called more
 * than once, and suits a shutdown hook; clients should be closed before it.
 */
public final class LocalInfrastructure implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalInfrastructure.class);

    private static final Duration RESTART_PAUSE = Duration.ofSeconds(3);

    private final DataDirectory directory;
    private final ProgressListener progress;
    private final List<Part<?>> parts = new ArrayList<>();
    private volatile boolean closed;
    private InfrastructureEndpoints endpoints;

    private LocalInfrastructure(DataDirectory directory, ProgressListener progress) {
        this.directory = directory;
        this.progress = progress;
    }

    /**
     * Starts every embedded part, each on a thread of its own, and returns when all answer.
     *
     * @throws InfrastructureException if one cannot be started; the others are stopped again, and the message is one
     *     sentence that names the part and the reason
     */
    public static LocalInfrastructure start(InfrastructureSettings settings, ProgressListener progress) {
        DataDirectory directory = DataDirectory.open(settings.dataDirectory());
        LocalInfrastructure infrastructure = new LocalInfrastructure(directory, serialised(progress));
        try {
            infrastructure.startParts(settings);
            return infrastructure;
        } catch (RuntimeException e) {
            infrastructure.close();
            throw e;
        }
    }

    private static ProgressListener serialised(ProgressListener listener) {
        Object turn = new Object();
        return event -> {
            synchronized (turn) {
                listener.onProgress(event);
            }
        };
    }

    /** Where the parts are. */
    public InfrastructureEndpoints endpoints() {
        return endpoints;
    }

    // Every port is settled before anything runs, so that a taken one costs nothing.
    private void startParts(InfrastructureSettings settings) {
        Credentials credentials = Credentials.loadOrCreate(directory.file("credentials.properties"));
        Ports ports = new Ports(directory.file("ports.properties"));
        Part<KafkaEndpoint> kafka = choose(
                KafkaPart.NAME,
                settings.kafka(),
                ports,
                port -> new KafkaPart(directory.part("kafka"), port, ports.chosen("kafka-controller")));
        Part<SchemaRegistryEndpoint> registry = choose(
                SchemaRegistryPart.NAME,
                settings.schemaRegistry(),
                ports,
                port -> new SchemaRegistryPart(settings.registryHome(), directory.part("registry"), port));
        Part<ObjectStoreEndpoint> objects = choose(
                ObjectStorePart.NAME,
                settings.objectStore(),
                ports,
                port -> new ObjectStorePart(directory.part("objects"), port, credentials.objectStoreSecretKey()));
        Part<DatabaseEndpoint> database = choose(
                PostgresPart.NAME,
                settings.database(),
                ports,
                port -> new PostgresPart(directory.part("postgres"), port, credentials));

        CompletableFuture<KafkaEndpoint> kafkaStart = startAside(kafka);
        CompletableFuture<SchemaRegistryEndpoint> registryStart = startAside(registry);
        CompletableFuture<ObjectStoreEndpoint> objectsStart = startAside(objects);
        CompletableFuture<DatabaseEndpoint> databaseStart = startAside(database);
        awaitAll(kafkaStart, registryStart, objectsStart, databaseStart);
        parts.forEach(this::watch);
        endpoints = new InfrastructureEndpoints(
                kafkaStart.join(), registryStart.join(), objectsStart.join(), databaseStart.join());
    }

    private <E extends Endpoint> Part<E> choose(
            String name, Provision<E> provision, Ports ports, IntFunction<Part<E>> embedded) {
        if (provision instanceof Provision.External<E> external) {
            return new GivenPart<>(name, external.endpoint());
        }
        int wanted = ((Provision.Embedded<E>) provision).port();
        Part<E> part = embedded.apply(wanted == 0 ? ports.chosen(name) : ports.fixed(name, wanted));
        parts.add(part);
        return part;
    }

    private <E extends Endpoint> CompletableFuture<E> startAside(Part<E> part) {
        return CompletableFuture.supplyAsync(
                () -> start(part), task -> new Thread(task, "start-" + part.name()).start());
    }

    private <E extends Endpoint> E start(Part<E> part) {
        if (part instanceof GivenPart<E> given) {
            progress.onProgress(
                    new PartProgress.Given(given.name(), given.endpoint().address()));
            return given.start();
        }
        progress.onProgress(new PartProgress.Starting(part.name()));
        long begin = System.nanoTime();
        try {
            E endpoint = part.start();
            progress.onProgress(new PartProgress.Ready(
                    part.name(), endpoint.address(), Duration.ofNanos(System.nanoTime() - begin)));
            return endpoint;
        } catch (Exception e) {
            InfrastructureException failure = e instanceof InfrastructureException known
                    ? known
                    : new InfrastructureException("The part " + part.name() + " could not be started: " + e, e);
            progress.onProgress(new PartProgress.Failed(part.name(), failure.getMessage()));
            throw failure;
        }
    }

    private void watch(Part<?> part) {
        var unused = part.ended().thenAccept(how -> {
            if (!closed) {
                progress.onProgress(new PartProgress.Ended(part.name(), how));
                startAgainLater(part);
            }
        });
    }

    // A pause, since what has just ended may still hold files; and where the reason lasts, as a full disk does, so that
    // trying does no harm.
    private void startAgainLater(Part<?> part) {
        Executor aside = task -> new Thread(task, "restart-" + part.name()).start();
        CompletableFuture.delayedExecutor(RESTART_PAUSE.toMillis(), TimeUnit.MILLISECONDS, aside)
                .execute(() -> startAgain(part));
    }

    private void startAgain(Part<?> part) {
        synchronized (part) {
            if (closed) {
                return;
            }
            try {
                start(part);
                watch(part);
            } catch (InfrastructureException e) {
                LOG.debug("{} could not be started again", part.name(), e);
                startAgainLater(part);
            }
        }
    }

    /** Waits for all, also for those that start after one has failed: a half-started part cannot be stopped. */
    private static void awaitAll(CompletableFuture<?>... starts) {
        try {
            CompletableFuture.allOf(starts).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof InfrastructureException failure ? failure : e;
        }
    }

    /**
     * Stops every embedded part and releases the data directory; what was given from outside is left alone. A second
     * caller, such as a shutdown hook, waits until the first is through.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        CompletableFuture.allOf(parts.stream()
                        .map(part -> CompletableFuture.runAsync(
                                () -> stop(part), task -> new Thread(task, "stop-" + part.name()).start()))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
        directory.close();
    }

    private static void closeWhenStarted(Part<?> part) {
        synchronized (part) {
            part.close();
        }
    }

    private void stop(Part<?> part) {
        try {
            closeWhenStarted(part);
            progress.onProgress(new PartProgress.Stopped(part.name()));
        } catch (RuntimeException e) {
            LOG.error("{} did not stop cleanly", part.name(), e);
        }
    }
}
