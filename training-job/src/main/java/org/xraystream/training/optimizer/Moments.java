package org.xraystream.training.optimizer;

import ai.djl.ndarray.NDArray;

/** Steps that several rules share. */
final class Moments {
    private Moments() {}

    /** {@code average ← kept × average + (1 − kept) × value²}, in place. */
    static void addSquare(NDArray average, double kept, NDArray value) {
        average.muli(kept).addi(value.square().muli(1 - kept));
    }

    /** {@code weight ← weight − rate × direction / (√squares + epsilon)}, in place. */
    static void descend(NDArray weight, double rate, NDArray direction, NDArray squares, double epsilon) {
        weight.subi(direction.mul(rate).divi(squares.sqrt().addi(epsilon)));
    }
}
