package org.xraystream.training.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.xraystream.training.bounds.Check;

/**
 * When a phase ends early and which epoch's weights are kept: the best one's.
 *
 * @param metric what is best, over perturbed validation films
 * @param patience epochs of a phase without a better figure after which the phase ends
 */
public record Stopping(Metric metric, int patience) {
    /** A figure of an epoch's averaged weights. */
    public enum Metric {
        /** Area under the receiver operating characteristic; of equal ones the lower loss. */
        @JsonProperty("auroc")
        AUROC,
        /** Cross-entropy, both classes weighing the same. */
        @JsonProperty("loss")
        LOSS
    }

    public Stopping {
        Check.that(patience >= 1, "patience", patience, "at least 1");
    }
}
