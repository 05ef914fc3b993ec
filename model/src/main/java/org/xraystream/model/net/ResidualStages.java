package org.xraystream.model.net;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import java.util.List;

/**
 * A small convolutional feature extractor: a 5 × 5 stem, then per stage a 3 × 3 convolution of stride 2 and one
 * residual 3 × 3 convolution (He et al., CVPR 2016), each with batch norm. (N, 1, H, W) → (N, C, H / 2^stages, W /
 * 2^stages).
 */
final class ResidualStages {
    private ResidualStages() {}

    static Block of(List<Integer> widths) {
        SequentialBlock stages = new SequentialBlock();
        stages.add(convolution(widths.get(0), 5, 2)).add(Activation.reluBlock());
        for (int width : widths.subList(1, widths.size())) {
            stages.add(convolution(width, 3, 2)).add(Activation.reluBlock());
            stages.add(residual(width)).add(Activation.reluBlock());
        }
        return stages;
    }

    private static Block residual(int width) {
        return new ParallelBlock(
                paths -> new NDList(
                        paths.get(0).singletonOrThrow().add(paths.get(1).singletonOrThrow())),
                List.of(new SequentialBlock().add(input -> input), convolution(width, 3, 1)));
    }

    private static SequentialBlock convolution(int width, int kernel, int stride) {
        long padding = kernel / 2;
        return new SequentialBlock()
                .add(Conv2d.builder()
                        .setFilters(width)
                        .setKernelShape(new Shape(kernel, kernel))
                        .optStride(new Shape(stride, stride))
                        .optPadding(new Shape(padding, padding))
                        .optBias(false)
                        .build())
                .add(BatchNorm.builder().build());
    }
}
