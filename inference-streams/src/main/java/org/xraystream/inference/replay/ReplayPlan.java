package org.xraystream.inference.replay;

import java.time.Duration;
import java.util.Set;
import org.xraystream.model.net.Precision;

/**
 * What to replay, and how hard.
 *
 * @param topics to write to
 * @param span of {@code xray.images}
 * @param limit as many images are read at the most; at least 1
 * @param share of the time that the replay works at all, in per cent from 1 to 100: the rest is the service's
 * @param precisions that the model may be computed in: those of the service, for the same answers
 */
public record ReplayPlan(ReplayTopics topics, Span span, long limit, int share, Set<Precision> precisions) {
    public ReplayPlan {
        if (limit < 1) {
            throw new IllegalArgumentException("A replay reads at least 1 image, not " + limit + ".");
        }
        if (share < 1 || share > 100) {
            throw new IllegalArgumentException("The share must be from 1 to 100 per cent, not " + share + ".");
        }
    }

    /** How long the replay leaves the machine alone after it has worked. */
    Duration pauseAfter(Duration worked) {
        return worked.multipliedBy(100 - share).dividedBy(share);
    }
}
