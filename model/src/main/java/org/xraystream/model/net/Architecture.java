package org.xraystream.model.net;

import ai.djl.nn.Block;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * A network by name, and what shapes it: how a model package's manifest and an experiment file say it. All end in the
 * same head, {@link EvidenceNetwork}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ResidualCnn.class, name = ResidualCnn.NAME),
    @JsonSubTypes.Type(value = Mlp.class, name = Mlp.NAME),
    @JsonSubTypes.Type(value = MobileNetV2.class, name = MobileNetV2.NAME)
})
public sealed interface Architecture permits ResidualCnn, Mlp, MobileNetV2 {
    /** Share of the pooled features that training leaves out, in [0, 1). */
    double dropout();

    /** The feature stages, in order, without values. */
    List<Stage> newStages();

    /** A new network of this architecture, its parameters without values. */
    default EvidenceNetwork newNetwork() {
        return new EvidenceNetwork(newStages(), observedStages(), dropout());
    }

    /**
     * A part of a feature extractor that is frozen, observed and named as a whole.
     *
     * @param name unique in the network, of lower-case letters and digits
     * @param block (N, C, H, W) to (N, C', H', W')
     */
    record Stage(String name, Block block) {}

    /** The stages' names from input to output, without the head. */
    @JsonIgnore
    default List<String> stageNames() {
        return newStages().stream().map(Stage::name).toList();
    }

    /** The stages whose features tell best that a film is of another kind; all, where it is not known better. */
    @JsonIgnore
    default List<String> observedStages() {
        return stageNames();
    }

    /** Checks what architectures have in common. */
    static void check(List<Integer> widths, double dropout) {
        if (widths.isEmpty() || widths.stream().anyMatch(width -> width <= 0)) {
            throw new IllegalArgumentException("The widths " + widths + " are not all positive.");
        }
        check(dropout);
    }

    /** Checks what architectures have in common. */
    static void check(double dropout) {
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("The dropout " + dropout + " is not in [0, 1).");
        }
    }
}
