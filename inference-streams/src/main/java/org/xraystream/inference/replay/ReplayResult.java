package org.xraystream.inference.replay;

import org.xraystream.events.ModelReference;

/**
 * What a replay did.
 *
 * @param topic of the diagnoses; the rejections are beside it
 * @param model that read
 * @param diagnosed images, of this run
 * @param rejected images, of this run
 * @param passedOver images that had their outcome on the topic before, of an earlier run or of the same image's earlier
 *     event
 * @param seconds that the reading took, pauses and the loading of the model apart
 */
public record ReplayResult(
        String topic, ModelReference model, long diagnosed, long rejected, long passedOver, double seconds) {
    /** Images read in a second of work. */
    public double imagesPerSecond() {
        return seconds > 0 ? (diagnosed + rejected) / seconds : 0;
    }
}
