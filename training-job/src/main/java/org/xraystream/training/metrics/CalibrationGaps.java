package org.xraystream.training.metrics;

import java.util.Arrays;
import java.util.List;

/**
 * The expected calibration error of {@link Reliability} for films that weigh as their patients do. Immutable and
 * thread-safe.
 */
public final class CalibrationGaps {
    private final double[] gaps;
    private final int[] bins;
    private final int[] places;

    /**
     * The gaps between promise and label.
     *
     * @param places of the films' patients among the weights, in the order of the films
     */
    public CalibrationGaps(List<Decided> films, int[] places) {
        this.gaps = films.stream()
                .mapToDouble(film -> film.probability() - (film.positive() ? 1 : 0))
                .toArray();
        this.bins = films.stream()
                .mapToInt(film -> Reliability.bin(film.probability()))
                .toArray();
        this.places = places.clone();
    }

    /**
     * The error, in [0, 1]; not a number where no film has a weight.
     *
     * @param weight by place
     */
    public double error(int[] weight) {
        double[] sums = new double[Reliability.BINS];
        double weights = 0;
        for (int i = 0; i < gaps.length; i++) {
            sums[bins[i]] += weight[places[i]] * gaps[i];
            weights += weight[places[i]];
        }
        return Arrays.stream(sums).map(Math::abs).sum() / weights;
    }
}
