package org.xraystream.training.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A figure and what it comes to in each round of a {@link PatientBootstrap}; not a number in rounds that leave it
 * undefined.
 *
 * @param value of the films as they are
 * @param rounds of the films of each draw
 */
@SuppressWarnings("ArrayRecordComponent") // figures to compute with, never compared
public record Resampled(double value, double[] rounds) {
    /** The difference, round by round: of the same draws of patients, which makes it a paired one. */
    public Resampled minus(Resampled other) {
        return new Resampled(
                value - other.value,
                IntStream.range(0, rounds.length)
                        .mapToDouble(i -> rounds[i] - other.rounds[i])
                        .toArray());
    }

    /** The mean of figures of the same draws; those that are not defined are left out. */
    public static Resampled mean(List<Resampled> figures) {
        return new Resampled(
                average(figures.stream().map(Resampled::value)),
                IntStream.range(0, figures.get(0).rounds.length)
                        .mapToDouble(i -> average(figures.stream().map(figure -> figure.rounds[i])))
                        .toArray());
    }

    private static double average(Stream<Double> values) {
        return values.mapToDouble(Double::doubleValue)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    /** With the percentile interval of 95 %. */
    public Estimate estimate() {
        return estimate(0.95);
    }

    /**
     * With a percentile interval (Efron and Tibshirani 1993, chapter 13); its ends are not numbers where no round
     * defines the figure.
     *
     * @param confidence share of the rounds within the interval, in (0, 1)
     */
    public Estimate estimate(double confidence) {
        double[] sorted = Arrays.stream(rounds)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return new Estimate(value, Double.NaN, Double.NaN);
        }
        // a confidence such as 0.95 is no exact binary number: its share of the rounds is rounded before it is cut
        double below = Math.rint((1 - confidence) / 2 * sorted.length * 1e6) / 1e6;
        return new Estimate(value, sorted[(int) below], sorted[(int) Math.ceil(sorted.length - below) - 1]);
    }
}
