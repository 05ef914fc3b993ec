package org.xraystream.training.metrics;

import java.util.List;
import java.util.Locale;
import org.xraystream.model.Decision;

/** Chooses the threshold and the uncertain band from calibrated probabilities. */
public final class OperatingPoint {
    private OperatingPoint() {}

    /**
     * The highest threshold that keeps the sensitivity, and around it the widest band, symmetric in log odds, that
     * leaves the coverage.
     *
     * @param probabilities calibrated, of both classes
     * @param sensitivity least share of pneumonias at or above the threshold
     * @param coverage least share of films outside the band
     */
    public static Decision choose(List<Scored> probabilities, double sensitivity, double coverage) {
        double[] positives = probabilities.stream()
                .filter(Scored::positive)
                .mapToDouble(Scored::score)
                .sorted()
                .toArray();
        if (positives.length == 0) {
            throw new IllegalArgumentException("A threshold needs films with pneumonia.");
        }
        double threshold = positives[(int) Math.floor((1 - sensitivity) * positives.length)];
        double[] distances = probabilities.stream()
                .mapToDouble(scored -> Math.abs(logit(scored.score()) - logit(threshold)))
                .sorted()
                .toArray();
        double halfWidth = distances[(int) Math.floor((1 - coverage) * distances.length)];
        return new Decision(
                threshold,
                // rounding, and the bounds of logit, may put the end of a narrow band beyond the threshold
                Math.min(threshold, sigmoid(logit(threshold) - halfWidth)),
                Math.max(threshold, sigmoid(logit(threshold) + halfWidth)),
                String.format(
                        Locale.ROOT,
                        "highest threshold with sensitivity %.3f, and widest band symmetric in log odds with coverage"
                                + " %.3f, on perturbed validation films",
                        sensitivity,
                        coverage));
    }

    private static double logit(double probability) {
        double p = Math.max(1e-12, Math.min(1 - 1e-12, probability));
        return Math.log(p / (1 - p));
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
