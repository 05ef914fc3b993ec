package org.xraystream.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.xraystream.training.bounds.Check;

/**
 * Adadelta (Zeiler, 2012, arXiv 1212.5701), its change times the learning rate.
 *
 * @param rho share that is kept of the mean squared gradient and change, in [0, 1)
 * @param epsilon added to both
 */
public record Adadelta(double rho, double epsilon) implements Optimizer {
    public Adadelta {
        Check.shareBelowOne("rho", rho);
        Check.positive("epsilon", epsilon);
    }

    @Override
    public int slots() {
        return 2;
    }

    @Override
    public void update(NDArray weight, NDArray gradient, NDList state, double rate, int step) {
        NDArray squares = state.get(0);
        NDArray changes = state.get(1);
        Moments.addSquare(squares, rho, gradient);
        NDArray change = changes.add(epsilon).divi(squares.add(epsilon)).sqrt().muli(gradient);
        Moments.addSquare(changes, rho, change);
        weight.subi(change.muli(rate));
    }
}
