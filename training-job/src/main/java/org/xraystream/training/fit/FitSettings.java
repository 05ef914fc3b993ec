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
        long seed) {
    public FitSettings {
        require(inputSize >= 16, "input size", inputSize, "at least 16");
        require(epochs >= 1, "number of epochs", epochs, "at least 1");
        require(batchSize >= 2 && batchSize % 2 == 0, "batch size", batchSize, "even, since each half is a class");
        require(learningRate > 0, "learning rate", learningRate, "positive");
        require(weightDecay >= 0, "weight decay", weightDecay, "not negative");
        require(labelSmoothing >= 0 && labelSmoothing < 0.5, "label smoothing", labelSmoothing, "in [0, 0.5)");
        require(averaging >= 0 && averaging < 1, "averaging", averaging, "in [0, 1)");
        require(patience >= 1, "patience", patience, "at least 1");
    }

    private static void require(boolean holds, String name, double value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("The " + name + " must be " + rule + ", but is " + value + ".");
        }
    }
}
