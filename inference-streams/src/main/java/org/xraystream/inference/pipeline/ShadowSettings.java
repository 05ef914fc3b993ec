package org.xraystream.inference.pipeline;

import java.time.Duration;
import java.util.Set;
import org.xraystream.model.net.Precision;

/**
 * How much a shadow model may do.
 *
 * @param devicePercent share of the device's time, from 1 to 100
 * @param largestBatch a power of two, or the next below is taken
 * @param precisions as {@link PipelineSettings} has them
 */
public record ShadowSettings(int devicePercent, int largestBatch, Set<Precision> precisions) {
    /** How long the shadow leaves the device to the champion after it has had it itself. */
    Duration pauseAfter(Duration took) {
        return took.multipliedBy(100 - devicePercent).dividedBy(devicePercent);
    }
}
