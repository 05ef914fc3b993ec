package org.xraystream.inference.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.events.ImageReceived;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;

/**
 * Reads images in batches: waiting → fetch, decode, prepare → ready → device. Urgent images overtake routine ones.
 * Takes what is submitted without blocking and without a bound: its callers have one. Thread-safe.
 */
public final class ReadingPipeline implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadingPipeline.class);

    private final PipelineSettings settings;
    private final BatchSizes sizes;
    private final ImageFlow flow;
    private final CurrentModel model;
    private final List<Thread> threads = new ArrayList<>();
    private final Consumer<Throwable> onFatal;

    private ReadingPipeline(
            PipelineSettings settings, BatchSizes sizes, ReadingModel first, Consumer<Throwable> onFatal) {
        this.settings = settings;
        this.sizes = sizes;
        this.flow = new ImageFlow(sizes, settings);
        this.model = new CurrentModel(first);
        this.onFatal = onFatal;
    }

    /**
     * Loads and warms up the model, then starts the threads.
     *
     * @param observer sees each decoded film
     * @param onFatal told once of what this process cannot go on after: out of memory
     */
    public static ReadingPipeline start(
            PipelineSettings settings,
            ModelPackage model,
            ImageSource source,
            FilmObserver observer,
            MeterRegistry registry,
            Consumer<Throwable> onFatal)
            throws ModelPackageException {
        BatchSizes sizes = new BatchSizes(settings.largestBatch());
        ReadingModel first = load(model, settings, sizes);
        return start(settings, sizes, first, source, observer, registry, onFatal);
    }

    static ReadingPipeline start(
            PipelineSettings settings,
            BatchSizes sizes,
            ReadingModel first,
            ImageSource source,
            FilmObserver observer,
            MeterRegistry registry,
            Consumer<Throwable> onFatal) {
        ReadingPipeline pipeline = new ReadingPipeline(settings, sizes, first, onFatal);
        PipelineMetrics metrics = new PipelineMetrics(registry, pipeline.flow);
        Preparer preparer = new Preparer(pipeline.flow, new PatientSource(source), pipeline.model, observer, metrics);
        for (int i = 0; i < settings.preparationThreads(); i++) {
            pipeline.startThread("prepare-" + i, preparer::run);
        }
        for (int i = 0; i < settings.deviceWorkers(); i++) {
            pipeline.startThread("device-" + i, new DeviceWorker(i, pipeline.flow, sizes, metrics)::run);
        }
        return pipeline;
    }

    private static ReadingModel load(ModelPackage model, PipelineSettings settings, BatchSizes sizes)
            throws ModelPackageException {
        return ReadingModel.load(
                model, settings.deviceWorkers(), settings.processorsPerWorker(), settings.precisions(), sizes);
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void startThread(String name, Work work) {
        Thread thread = new Thread(() -> run(work), name);
        threads.add(thread);
        thread.start();
    }

    private void run(Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            // a thread fewer would only be found by the backlog
            LOG.error("The pipeline cannot go on", e);
            onFatal.accept(e);
        }
    }

    /** A new mailbox to submit images for. */
    public Mailbox open() {
        return new Mailbox(closed -> flow.drop(image -> image.mailbox() == closed));
    }

    /**
     * Takes an image in; its outcome arrives in the mailbox, unless that is closed first.
     *
     * @param number as the outcome will be marked
     */
    public void submit(Mailbox mailbox, long number, ImageReceived image) {
        flow.submit(new PendingImage(image, number, mailbox));
    }

    /** The model that reads what is decoded from now on: it is what {@link Outcome#settledBy} is compared with. */
    public String reader() {
        return model.reader();
    }

    /**
     * Loads and warms up a model beside the present one, then reads with it what is decoded from now on; what was
     * decoded before is read by the model that it was prepared for, which is closed after the last of it. Returns when
     * the model is in its place.
     *
     * @throws ModelPackageException if the package is no model; the present one goes on
     */
    public void install(ModelPackage next) throws ModelPackageException {
        install(load(next, settings, sizes));
    }

    void install(ReadingModel next) {
        model.replaceBy(next);
    }

    /** Stops without waiting for what is under way. */
    @Override
    public void close() throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join();
        }
        flow.drop(image -> true);
        model.close();
    }
}
