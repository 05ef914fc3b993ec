package org.xraystream.training.comparison;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.xraystream.training.metrics.Estimate;
import org.xraystream.training.metrics.Scored;

/**
 * Areas under the receiver operating characteristic with intervals that know that films of one patient are alike: the
 * patients are drawn anew, with replacement, {@value #REPLICATES} times, all their films with them (Davison and Hinkley
 * 1997, percentile intervals). The draws are the same for every experiment, so that the difference of two is of the
 * same films, and its interval narrower than theirs.
 *
 * <p>The area of an experiment is the mean of the areas within its folds: the networks of two folds need not agree on
 * what a score means.
 */
final class PatientBootstrap {
    private static final int REPLICATES = 1000;

    private final Map<String, Integer> placeOfPatient = new HashMap<>();
    private final int[][] weights;

    /**
     * Draws the patients.
     *
     * @param patients all that any experiment has films of; repeated ones count once
     */
    PatientBootstrap(Stream<String> patients, long seed) {
        patients.sorted().distinct().forEach(patient -> placeOfPatient.put(patient, placeOfPatient.size()));
        weights = new int[REPLICATES][placeOfPatient.size()];
        SplittableRandom random = new SplittableRandom(seed);
        for (int[] replicate : weights) {
            for (int draw = 0; draw < replicate.length; draw++) {
                replicate[random.nextInt(replicate.length)]++;
            }
        }
    }

    /** The area of some folds as it is and in every replicate; what no fold gives a figure of is not a number. */
    record Areas(double value, double[] replicates) {
        Areas minus(Areas other) {
            return new Areas(
                    value - other.value,
                    IntStream.range(0, replicates.length)
                            .mapToDouble(i -> replicates[i] - other.replicates[i])
                            .toArray());
        }

        static Areas mean(List<Areas> areas) {
            return new Areas(
                    average(areas.stream().map(Areas::value)),
                    IntStream.range(0, REPLICATES)
                            .mapToDouble(i -> average(areas.stream().map(a -> a.replicates()[i])))
                            .toArray());
        }

        private static double average(Stream<Double> values) {
            return values.mapToDouble(Double::doubleValue)
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(Double.NaN);
        }

        /** With the percentile interval of 95 %. */
        Estimate estimate() {
            double[] sorted = Arrays.stream(replicates)
                    .filter(value -> !Double.isNaN(value))
                    .sorted()
                    .toArray();
            if (sorted.length == 0) {
                return new Estimate(value, Double.NaN, Double.NaN);
            }
            return new Estimate(
                    value, sorted[(int) (0.025 * sorted.length)], sorted[(int) Math.ceil(0.975 * sorted.length) - 1]);
        }
    }

    /** The mean area over the folds of the films' scores. */
    Areas areas(List<FoldResult> folds, Function<FilmAnswer, Scored> score) {
        return Areas.mean(folds.stream().map(fold -> areas(fold, score)).toList());
    }

    private Areas areas(FoldResult fold, Function<FilmAnswer, Scored> score) {
        List<FilmAnswer> ascending = fold.films().stream()
                .sorted(Comparator.comparingDouble(film -> score.apply(film).score()))
                .toList();
        int[] places = ascending.stream()
                .mapToInt(film -> placeOfPatient.get(film.patient()))
                .toArray();
        double[] scores = ascending.stream()
                .mapToDouble(film -> score.apply(film).score())
                .toArray();
        boolean[] positive = new boolean[scores.length];
        IntStream.range(0, scores.length)
                .forEach(i -> positive[i] = ascending.get(i).pneumonia());
        int[] once = new int[placeOfPatient.size()];
        Arrays.fill(once, 1);
        return new Areas(
                area(scores, positive, places, once),
                Arrays.stream(weights)
                        .parallel()
                        .mapToDouble(weight -> area(scores, positive, places, weight))
                        .toArray());
    }

    /** Mann and Whitney's count over films that weigh as their patients do, ties counted half; scores ascend. */
    private static double area(double[] scores, boolean[] positive, int[] places, int[] weight) {
        double negatives = 0;
        double positives = 0;
        double pairs = 0;
        int start = 0;
        while (start < scores.length) {
            double tiedNegatives = 0;
            double tiedPositives = 0;
            int end = start;
            for (; end < scores.length && scores[end] == scores[start]; end++) {
                if (positive[end]) {
                    tiedPositives += weight[places[end]];
                } else {
                    tiedNegatives += weight[places[end]];
                }
            }
            pairs += tiedPositives * (negatives + tiedNegatives / 2);
            negatives += tiedNegatives;
            positives += tiedPositives;
            start = end;
        }
        return negatives == 0 || positives == 0 ? Double.NaN : pairs / (negatives * positives);
    }
}
