package org.xraystream.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.xraystream.training.bounds.Check;

/**
 * Adagrad (Duchi, Hazan and Singer, JMLR 2011).
 *
 * @param epsilon added to the root of the summed squares
 */
public record Adagrad(double epsilon) implements Optimizer {
    public Adagrad {
        Check.positive("epsilon", epsilon);
    }

    @Override
    public int slots() {
        return 1;
    }

    @Override
    public void update(NDArray weight, NDArray gradient, NDList state, double rate, int step) {
        state.get(0).addi(gradient.square());
        Moments.descend(weight, rate, gradient, state.get(0), epsilon);
    }
}
