package org.xraystream.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.xraystream.training.bounds.Check;

/**
 * Adam (Kingma and Ba, ICLR 2015).
 *
 * @param beta1 share that is kept of the mean gradient, in [0, 1)
 * @param beta2 share that is kept of the mean squared gradient, in [0, 1)
 * @param epsilon added to the root of the latter
 */
public record Adam(double beta1, double beta2, double epsilon) implements Optimizer {
    public Adam {
        Check.shareBelowOne("beta1", beta1);
        Check.shareBelowOne("beta2", beta2);
        Check.positive("epsilon", epsilon);
    }

    @Override
    public int slots() {
        return 2;
    }

    @Override
    public void update(NDArray weight, NDArray gradient, NDList state, double rate, int step) {
        NDArray mean = state.get(0);
        NDArray squares = state.get(1);
        mean.muli(beta1).addi(gradient.mul(1 - beta1));
        Moments.addSquare(squares, beta2, gradient);
        // both averages start at zero: rate and epsilon are scaled instead of making corrected copies of them
        double correction = Math.sqrt(1 - Math.pow(beta2, step));
        Moments.descend(weight, rate * correction / (1 - Math.pow(beta1, step)), mean, squares, epsilon * correction);
    }
}
