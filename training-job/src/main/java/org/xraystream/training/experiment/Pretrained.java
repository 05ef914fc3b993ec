package org.xraystream.training.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Where the backbone's weights start from.
 *
 * @param weights file of published weights, beside the experiment file if it is relative; {@value #NONE}: from scratch
 */
public record Pretrained(String weights) {
    public static final String NONE = "none";

    /** Whether there are weights to start from. */
    @JsonIgnore
    public boolean isGiven() {
        return !NONE.equals(weights);
    }
}
