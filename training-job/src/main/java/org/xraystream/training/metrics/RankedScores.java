package org.xraystream.training.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scores in their order, sorted once, so that the area under the receiver operating characteristic of each of many
 * draws takes one pass. Immutable and thread-safe.
 */
public final class RankedScores {
    private final double[] scores;
    private final boolean[] positive;
    private final int[] places;

    /**
     * Ranks scores.
     *
     * @param scored finite scores
     * @param places of their patients among the weights, in the same order
     */
    public RankedScores(List<Scored> scored, int[] places) {
        int[] ascending = IntStream.range(0, places.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scored.get(i).score()))
                .mapToInt(i -> i)
                .toArray();
        this.scores =
                IntStream.of(ascending).mapToDouble(i -> scored.get(i).score()).toArray();
        this.places = IntStream.of(ascending).map(i -> places[i]).toArray();
        this.positive = new boolean[scores.length];
        for (int i = 0; i < scores.length; i++) {
            positive[i] = scored.get(ascending[i]).positive();
        }
    }

    /**
     * The area: Mann and Whitney's count over films that weigh as their patients do, ties counted half; not a number
     * where a class has no weight.
     *
     * @param weight by place
     */
    public double area(int[] weight) {
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
