package org.xraystream.model.net;

import ai.djl.nn.SequentialBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A multilayer perceptron on the pixels: the simplest network, to see what convolutions are worth. Its layers are 1 × 1
 * convolutions on a single cell, which is what a dense layer is. It has no sense of place, so that its heat map is one
 * cell. (N, 1, H, W) → (N, C, 1, 1).
 *
 * @param widths of each hidden layer
 * @param dropout share of the last layer's features that training leaves out, in [0, 1)
 * @param activation after each layer; ReLU where none is named
 */
public record Mlp(List<Integer> widths, double dropout, ActivationFunction activation) implements Architecture {
    public static final String NAME = "mlp";

    public Mlp {
        widths = List.copyOf(widths);
        activation = Optional.ofNullable(activation).orElse(ActivationFunction.RELU);
        Architecture.check(widths, dropout);
    }

    @Override
    public List<Stage> newStages() {
        List<Stage> stages = new ArrayList<>();
        for (int width : widths) {
            SequentialBlock layer = new SequentialBlock();
            if (stages.isEmpty()) {
                layer.add(new Flatten());
            }
            layer.add(new ConvolutionNorm(width, 1, 1, false, activation));
            stages.add(new Stage("layer" + (stages.size() + 1), layer));
        }
        return List.copyOf(stages);
    }
}
