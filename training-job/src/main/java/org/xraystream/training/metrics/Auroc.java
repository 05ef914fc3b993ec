package org.xraystream.training.metrics;

import java.util.Arrays;
import java.util.List;

/** Area under the receiver operating characteristic. */
public final class Auroc {
    private Auroc() {}

    /**
     * The area, with the interval of DeLong et al. (Biometrics 1988), computed from mid-ranks (Sun and Xu, 2014). Not a
     * number where a class is missing. Where DeLong's variance says nothing, since a class has a single film or no film
     * differs from another of its class, the interval is Wilson's for as many pairs of films as can be made with no
     * film in two: wider than need be, but not of width 0.
     *
     * @param scored finite scores
     */
    public static Estimate of(List<Scored> scored) {
        double[] positive = scores(scored, true);
        double[] negative = scores(scored, false);
        if (positive.length == 0 || negative.length == 0) {
            return new Estimate(Double.NaN, Double.NaN, Double.NaN);
        }
        double[] positivePlacements = placements(positive, negative);
        double[] negativePlacements = placements(negative, positive);
        double area = Arrays.stream(positivePlacements).average().orElseThrow();
        int pairs = Math.min(positive.length, negative.length);
        double deviation = Math.sqrt(
                variance(positivePlacements) / positive.length + variance(negativePlacements) / negative.length);
        if (pairs == 1 || deviation == 0) {
            return Estimate.share(area, pairs);
        }
        return new Estimate(
                area, Math.max(0, area - Estimate.Z * deviation), Math.min(1, area + Estimate.Z * deviation));
    }

    private static double[] scores(List<Scored> scored, boolean positive) {
        return scored.stream()
                .filter(s -> s.positive() == positive)
                .mapToDouble(Scored::score)
                .sorted()
                .toArray();
    }

    /** For each score, the share of the others that lie below it, ties counted half. */
    private static double[] placements(double[] scores, double[] others) {
        double[] placements = new double[scores.length];
        int below = 0;
        int notAbove = 0;
        for (int i = 0; i < scores.length; i++) {
            while (below < others.length && others[below] < scores[i]) {
                below++;
            }
            while (notAbove < others.length && others[notAbove] <= scores[i]) {
                notAbove++;
            }
            placements[i] = (below + notAbove) / (2.0 * others.length);
        }
        return placements;
    }

    /** Not a number of a single value. */
    private static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
    }
}
