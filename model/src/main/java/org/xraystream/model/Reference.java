package org.xraystream.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xraystream.model.Classifier.Prepared;

/**
 * How what is measured on films was distributed over films that a model was judged on: what drift is told from.
 * Immutable and thread-safe.
 *
 * @param films which they are, for people
 * @param images how many
 * @param statistics by name, see {@link #measure}; a name is left out where all films were alike, which says nothing of
 *     other films
 */
public record Reference(String films, int images, Map<String, Bins> statistics) {
    /** Name of the calibrated probability among the statistics. */
    public static final String PROBABILITY = "probability";

    /** Name of the distance from the population, see {@link Assessment#distance}. */
    public static final String FEATURE_DISTANCE = "featureDistance";

    /** Deciles, as is usual for the population stability index. */
    private static final int BINS = 10;

    public Reference {
        statistics = Collections.unmodifiableMap(new LinkedHashMap<>(statistics));
    }

    /** Of a model that was made before there were references. */
    public static Reference none() {
        return new Reference("none", 0, Map.of());
    }

    /**
     * The distribution of what was measured on films, in bins of about equally many of them.
     *
     * @param films which they are, for people
     * @param measured each as {@link #measure} gives it
     */
    public static Reference of(String films, List<Map<String, Double>> measured) {
        Map<String, Bins> statistics = new LinkedHashMap<>();
        measured.stream().flatMap(film -> film.keySet().stream()).distinct().forEach(name -> {
            double[] values =
                    measured.stream().mapToDouble(film -> film.get(name)).toArray();
            Bins.ofQuantiles(values, BINS).ifPresent(bins -> statistics.put(name, bins));
        });
        return new Reference(films, measured.size(), statistics);
    }

    /** All that is measured on a film, by name: of the film itself, and of what the model makes of it. */
    public static Map<String, Double> measure(Prepared film, Reading reading) {
        Map<String, Double> values = film.statistics().named();
        values.put(FEATURE_DISTANCE, reading.assessment().distance());
        values.put(PROBABILITY, reading.probability());
        return values;
    }

    /**
     * Counts between edges.
     *
     * @param edges ascending; a value that equals an edge is above it
     * @param counts of the values below the first edge, between each two, and above the last
     */
    public record Bins(List<Double> edges, List<Long> counts) {
        public Bins {
            edges = List.copyOf(edges);
            counts = List.copyOf(counts);
            if (edges.isEmpty() || counts.size() != edges.size() + 1) {
                throw new IllegalArgumentException(edges.size() + " edges do not part " + counts.size()
                        + " bins; each bin but the last needs one.");
            }
            for (int i = 1; i < edges.size(); i++) {
                if (!(edges.get(i - 1) < edges.get(i))) {
                    throw new IllegalArgumentException("The edges " + edges + " of bins are not ascending.");
                }
            }
        }

        /**
         * Bins of about equally many values; fewer where many values are equal, none where all are.
         *
         * @param most bins
         */
        static Optional<Bins> ofQuantiles(double[] values, int most) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            List<Double> edges = new ArrayList<>();
            for (int i = 1; i < most; i++) {
                double edge = sorted[(int) ((long) i * sorted.length / most)];
                double below = edges.isEmpty() ? sorted[0] : edges.get(edges.size() - 1);
                if (edge > below) {
                    edges.add(edge);
                }
            }
            if (edges.isEmpty()) {
                return Optional.empty();
            }
            Bins empty = new Bins(edges, Collections.nCopies(edges.size() + 1, 0L));
            long[] counts = new long[edges.size() + 1];
            for (double value : values) {
                counts[empty.of(value)]++;
            }
            return Optional.of(new Bins(edges, Arrays.stream(counts).boxed().toList()));
        }

        /** The number of the bin that a value falls into, counted from 0. */
        public int of(double value) {
            int bin = 0;
            while (bin < edges.size() && value >= edges.get(bin)) {
                bin++;
            }
            return bin;
        }
    }
}
