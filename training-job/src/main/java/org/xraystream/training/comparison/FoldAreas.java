package org.xraystream.training.comparison;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.xraystream.training.metrics.PatientBootstrap;
import org.xraystream.training.metrics.RankedScores;
import org.xraystream.training.metrics.Resampled;
import org.xraystream.training.metrics.Scored;

/**
 * Areas under the receiver operating characteristic over folds. The draws of patients are the same for every
 * experiment, so that the difference of two is of the same films, and its interval narrower than theirs.
 *
 * <p>The area of an experiment is the mean of the areas within its folds: the networks of two folds need not agree on
 * what a score means.
 */
final class FoldAreas {
    private static final int ROUNDS = 1000;

    private final PatientBootstrap bootstrap;

    /**
     * Draws the patients.
     *
     * @param patients all that any experiment has films of; repeated ones count once
     */
    FoldAreas(Stream<String> patients, long seed) {
        bootstrap = new PatientBootstrap(patients, seed, ROUNDS);
    }

    /** The mean area over the folds of the films' scores. */
    Resampled of(List<FoldResult> folds, Function<FilmAnswer, Scored> score) {
        return Resampled.mean(folds.stream().map(fold -> of(fold, score)).toList());
    }

    private Resampled of(FoldResult fold, Function<FilmAnswer, Scored> score) {
        List<Scored> scores = fold.films().stream().map(score).toList();
        int[] places = bootstrap.places(fold.films(), FilmAnswer::patient);
        return bootstrap.resample(new RankedScores(scores, places)::area);
    }
}
