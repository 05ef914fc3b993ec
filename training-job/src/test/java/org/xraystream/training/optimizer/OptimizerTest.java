package org.xraystream.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class OptimizerTest {
    /** A weight of 1 after two steps of rate 0.1 down the gradients 1 and 0.5, worked out by hand from the papers. */
    static Stream<Arguments> secondSteps() {
        double rms1 = 0.1;
        double rms2 = 0.9 * rms1 + 0.1 * 0.25;
        double adam2 =
                (0.9 * 0.1 + 0.1 * 0.5) / (1 - 0.81) / Math.sqrt((0.999 * 0.001 + 0.001 * 0.25) / (1 - 0.998001));
        double delta1 = Math.sqrt(1e-6 / (0.05 + 1e-6));
        double delta2 = Math.sqrt((0.05 * delta1 * delta1 + 1e-6) / (0.95 * 0.05 + 0.05 * 0.25 + 1e-6)) * 0.5;
        return Stream.of(
                Arguments.of(new Sgd(0, false), 1 - 0.1 - 0.05),
                Arguments.of(new Sgd(0.9, false), 1 - 0.1 - 0.1 * (0.9 + 0.5)),
                Arguments.of(new Sgd(0.9, true), 1 - 0.1 * 1.9 - 0.1 * (0.9 * 1.4 + 0.5)),
                Arguments.of(new Adam(0.9, 0.999, 1e-8), 1 - 0.1 - 0.1 * adam2),
                Arguments.of(new AdamW(0.5, 0.9, 0.999, 1e-8), 1 - 0.1 - 0.1 * adam2),
                Arguments.of(new RmsProp(0.9, 1e-7), 1 - 0.1 / Math.sqrt(rms1) - 0.05 / Math.sqrt(rms2)),
                Arguments.of(new Adagrad(1e-7), 1 - 0.1 - 0.05 / Math.sqrt(1.25)),
                Arguments.of(new Adadelta(0.95, 1e-6), 1 - 0.1 * delta1 - 0.1 * delta2));
    }

    @ParameterizedTest
    @MethodSource("secondSteps")
    void twoStepsAreThoseOfThePaper(Optimizer optimizer, double expected) {
        try (NDManager manager = NDManager.newBaseManager();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray weight = manager.ones(new Shape(3));
            NDList state = new NDList();
            for (int i = 0; i < optimizer.slots(); i++) {
                state.add(manager.zeros(new Shape(3)));
            }
            optimizer.update(weight, manager.full(new Shape(3), 1f), state, 0.1, 1);
            optimizer.update(weight, manager.full(new Shape(3), 0.5f), state, 0.1, 2);
            assertThat((double) weight.getFloat(1)).isCloseTo(expected, within(1e-5));
        }
    }

    @Test
    void onlyAdamWDecays() {
        assertThat(new AdamW(0.5, 0.9, 0.999, 1e-8).decay()).isEqualTo(0.5);
        assertThat(new Adam(0.9, 0.999, 1e-8).decay()).isZero();
    }
}
