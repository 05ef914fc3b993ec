package org.xraystream.model.net;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/** What follows each layer, element by element. The names in files are those in lower case with hyphens. */
public enum ActivationFunction {
    @JsonProperty("identity")
    IDENTITY("%s", "none", ""),
    @JsonProperty("relu")
    RELU("torch.relu_(%s)", "relu", ""),
    /** Clipped at 6 (Krizhevsky 2010): what MobileNets use. */
    @JsonProperty("relu6")
    RELU6("torch.hardtanh_(%s, 0., 6.)", "hardtanh", "0., 6."),
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

    /** What oneDNN calls it; it has no name for some. */
    private final Optional<String> name;

    private final String scalars;

    ActivationFunction(String call, String name, String scalars) {
        this.call = call;
        this.name = Optional.of(name);
        this.scalars = scalars;
    }

    ActivationFunction(String call) {
        this.call = call;
        this.name = Optional.empty();
        this.scalars = "";
    }

    /** The TorchScript that applies it to a value, which is not to be used any more. */
    String of(String value) {
        return call.formatted(value);
    }

    /** Whether it gives nothing below 0 and leaves what is above as it is, up to an end. */
    boolean isRectifier() {
        return this == RELU || this == RELU6;
    }

    /** Whether oneDNN does it in one pass with what comes before. */
    boolean isPostOperation() {
        return name.isPresent();
    }

    /** Name and scalars in TorchScript, as oneDNN takes them; those of the identity if it does not do it. */
    String postOperation() {
        return "\"%s\", annotate(List[Optional[number]], [%s])".formatted(name.orElse("none"), scalars);
    }
}
