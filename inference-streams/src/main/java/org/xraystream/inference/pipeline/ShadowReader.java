package org.xraystream.inference.pipeline;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.StageTimings;
import org.xraystream.imaging.GreyImage;
import org.xraystream.inference.updates.ModelSlot;
import org.xraystream.model.Classifier.Prepared;
import org.xraystream.model.Finding;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.Reading;

/**
 * A shadow model that reads along the films that a pipeline decodes, on one thread. After each batch it leaves the
 * device alone until its share of the time is kept; so the champion is never delayed by more than one batch of it. At
 * most one batch of films waits; what comes meanwhile is skipped. Where no shadow is installed, nothing is done.
 * Thread-safe.
 *
 * <p>{@code inference.shadow.images} counts every film while there is a shadow, by its outcome: {@code diagnosed},
 * {@code rejected}, {@code failed} or {@code skipped}; {@code inference.shadow.busy} the seconds that it read.
 */
public final class ShadowReader implements FilmObserver, ModelSlot, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShadowReader.class);

    private final ShadowSettings settings;
    private final BatchSizes sizes;
    private final BlockingQueue<Film> films;
    private final Consumer<DiagnosisMade> results;
    private final MeterRegistry registry;
    private final AtomicLong busyNanos = new AtomicLong();
    private final Thread thread;
    private Optional<ReadingModel> model = Optional.empty();

    /** A film that holds its model until it is read. */
    private record Film(ImageReceived image, ReadingModel model, Prepared input) {}

    private ShadowReader(
            ShadowSettings settings,
            Consumer<DiagnosisMade> results,
            MeterRegistry registry,
            Consumer<Throwable> onFatal) {
        this.settings = settings;
        this.sizes = new BatchSizes(settings.largestBatch());
        this.films = new ArrayBlockingQueue<>(sizes.largest());
        this.results = results;
        this.registry = registry;
        this.thread = new Thread(() -> run(onFatal), "shadow");
        List.of("diagnosed", "rejected", "failed", "skipped").forEach(outcome -> count(outcome, 0));
        FunctionCounter.builder("inference.shadow.busy", busyNanos, busy -> busy.get() / 1e9)
                .description("time that the shadow was reading")
                .baseUnit("seconds")
                .register(registry);
    }

    /**
     * Starts its thread; a shadow is still to be installed.
     *
     * @param results takes each diagnosis, without waiting; called on one thread
     * @param onFatal told of what this process cannot go on after
     */
    public static ShadowReader start(
            ShadowSettings settings,
            Consumer<DiagnosisMade> results,
            MeterRegistry registry,
            Consumer<Throwable> onFatal) {
        ShadowReader reader = new ShadowReader(settings, results, registry, onFatal);
        reader.thread.start();
        return reader;
    }

    @Override
    public void install(ModelPackage next) throws ModelPackageException {
        replaceBy(Optional.of(ReadingModel.load(next, 1, 1, settings.precisions(), sizes)));
    }

    @Override
    public boolean clear() {
        replaceBy(Optional.empty());
        return true;
    }

    synchronized void replaceBy(Optional<ReadingModel> next) {
        model.ifPresent(ReadingModel::release);
        model = next;
    }

    private synchronized Optional<ReadingModel> acquire() {
        model.ifPresent(ReadingModel::acquire);
        return model;
    }

    @Override
    public void onFilm(ImageReceived image, GreyImage film) {
        Optional<ReadingModel> held = acquire();
        if (held.isEmpty()) {
            return;
        }
        boolean isTaken = false;
        try {
            // prepared only where there is room: that costs as much as it does for the champion
            isTaken = films.remainingCapacity() > 0
                    && films.offer(new Film(image, held.get(), held.get().prepare(film)));
        } finally {
            if (!isTaken) {
                count("skipped", 1);
                held.get().release();
            }
        }
    }

    private void run(Consumer<Throwable> onFatal) {
        try {
            while (true) {
                List<Film> batch = nextBatch();
                long start = System.nanoTime();
                read(batch);
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                busyNanos.addAndGet(took.toNanos());
                Thread.sleep(settings.pauseAfter(took).toMillis());
            }
        } catch (InterruptedException e) {
            LOG.debug("Stopping");
        } catch (Throwable e) {
            LOG.error("The shadow cannot go on", e);
            onFatal.accept(e);
        }
    }

    private List<Film> nextBatch() throws InterruptedException {
        List<Film> batch = new ArrayList<>();
        batch.add(films.take());
        int size = sizes.fitting(1 + films.size());
        while (batch.size() < size && films.element().model() == batch.get(0).model()) {
            batch.add(films.remove());
        }
        return batch;
    }

    private void read(List<Film> batch) {
        ReadingModel reader = batch.get(0).model();
        long start = System.nanoTime();
        try {
            List<Reading> readings =
                    reader.read(0, batch.stream().map(Film::input).toList());
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            for (int i = 0; i < batch.size(); i++) {
                publish(batch.get(i), readings.get(i), took);
            }
        } catch (RuntimeException e) {
            if (DeviceMemory.isExhausted(e)) {
                sizes.retire(batch.size());
            }
            LOG.error("The shadow {} failed on {} images", reader.identity().version(), batch.size(), e);
            count("failed", batch.size());
        } finally {
            batch.forEach(film -> reader.release());
        }
    }

    private void publish(Film film, Reading reading, Duration took) {
        if (reading.finding() == Finding.REJECTED) {
            count("rejected", 1);
            return;
        }
        Duration queued = Duration.between(film.image().getOccurredAt(), Instant.now());
        StageTimings timings = new StageTimings(Outcomes.micros(queued), 0L, 0L, Outcomes.micros(took));
        results.accept(Outcomes.diagnosis(film.image(), film.model(), film.input(), reading, timings));
        count("diagnosed", 1);
    }

    private void count(String outcome, int images) {
        registry.counter("inference.shadow.images", "outcome", outcome).increment(images);
    }

    /** Stops without reading what waits; nobody may show it films any more. */
    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
        films.forEach(film -> film.model().release());
        clear();
    }
}
