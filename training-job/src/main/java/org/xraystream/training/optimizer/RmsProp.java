package org.xraystream.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.xraystream.training.bounds.Check;

/**
 * RMSprop (Tieleman and Hinton, Neural Networks for Machine Learning, lecture 6.5, 2012).
 *
 * @param rho share that is kept of the mean squared gradient, in [0, 1)
 * @param epsilon added to its root
 */
public record RmsProp(double rho, double epsilon) implements Optimizer {
    public RmsProp {
        Check.shareBelowOne("rho", rho);
        Check.positive("epsilon", epsilon);
    }

    @Override
    public int slots() {
        return 1;
    }

    @Override
    public void update(NDArray weight, NDArray gradient, NDList state, double rate, int step) {
        Moments.addSquare(state.get(0), rho, gradient);
        Moments.descend(weight, rate, gradient, state.get(0), epsilon);
    }
}
