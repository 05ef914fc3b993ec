package org.xraystream.training.metrics;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The mean of a value of films that weigh as their patients do. Immutable and thread-safe. */
public final class WeightedMean {
    private final double[] values;
    private final int[] places;

    /**
     * The values of the films that count.
     *
     * @param places of their patients among the weights, in the order of the films
     */
    public <T> WeightedMean(List<T> films, int[] places, Predicate<T> counts, ToDoubleFunction<T> value) {
        int[] counted = IntStream.range(0, places.length)
                .filter(i -> counts.test(films.get(i)))
                .toArray();
        this.values = IntStream.of(counted)
                .mapToDouble(i -> value.applyAsDouble(films.get(i)))
                .toArray();
        this.places = IntStream.of(counted).map(i -> places[i]).toArray();
    }

    /**
     * The mean; not a number where no film has a weight.
     *
     * @param weight by place
     */
    public double of(int[] weight) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weight[places[i]] * values[i];
            weights += weight[places[i]];
        }
        return sum / weights;
    }
}
