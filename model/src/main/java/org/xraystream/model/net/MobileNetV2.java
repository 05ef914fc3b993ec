package org.xraystream.model.net;

import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * MobileNetV2 1.0 (Sandler et al., CVPR 2018) on a grey film: made for weights pretrained on ImageNet, see
 * {@link PretrainedWeights}. As in GluonCV the first bottleneck too has an expansion layer. (N, 1, H, W) → (N, 1280, H
 * / 32, W / 32).
 *
 * @param dropout share of the pooled features that training leaves out, in [0, 1)
 */
public record MobileNetV2(double dropout) implements Architecture {
    public static final String NAME = "mobilenet-v2";

    static final int STEM_WIDTH = 32;
    private static final int TOP_WIDTH = 1280;
    private static final int EXPANSION = 6;

    /** Bottlenecks of one width; the first has the stride. */
    private record Group(int width, int bottlenecks, int stride) {}

    private static final List<Group> GROUPS = List.of(
            new Group(24, 2, 2),
            new Group(32, 3, 2),
            new Group(64, 4, 2),
            new Group(96, 3, 1),
            new Group(160, 3, 2),
            new Group(320, 1, 1));

    public MobileNetV2 {
        Architecture.check(dropout);
    }

    /** Stem, stage1 to stage6 by width, top: each an array of layers in the order of the published weights. */
    @Override
    public List<Stage> newStages() {
        List<Stage> stages = new ArrayList<>();
        int width = 16;
        stages.add(new Stage(
                "stem",
                new SequentialBlock()
                        .add(new ConvolutionNorm(STEM_WIDTH, 3, 2, false, ActivationFunction.RELU6))
                        .add(bottleneck(STEM_WIDTH, 1, width, 1))));
        for (Group group : GROUPS) {
            SequentialBlock bottlenecks = new SequentialBlock();
            for (int i = 0; i < group.bottlenecks(); i++) {
                bottlenecks.add(bottleneck(width, EXPANSION, group.width(), i == 0 ? group.stride() : 1));
                width = group.width();
            }
            stages.add(new Stage("stage" + stages.size(), bottlenecks));
        }
        stages.add(new Stage("top", new ConvolutionNorm(TOP_WIDTH, 1, 1, false, ActivationFunction.RELU6)));
        return List.copyOf(stages);
    }

    /**
     * The middle: earlier stages see how a film was taken rather than of whom, later ones what they were trained to
     * see. Measured with the published weights on the paediatric set, 16 stages and groups of stages compared.
     */
    @Override
    public List<String> observedStages() {
        return List.of("stage3", "stage4", "stage5");
    }

    private static Block bottleneck(int input, int expansion, int output, int stride) {
        SequentialBlock layers = new SequentialBlock()
                .add(new ConvolutionNorm(input * expansion, 1, 1, false, ActivationFunction.RELU6))
                .add(new ConvolutionNorm(input * expansion, 3, stride, true, ActivationFunction.RELU6))
                .add(new ConvolutionNorm(output, 1, 1, false, ActivationFunction.IDENTITY));
        return stride == 1 && input == output ? new Residual(layers, ActivationFunction.IDENTITY) : layers;
    }
}
