package org.xraystream.training.fit;

import java.util.Map;
import org.xraystream.training.bounds.Check;
import org.xraystream.training.data.Film;

/**
 * How much each film counts in training. With balance by sampling it is drawn that much more often among those of its
 * class, otherwise its loss counts that much more.
 *
 * @param bySha256 positive; a film that is not there counts 1
 */
public record FilmWeights(Map<String, Double> bySha256) {
    /** All count the same. */
    public static final FilmWeights EQUAL = new FilmWeights(Map.of());

    public FilmWeights {
        bySha256 = Map.copyOf(bySha256);
        bySha256.values().forEach(weight -> Check.positive("a film's weight", weight));
    }

    /** The weight of a film. */
    double of(Film film) {
        return bySha256.getOrDefault(film.sha256(), 1.0);
    }
}
