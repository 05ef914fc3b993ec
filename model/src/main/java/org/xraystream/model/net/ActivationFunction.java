package org.xraystream.model.net;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What follows each layer, element by element. The names in files are those in lower case with hyphens. */
public enum ActivationFunction {
    @JsonProperty("identity")
    IDENTITY,
    @JsonProperty("relu")
    RELU,
    /** Clipped at 6 (Krizhevsky 2010): what MobileNets use. */
    @JsonProperty("relu6")
    RELU6,
    @JsonProperty("leaky-relu")
    LEAKY_RELU,
    @JsonProperty("elu")
    ELU,
    @JsonProperty("gelu")
    GELU,
    @JsonProperty("silu")
    SILU,
    @JsonProperty("tanh")
    TANH,
    @JsonProperty("sigmoid")
    SIGMOID;

    private static final float LEAK = 0.01f;

    NDArray apply(NDArray input) {
        return switch (this) {
            case IDENTITY -> input;
            case RELU -> Activation.relu(input);
            case RELU6 -> input.clip(0, 6);
            case LEAKY_RELU -> Activation.leakyRelu(input, LEAK);
            case ELU -> Activation.elu(input, 1);
            case GELU -> Activation.gelu(input);
            case SILU -> Activation.swish(input, 1);
            case TANH -> Activation.tanh(input);
            case SIGMOID -> Activation.sigmoid(input);
        };
    }
}
