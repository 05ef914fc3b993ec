package org.xraystream.model.net;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What follows each layer, element by element. The names in files are those in lower case with hyphens. */
public enum ActivationFunction {
    @JsonProperty("identity")
    IDENTITY("%s"),
    @JsonProperty("relu")
    RELU("torch.relu_(%s)"),
    /** Clipped at 6 (Krizhevsky 2010): what MobileNets use. */
    @JsonProperty("relu6")
    RELU6("torch.hardtanh_(%s, 0., 6.)"),
    @JsonProperty("leaky-relu")
    LEAKY_RELU("torch.leaky_relu_(%s, 0.01)"),
    @JsonProperty("elu")
    ELU("torch.elu_(%s)"),
    @JsonProperty("gelu")
    GELU("torch.gelu(%s)"),
    @JsonProperty("silu")
    SILU("torch.silu(%s)"),
    @JsonProperty("tanh")
    TANH("torch.tanh_(%s)"),
    @JsonProperty("sigmoid")
    SIGMOID("torch.sigmoid_(%s)");

    /** In place where the gradient needs the output alone. */
    private final String call;

    ActivationFunction(String call) {
        this.call = call;
    }

    /** The TorchScript that applies it to a value, which is not to be used any more. */
    String of(String value) {
        return call.formatted(value);
    }
}
