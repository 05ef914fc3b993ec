package org.xraystream.training.feedback;

import java.util.List;

/**
 * What readers taught, up to one moment.
 *
 * @param labels one for each image that has one, by imageId
 * @param counts of what became of the corrections
 */
public record Feedback(List<LabelledImage> labels, Counts counts) {
    public Feedback {
        labels = List.copyOf(labels);
    }

    /**
     * What became of the corrections.
     *
     * @param corrections different events
     * @param repeated deliveries of an event beyond its first
     * @param undecodable records of the log that were passed over
     * @param unknown corrections whose label this version does not know
     * @param withoutImage images that were corrected and of which the log has no event
     * @param conflicts images that were left out, since as many readers say one thing as the other
     * @param copies images that were left out, since another image has the same bytes
     * @param blind images with a label that was given blind
     * @param seen images with a label whose reader had seen the result
     */
    public record Counts(
            int corrections,
            int repeated,
            int undecodable,
            int unknown,
            int withoutImage,
            int conflicts,
            int copies,
            int blind,
            int seen) {}
}
