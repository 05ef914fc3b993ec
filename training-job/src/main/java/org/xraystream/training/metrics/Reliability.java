package org.xraystream.training.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * How often films of like probability have pneumonia: calibrated, if as often as the probability says.
 *
 * @param bins those of {@value #BINS} of equal width that have films, in ascending order
 */
public record Reliability(List<Bin> bins) {
    static final int BINS = 15;

    /**
     * Films of like probability.
     *
     * @param n how many
     * @param probability their mean calibrated probability of pneumonia
     * @param observed the share that has pneumonia, with Wilson's 95 % interval
     */
    public record Bin(int n, double probability, Estimate observed) {
        private static Bin of(List<Decided> films) {
            double promised =
                    films.stream().mapToDouble(Decided::probability).average().orElseThrow();
            long positives = films.stream().filter(Decided::positive).count();
            return new Bin(films.size(), promised, Estimate.proportion(positives, films.size()));
        }
    }

    /** The reliability of these answers. */
    public static Reliability of(List<Decided> films) {
        List<List<Decided>> bins = new ArrayList<>();
        for (int i = 0; i < BINS; i++) {
            bins.add(new ArrayList<>());
        }
        films.forEach(film -> bins.get(bin(film.probability())).add(film));
        return new Reliability(
                bins.stream().filter(bin -> !bin.isEmpty()).map(Bin::of).toList());
    }

    /** Which of the bins films of this probability are in. */
    static int bin(double probability) {
        return Math.min(BINS - 1, (int) (probability * BINS));
    }

    /** The expected calibration error: the gaps of the bins, weighed by their films; not a number without films. */
    double error() {
        double gaps = bins.stream()
                .mapToDouble(bin ->
                        bin.n() * Math.abs(bin.probability() - bin.observed().value()))
                .sum();
        return gaps / bins.stream().mapToInt(Bin::n).sum();
    }
}
