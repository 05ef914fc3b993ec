package org.xraystream.inference.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.events.Stage;
import org.xraystream.model.Reading;

/** Reads one batch after the other; of a batch that fails, only the image at fault is rejected. One thread each. */
final class DeviceWorker {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceWorker.class);

    private final int index;
    private final ImageFlow flow;
    private final BatchSizes sizes;
    private final PipelineMetrics metrics;
    private final AtomicLong busyNanos;

    DeviceWorker(int index, ImageFlow flow, BatchSizes sizes, PipelineMetrics metrics) {
        this.index = index;
        this.flow = flow;
        this.sizes = sizes;
        this.metrics = metrics;
        this.busyNanos = metrics.busyNanos(index);
    }

    /** Never returns but by an interrupt, or by a single image that does not fit into the device's memory. */
    void run() throws InterruptedException {
        while (true) {
            List<PreparedImage> batch = flow.nextBatch();
            long start = System.nanoTime();
            try {
                read(batch);
            } finally {
                busyNanos.addAndGet(System.nanoTime() - start);
            }
        }
    }

    private void read(List<PreparedImage> batch) {
        if (batch.size() > sizes.largest()) {
            readInHalves(batch);
            return;
        }
        ReadingModel model = batch.get(0).model();
        long start = System.nanoTime();
        List<Reading> readings;
        try {
            readings =
                    model.read(index, batch.stream().map(PreparedImage::input).toList());
        } catch (RuntimeException e) {
            if (DeviceMemory.isExhausted(e)) {
                retire(batch.size(), e);
                readInHalves(batch);
            } else {
                readOneByOne(batch, e);
            }
            return;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        metrics.read(batch, start, took);
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).finish(Outcomes.of(batch.get(i), readings.get(i), took));
        }
    }

    private void retire(int size, RuntimeException failure) {
        if (size == 1) {
            throw new IllegalStateException("The device has no memory for a single image", failure);
        }
        sizes.retire(size);
        LOG.warn("{} images do not fit into the device's memory; from now on {} at the most", size, sizes.largest());
    }

    private void readInHalves(List<PreparedImage> batch) {
        int half = batch.size() / 2;
        read(batch.subList(0, half));
        read(batch.subList(half, batch.size()));
    }

    private void readOneByOne(List<PreparedImage> batch, RuntimeException failure) {
        if (batch.size() > 1) {
            LOG.warn("The model failed on a batch of {}; each image is tried alone", batch.size(), failure);
            batch.forEach(image -> read(List.of(image)));
            return;
        }
        PreparedImage image = batch.get(0);
        LOG.error("The model failed on image {}", image.pending().image().getImageId(), failure);
        image.finish(Outcomes.rejectedForNow(
                image.pending().image(), Stage.INFERENCE, "MODEL_FAILED", "The model failed on this image."));
    }
}
