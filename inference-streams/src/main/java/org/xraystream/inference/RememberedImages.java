package org.xraystream.inference;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * By imageId, the model that has read the image for good, for a time. What is older than that is dropped in whole
 * segments, of which there are never more than three; so the store does not grow with the age of the system.
 *
 * <p>Time is that of the clock of the instance when the image was read, never an event's own: no time stamp, however
 * far in the future, makes anything be forgotten, and an image with an old one is remembered as long as any other. An
 * instance whose clock is more than an hour ahead of the broker's can't write here, and so fails.
 *
 * <p>Not thread-safe.
 */
public final class RememberedImages {
    /** Its name. */
    public static final String STORE = "remembered-images";

    private static final Duration DAY = Duration.ofDays(1);
    /** Beyond this a writer's clock is wrong. */
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofHours(1);
    /** A reading is a point in time. */
    private static final Duration POINT = Duration.ofMillis(1);

    private final WindowStore<String, String> readings;
    private final Duration window;
    private final LongSupplier clock;

    /**
     * @param readings made by {@link #store}
     * @param clock milliseconds since 1970
     */
    public RememberedImages(WindowStore<String, String> readings, Duration window, LongSupplier clock) {
        this.readings = readings;
        this.window = window;
        this.clock = clock;
    }

    /** The store, with its changelog. */
    public static StoreBuilder<WindowStore<String, String>> store(Duration window) {
        return Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(STORE, window, POINT, false), Serdes.String(), Serdes.String())
                .withLoggingEnabled(changelog(window));
    }

    /**
     * Settings of the changelog. No key comes twice, so compaction would find nothing and the topic is only cut off, a
     * day later than the store, so that no clock's error costs what is still remembered.
     */
    static Map<String, String> changelog(Duration window) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG, millis(window.plus(DAY)),
                TopicConfig.SEGMENT_MS_CONFIG, millis(DAY),
                TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, millis(CLOCKS_DIFFER_BY));
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }

    /** The model that was the last to read an image for good, if that is remembered. */
    public Optional<String> lastReader(String imageId) {
        long oldest = clock.getAsLong() - window.toMillis();
        // without an upper end: the clock of the instance that had the partition before may be ahead of this one's
        try (WindowStoreIterator<String> newestFirst = readings.backwardFetch(imageId, oldest, Long.MAX_VALUE)) {
            return newestFirst.hasNext() ? Optional.of(newestFirst.next().value) : Optional.empty();
        }
    }

    /** A model has read an image for good, now. */
    public void remember(String imageId, String reader) {
        readings.put(imageId, reader, clock.getAsLong());
    }
}
