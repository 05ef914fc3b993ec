package org.xraystream.model.net;

import ai.djl.nn.SequentialBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A small convolutional network to be trained from scratch: a 5 × 5 stem of stride 2, then per stage a 3 × 3
 * convolution of stride 2 and one residual 3 × 3 convolution (He et al., CVPR 2016), each with batch norm. (N, 1, H, W)
 * → (N, C, H / 2^stages, W / 2^stages).
 *
 * @param widths channels of each stage; each stage halves the resolution
 * @param dropout share of the pooled features that training leaves out, in [0, 1)
 * @param activation after each layer; ReLU where none is named
 */
public record ResidualCnn(List<Integer> widths, double dropout, ActivationFunction activation) implements Architecture {
    public static final String NAME = "residual-cnn";

    public ResidualCnn {
        widths = List.copyOf(widths);
        activation = Optional.ofNullable(activation).orElse(ActivationFunction.RELU);
        Architecture.check(widths, dropout);
    }

    @Override
    public List<Stage> newStages() {
        List<Stage> stages = new ArrayList<>();
        stages.add(new Stage("stem", new ConvolutionNorm(widths.get(0), 5, 2, false, activation)));
        for (int i = 1; i < widths.size(); i++) {
            int width = widths.get(i);
            stages.add(new Stage(
                    "stage" + i,
                    new SequentialBlock()
                            .add(new ConvolutionNorm(width, 3, 2, false, activation))
                            .add(new Residual(
                                    new ConvolutionNorm(width, 3, 1, false, ActivationFunction.IDENTITY),
                                    activation))));
        }
        return List.copyOf(stages);
    }
}
