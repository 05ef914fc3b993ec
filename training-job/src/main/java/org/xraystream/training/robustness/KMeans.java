package org.xraystream.training.robustness;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Lloyd's k-means of standardised values. Starts at the quantiles of the first value, not at random: the same values
 * give the same clusters, whatever their order, and none starts empty. An empty cluster keeps its centre.
 */
final class KMeans {
    private static final int MOST_ROUNDS = 100;

    private final double[][] centres;
    private final int[] clusters;

    private KMeans(double[][] centres, int[] clusters) {
        this.centres = centres;
        this.clusters = clusters;
    }

    /**
     * The clusters of these points.
     *
     * @param points at least as many as clusters, all of the same length
     */
    static KMeans of(double[][] points, int count) {
        if (count < 2 || points.length < count) {
            throw new IllegalArgumentException(
                    points.length + " films make no " + count + " groups; ask for 2 or more, and no more than films.");
        }
        double[][] values = standardised(points);
        double[][] sorted = values.clone();
        Arrays.sort(sorted, Arrays::compare);
        double[][] centres = IntStream.range(0, count)
                .mapToObj(i -> sorted[(int) ((i + 0.5) * sorted.length / count)].clone())
                .toArray(double[][]::new);
        int[] clusters = assigned(values, centres);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            move(centres, values, clusters);
            int[] next = assigned(values, centres);
            if (Arrays.equals(next, clusters)) {
                break;
            }
            clusters = next;
        }
        return new KMeans(centres, clusters);
    }

    int clusterOf(int point) {
        return clusters[point];
    }

    /** A standardised value of the centre of a cluster. */
    double centre(int cluster, int value) {
        return centres[cluster][value];
    }

    private static double[][] standardised(double[][] points) {
        int length = points[0].length;
        double[][] result = new double[points.length][length];
        for (int value = 0; value < length; value++) {
            int index = value;
            double mean =
                    Arrays.stream(points).mapToDouble(p -> p[index]).average().orElseThrow();
            double variance = Arrays.stream(points)
                    .mapToDouble(p -> (p[index] - mean) * (p[index] - mean))
                    .average()
                    .orElseThrow();
            for (int i = 0; i < points.length; i++) {
                result[i][value] = variance == 0 ? 0 : (points[i][value] - mean) / Math.sqrt(variance);
            }
        }
        return result;
    }

    private static int[] assigned(double[][] values, double[][] centres) {
        return Arrays.stream(values).mapToInt(value -> nearest(value, centres)).toArray();
    }

    private static int nearest(double[] value, double[][] centres) {
        int nearest = 0;
        for (int i = 1; i < centres.length; i++) {
            if (distance(value, centres[i]) < distance(value, centres[nearest])) {
                nearest = i;
            }
        }
        return nearest;
    }

    private static double distance(double[] one, double[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(i -> (one[i] - other[i]) * (one[i] - other[i]))
                .sum();
    }

    private static void move(double[][] centres, double[][] values, int[] clusters) {
        for (int cluster = 0; cluster < centres.length; cluster++) {
            int own = cluster;
            double[][] members = IntStream.range(0, values.length)
                    .filter(i -> clusters[i] == own)
                    .mapToObj(i -> values[i])
                    .toArray(double[][]::new);
            for (int value = 0; members.length > 0 && value < centres[cluster].length; value++) {
                int index = value;
                centres[cluster][value] = Arrays.stream(members)
                        .mapToDouble(m -> m[index])
                        .average()
                        .orElseThrow();
            }
        }
    }
}
