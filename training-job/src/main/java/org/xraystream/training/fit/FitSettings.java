package org.xraystream.training.fit;

import org.xraystream.model.net.Architecture;

/**
 * The settings of a training run.
 *
 * @param architecture of the network
 * @param inputSize side of its square input, in pixels
 * @param epochs at most; an epoch draws as many films as there are, half of each class
 * @param batchSize films per step
 * @param learningRate highest of a linear warm-up and a cosine decay
 * @param weightDecay of AdamW
 * @param labelSmoothing the labels are this and one minus this
 * @param averaging decay per step of the moving average of the weights, which is what is kept
 * @param patience epochs without a better validation figure after which to stop
 * @param seed of weights, draws and augmentation
 */
public record FitSettings(
        Architecture architecture,
        int inputSize,
        int epochs,
        int batchSize,
        double learningRate,
        double weightDecay,
        double labelSmoothing,
        double averaging,
        int patience,
        long seed) {}
