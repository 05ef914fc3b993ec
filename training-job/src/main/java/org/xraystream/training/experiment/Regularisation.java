package org.xraystream.training.experiment;

import org.xraystream.training.bounds.Check;

/**
 * What keeps weights and answers moderate, beside the network's dropout and the optimizer's weight decay. The penalties
 * are of convolution kernels and matrices, not of biases and norms.
 *
 * @param l1 adds this times the sum of the absolute weights to the loss
 * @param l2 adds this times the sum of the squared weights to the loss
 * @param labelSmoothing the labels are this and one minus this, below 0.5
 */
public record Regularisation(double l1, double l2, double labelSmoothing) {
    public Regularisation {
        Check.notNegative("l1", l1);
        Check.notNegative("l2", l2);
        Check.that(labelSmoothing >= 0 && labelSmoothing < 0.5, "labelSmoothing", labelSmoothing, "in [0, 0.5)");
    }
}
