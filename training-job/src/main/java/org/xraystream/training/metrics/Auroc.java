package org.xraystream.training.metrics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Area under the receiver operating characteristic. */
public final class Auroc {
    private Auroc() {}

    /**
     * The area, with the interval of DeLong et al. (Biometrics 1988). Not a number where a class is missing. Where
     * DeLong's variance says nothing, since a class has a single film or no film differs from another of its class, the
     * interval is Wilson's for as many pairs of films as can be made with no film in two: wider than need be, but not
     * of width 0.
     *
     * @param scored finite scores
     */
    public static Estimate of(List<Scored> scored) {
        return mean(List.of(scored), IntStream.range(0, scored.size()).boxed().toList());
    }

    /**
     * The mean of the areas of several runs over the same films, each perturbed another way. It is the mean of the
     * films' placements, which are means over the runs; DeLong's variance of it is taken between clusters of films
     * (Obuchowski, Biometrics 1997), so that neither the many runs nor the many films of a patient make the interval
     * too narrow.
     *
     * @param runs at least one, finite scores of the same films in the same order
     * @param clusters what films that are not independent have in common, their patient, in the order of the films; no
     *     cluster has films of both classes
     */
    public static Estimate mean(List<List<Scored>> runs, List<?> clusters) {
        double[] placements = new double[clusters.size()];
        for (List<Scored> run : runs) {
            double[] positive = scores(run, true);
            double[] negative = scores(run, false);
            if (positive.length == 0 || negative.length == 0) {
                return new Estimate(Double.NaN, Double.NaN, Double.NaN);
            }
            for (int i = 0; i < placements.length; i++) {
                Scored film = run.get(i);
                placements[i] += (film.positive() ? share(negative, film.score()) : 1 - share(positive, film.score()))
                        / runs.size();
            }
        }
        Side positive = Side.of(true, runs.get(0), placements, clusters);
        Side negative = Side.of(false, runs.get(0), placements, clusters);
        int pairs = Math.min(positive.clusters(), negative.clusters());
        double deviation = Math.sqrt(positive.variance() + negative.variance());
        double area = positive.mean();
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

    /** The share of the scores that lie below this one, ties counted half. */
    private static double share(double[] sorted, double score) {
        return (below(sorted, score) + below(sorted, Math.nextUp(score))) / (2.0 * sorted.length);
    }

    private static int below(double[] sorted, double score) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * The placements of one class.
     *
     * @param mean of its films
     * @param variance of that mean, from the sums of the clusters; not a number of a single one
     * @param clusters how many
     */
    private record Side(double mean, double variance, int clusters) {
        static Side of(boolean positive, List<Scored> films, double[] placements, List<?> clusters) {
            int[] own = IntStream.range(0, placements.length)
                    .filter(i -> films.get(i).positive() == positive)
                    .toArray();
            double mean =
                    Arrays.stream(own).mapToDouble(i -> placements[i]).average().orElseThrow();
            Map<Object, Double> sums = new HashMap<>();
            for (int i : own) {
                sums.merge(clusters.get(i), placements[i] - mean, Double::sum);
            }
            double squares =
                    sums.values().stream().mapToDouble(sum -> sum * sum).sum();
            double count = sums.size();
            return new Side(mean, squares * count / (count - 1) / own.length / own.length, sums.size());
        }
    }
}
