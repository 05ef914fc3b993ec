package org.xraystream.training.comparison;

import java.nio.file.Path;
import java.util.List;
import org.xraystream.training.data.Film;
import org.xraystream.training.metrics.Scored;

/**
 * What a network said of a film that it was not trained on.
 *
 * @param file path of the film below the folder of the data set, with slashes
 * @param patient whose film it is; no patient is on two sides of a fold
 * @param pneumonia its label
 * @param logit log odds of pneumonia, not calibrated
 * @param perturbed the same under each perturbation of {@link FoldResult#perturbations()}, in that order
 */
public record FilmAnswer(String file, String patient, boolean pneumonia, double logit, List<Double> perturbed) {
    /** What the answers for a film call it. */
    public static String name(Path data, Film film) {
        return data.relativize(film.file().path()).toString().replace('\\', '/');
    }

    /** The probability of pneumonia as the network gives it, in [0, 1]. */
    public double probability() {
        return 1 / (1 + Math.exp(-logit));
    }

    /** Whether the probability is on the wrong side of a half. */
    public boolean wrong() {
        return (logit >= 0) != pneumonia;
    }

    Scored plain() {
        return new Scored(pneumonia, logit);
    }

    Scored under(int perturbation) {
        return new Scored(pneumonia, perturbed.get(perturbation));
    }
}
