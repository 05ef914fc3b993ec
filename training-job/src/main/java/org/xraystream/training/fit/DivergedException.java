package org.xraystream.training.fit;

/** The loss of a training run grew beyond every number: its settings do not work with its films. */
public final class DivergedException extends Exception {
    private static final long serialVersionUID = 1L;

    DivergedException(int epoch, double learningRate) {
        super("The training diverged: its loss is no finite number in epoch " + epoch + "; use a learning rate below "
                + learningRate + ".");
    }
}
