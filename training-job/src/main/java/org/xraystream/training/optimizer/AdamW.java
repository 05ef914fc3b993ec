package org.xraystream.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.xraystream.training.bounds.Check;

/**
 * Adam with weight decay apart from the gradient (Loshchilov and Hutter, ICLR 2019).
 *
 * @param weightDecay see {@link Optimizer#decay}
 * @param beta1 of {@link Adam}
 * @param beta2 of {@link Adam}
 * @param epsilon of {@link Adam}
 */
public record AdamW(double weightDecay, double beta1, double beta2, double epsilon) implements Optimizer {
    public AdamW {
        Check.notNegative("weightDecay", weightDecay);
        adam(beta1, beta2, epsilon);
    }

    @Override
    public int slots() {
        return adam(beta1, beta2, epsilon).slots();
    }

    @Override
    public void update(NDArray weight, NDArray gradient, NDList state, double rate, int step) {
        adam(beta1, beta2, epsilon).update(weight, gradient, state, rate, step);
    }

    @Override
    public double decay() {
        return weightDecay;
    }

    private static Adam adam(double beta1, double beta2, double epsilon) {
        return new Adam(beta1, beta2, epsilon);
    }
}
