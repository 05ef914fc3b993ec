package org.xraystream.inference.pipeline;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What an operator sees of the pipeline: a timer per stage ({@code inference.queue} by priority, {@code .fetch},
 * {@code .decode}, {@code .batch.wait} per image, {@code .classify} per batch), the sizes of batches, how many images
 * stand where, and per device worker the seconds that it was busy, whose rate is the share of time. Thread-safe.
 */
final class PipelineMetrics {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Timer urgentQueueing;
    private final Timer routineQueueing;
    private final Timer fetching;
    private final Timer decoding;
    private final Timer waitingForBatch;
    private final Timer classifying;
    private final DistributionSummary batchSizes;
    private final MeterRegistry registry;

    PipelineMetrics(MeterRegistry registry, ImageFlow flow) {
        this.registry = registry;
        this.urgentQueueing = queueing("urgent");
        this.routineQueueing = queueing("routine");
        this.fetching = timer("inference.fetch", "reading an image from the object store");
        this.decoding = timer("inference.decode", "decoding and preparing an image");
        this.waitingForBatch = timer("inference.batch.wait", "a prepared image waiting for its batch");
        this.classifying = timer("inference.classify", "a batch on the device");
        this.batchSizes = DistributionSummary.builder("inference.batch.size")
                .description("images of a batch")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64)
                .register(registry);
        Gauge.builder("inference.pipeline.waiting", flow, ImageFlow::waiting).register(registry);
        Gauge.builder("inference.pipeline.preparing", flow, ImageFlow::preparing)
                .register(registry);
        Gauge.builder("inference.pipeline.ready", flow, ImageFlow::ready).register(registry);
    }

    private Timer queueing(String priority) {
        return timer("inference.queue", "from the image's event until it is fetched", "priority", priority);
    }

    private Timer timer(String name, String description, String... tags) {
        return Timer.builder(name)
                .description(description)
                .tags(tags)
                .publishPercentileHistogram()
                .minimumExpectedValue(SHORTEST)
                .maximumExpectedValue(LONGEST)
                .register(registry);
    }

    /** The nanoseconds that a device worker adds up while it is busy. */
    AtomicLong busyNanos(int worker) {
        AtomicLong nanos = new AtomicLong();
        FunctionCounter.builder("inference.device.busy", nanos, busy -> busy.get() / 1e9)
                .description("time that a device worker was reading")
                .baseUnit("seconds")
                .tag("worker", String.valueOf(worker))
                .register(registry);
        return nanos;
    }

    void prepared(PreparedImage image) {
        (image.pending().isUrgent() ? urgentQueueing : routineQueueing).record(image.queued());
        fetching.record(image.fetched());
        decoding.record(image.decoded());
    }

    void read(List<PreparedImage> batch, long startNanos, Duration took) {
        batchSizes.record(batch.size());
        classifying.record(took);
        batch.forEach(image -> waitingForBatch.record(Duration.ofNanos(startNanos - image.readyNanos())));
    }
}
