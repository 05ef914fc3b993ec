package org.xraystream.training.explain;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.xraystream.model.ChannelStack;

/**
 * A sanity check of the heat map (Adebayo et al., NeurIPS 2018): its correlation with the maps of the same network
 * whose head has its weights in another order, which has learnt nothing. Near 1, the map shows the film and not what
 * the model learnt of it.
 *
 * @param shuffles how many orders were tried
 * @param low the 5th percentile of the correlations (Pearson), in [-1, 1]
 * @param median of the correlations
 * @param high the 95th percentile of the correlations
 */
public record ShuffledHead(int shuffles, double low, double median, double high) {
    private static final int SHUFFLES = 200;
    private static final long SEED = 1;

    /** Empty where a correlation is not defined: of a map of one cell, or one without contrast. */
    static Optional<ShuffledHead> of(ChannelStack last, float[] headWeights) {
        float[] map = evidence(last, headWeights);
        float[] weights = headWeights.clone();
        Random random = new Random(SEED);
        double[] correlations = new double[SHUFFLES];
        for (int i = 0; i < SHUFFLES; i++) {
            shuffle(weights, random);
            correlations[i] = correlation(map, evidence(last, weights));
        }
        Arrays.sort(correlations);
        // what is not a number is sorted to the end
        return Double.isNaN(correlations[SHUFFLES - 1])
                ? Optional.empty()
                : Optional.of(new ShuffledHead(
                        SHUFFLES,
                        correlations[SHUFFLES / 20],
                        correlations[SHUFFLES / 2],
                        correlations[SHUFFLES - 1 - SHUFFLES / 20]));
    }

    /** Up to the head's constant, which moves no correlation. */
    private static float[] evidence(ChannelStack last, float[] weights) {
        float[] evidence = new float[last.height() * last.width()];
        for (int i = 0; i < last.values().length; i++) {
            evidence[i % evidence.length] += weights[i / evidence.length] * last.values()[i];
        }
        return evidence;
    }

    private static void shuffle(float[] values, Random random) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            float value = values[i];
            values[i] = values[other];
            values[other] = value;
        }
    }

    private static double correlation(float[] a, float[] b) {
        double meanA = mean(a);
        double meanB = mean(b);
        double squaresA = 0;
        double squaresB = 0;
        double products = 0;
        for (int i = 0; i < a.length; i++) {
            squaresA += (a[i] - meanA) * (a[i] - meanA);
            squaresB += (b[i] - meanB) * (b[i] - meanB);
            products += (a[i] - meanA) * (b[i] - meanB);
        }
        return products / Math.sqrt(squaresA * squaresB);
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
