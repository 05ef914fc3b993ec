package org.xraystream.training.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** In what the activations of a training step are computed; weights, gradients and optimizer stay in float32. */
public enum Precision {
    @JsonProperty("float32")
    FLOAT32,
    @JsonProperty("bfloat16")
    BFLOAT16
}
