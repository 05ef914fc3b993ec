package org.xraystream.training.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is done about a class that has more films than the other. */
public enum Balance {
    /** Half of every batch is of each class, drawn with replacement. */
    @JsonProperty("sampling")
    SAMPLING,
    /** Every film once per epoch; the loss of a film weighs as much as its class is rare. */
    @JsonProperty("class-weights")
    CLASS_WEIGHTS,
    /** Every film once per epoch; all weigh the same. */
    @JsonProperty("none")
    NONE
}
