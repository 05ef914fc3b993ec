package org.xraystream.training.gate;

import org.xraystream.training.metrics.Resampled;

/**
 * A figure of both models on the same films.
 *
 * @param figure which
 * @param champion its value, not a number where the films do not define it
 * @param candidate its value
 * @param difference candidate less champion, in each draw of patients
 */
record Paired(Figure figure, double champion, double candidate, Resampled difference) {
    boolean isDefined() {
        return !Double.isNaN(difference.estimate().low());
    }

    /** By how much the candidate is worse; below 0 where it is better. */
    double fall() {
        return figure.higherIsBetter() ? -difference.value() : difference.value();
    }
}
