package org.xraystream.benchmarks;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.WindowStore;
import org.xraystream.inference.RememberedImages;

/**
 * Does with each image what the record says, and takes the time. The readings are spread over the whole window, so that
 * every segment exists.
 */
final class TimedRemembering {
    /** As long as that of a model that was released. */
    private static final String READER = "xraystream-cnn/0.2.0/" + "0".repeat(64);

    /** In this order, each with all images. */
    enum Step {
        REMEMBER,
        LOOK_UP_OF_A_NEW_IMAGE,
        LOOK_UP_OF_A_KNOWN_IMAGE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private final int images;
    private final Duration window;
    private final long end = System.currentTimeMillis();
    private final AtomicLong remembered = new AtomicLong();
    private final Map<Step, CountDownLatch> left = new EnumMap<>(Step.class);
    private final Map<Step, AtomicLong> nanos = new EnumMap<>(Step.class);

    TimedRemembering(int images, Duration window) {
        this.images = images;
        this.window = window;
        for (Step step : Step.values()) {
            left.put(step, new CountDownLatch(images));
            nanos.put(step, new AtomicLong());
        }
    }

    boolean await(Step step, long patience, TimeUnit unit) throws InterruptedException {
        return left.get(step).await(patience, unit);
    }

    double micros(Step step) {
        return nanos.get(step).get() / 1e3 / images;
    }

    Processor<String, String, Void, Void> processor() {
        return new Processor<>() {
            private RememberedImages store;

            @Override
            public void init(ProcessorContext<Void, Void> context) {
                WindowStore<String, String> readings = context.getStateStore(RememberedImages.STORE);
                store = new RememberedImages(readings, window, TimedRemembering.this::now);
            }

            @Override
            public void process(Record<String, String> image) {
                time(store, Step.valueOf(image.value()), image.key());
            }
        };
    }

    private long now() {
        return end - window.toMillis() * (images - remembered.get()) / images;
    }

    private void time(RememberedImages store, Step step, String imageId) {
        long before = System.nanoTime();
        if (step == Step.REMEMBER) {
            store.remember(imageId, READER);
        } else if (store.lastReader(imageId).isPresent() != (step == Step.LOOK_UP_OF_A_KNOWN_IMAGE)) {
            throw new IllegalStateException("The image " + imageId + " should be " + step);
        }
        nanos.get(step).addAndGet(System.nanoTime() - before);
        if (step == Step.REMEMBER) {
            remembered.incrementAndGet();
        }
        left.get(step).countDown();
    }
}
