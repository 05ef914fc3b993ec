package org.xraystream.inference.pipeline;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.xraystream.model.net.Precision;
import org.xraystream.service.Settings;

/**
 * How wide the pipeline is.
 *
 * @param preparationThreads that fetch and decode
 * @param deviceWorkers that read, each with a network of its own
 * @param processorsPerWorker that each of them uses, where it does not run on a GPU
 * @param precisions that a model may be computed in, where its package allows them; float32 among them
 * @param largestBatch a power of two, or the next below is taken
 * @param linger how long a batch that is not full waits for images that are being prepared
 * @param backlogLinger the same while images that would fill it wait and none of it is urgent
 */
public record PipelineSettings(
        int preparationThreads,
        int deviceWorkers,
        int processorsPerWorker,
        Set<Precision> precisions,
        int largestBatch,
        Duration linger,
        Duration backlogLinger) {
    private static final int BATCHES_AHEAD = 2;

    /** The precisions that a model may be computed in, as the settings have it. */
    public static Set<Precision> precisions(Settings settings) {
        return settings.flag("inference.float32-only") ? EnumSet.of(Precision.FLOAT32) : EnumSet.allOf(Precision.class);
    }

    /** How many images may be fetched and decoded ahead of the devices: what bounds the memory that they take. */
    int mostAhead() {
        return BATCHES_AHEAD * largestBatch * deviceWorkers;
    }
}
