package org.xraystream.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.xraystream.training.bounds.Check;

/**
 * Stochastic gradient descent with momentum (Sutskever et al., ICML 2013).
 *
 * @param momentum share of the last change that is kept, in [0, 1)
 * @param nesterov whether the gradient is followed once more after the momentum
 */
public record Sgd(double momentum, boolean nesterov) implements Optimizer {
    public Sgd {
        Check.shareBelowOne("momentum", momentum);
    }

    @Override
    public int slots() {
        return 1;
    }

    @Override
    public void update(NDArray weight, NDArray gradient, NDList state, double rate, int step) {
        NDArray velocity = state.get(0);
        velocity.muli(momentum).addi(gradient);
        NDArray direction = nesterov ? velocity.mul(momentum).addi(gradient) : velocity;
        weight.subi(direction.mul(rate));
    }
}
