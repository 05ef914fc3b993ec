package org.xraystream.model.net;

import ai.djl.nn.Block;
import java.util.List;

/**
 * A network by name, and what shapes it.
 *
 * @param name {@value #RESIDUAL_CNN}
 * @param widths channels of each stage; each stage halves the resolution
 * @param dropout share of the pooled features that training leaves out, in [0, 1)
 */
public record Architecture(String name, List<Integer> widths, double dropout) {
    public static final String RESIDUAL_CNN = "residual-cnn";

    public Architecture {
        widths = List.copyOf(widths);
        if (!RESIDUAL_CNN.equals(name)) {
            throw new IllegalArgumentException(
                    "The architecture '" + name + "' is not known, only " + RESIDUAL_CNN + ".");
        }
        if (widths.isEmpty() || widths.stream().anyMatch(width -> width <= 0)) {
            throw new IllegalArgumentException("The widths " + widths + " are not all positive.");
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("The dropout " + dropout + " is not in [0, 1).");
        }
    }

    /** A new block of this architecture, its parameters without values; see {@link EvidenceNetwork} for its output. */
    public Block newBlock() {
        return new EvidenceNetwork(ResidualStages.of(widths), dropout);
    }
}
