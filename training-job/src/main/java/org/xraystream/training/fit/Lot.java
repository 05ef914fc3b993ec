package org.xraystream.training.fit;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Films of one class to draw from, with replacement, each as often as it counts. Immutable. */
final class Lot {
    private final int[] films;
    private final double[] upTo;
    private final boolean equal;

    /**
     * A lot.
     *
     * @param films indices, ascending
     * @param weights of all films by their index
     */
    Lot(int[] films, double[] weights) {
        this.films = films;
        this.upTo = IntStream.of(films).mapToDouble(film -> weights[film]).toArray();
        this.equal = Arrays.stream(upTo).distinct().count() <= 1;
        Arrays.parallelPrefix(upTo, Double::sum);
    }

    boolean has(int film) {
        return Arrays.binarySearch(films, film) >= 0;
    }

    /** The weights' sum. */
    double total() {
        return upTo[upTo.length - 1];
    }

    int draw(SplittableRandom random) {
        return films[equal ? random.nextInt(films.length) : weighted(random.nextDouble() * total())];
    }

    /** The first film whose weight, added to those before it, is more than this. */
    private int weighted(double drawn) {
        int found = Arrays.binarySearch(upTo, drawn);
        return Math.min(films.length - 1, found < 0 ? -found - 1 : found + 1);
    }
}
