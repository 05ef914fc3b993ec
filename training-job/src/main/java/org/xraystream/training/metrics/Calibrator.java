package org.xraystream.training.metrics;

import java.util.List;
import org.xraystream.model.Calibration;

/**
 * Fits temperature and bias to logits by maximum likelihood, both classes weighing the same: which prevalence a model
 * will meet is not known, and that of a training set is nobody's.
 */
public final class Calibrator {
    private static final int ITERATIONS = 100;
    /** Keeps the slope finite where the logits separate the classes. */
    private static final double PULL_TO_ONE = 1e-3;

    private static final double SMALLEST_SLOPE = 0.05;

    private Calibrator() {}

    /**
     * The calibration of these logits.
     *
     * @param logits scores in log odds; of both classes
     */
    public static Calibration fit(List<Scored> logits) {
        double positives = logits.stream().filter(Scored::positive).count();
        double negatives = logits.size() - positives;
        if (positives == 0 || negatives == 0) {
            throw new IllegalArgumentException("Calibration needs films of both classes.");
        }
        double slope = 1;
        double bias = 0;
        for (int i = 0; i < ITERATIONS; i++) {
            double slopeGradient = PULL_TO_ONE * (slope - 1);
            double biasGradient = PULL_TO_ONE * bias;
            double slopeSlope = PULL_TO_ONE;
            double slopeBias = 0;
            double biasBias = PULL_TO_ONE;
            for (Scored scored : logits) {
                double weight = 0.5 / (scored.positive() ? positives : negatives);
                double probability = 1 / (1 + Math.exp(-(slope * scored.score() + bias)));
                double error = weight * (probability - (scored.positive() ? 1 : 0));
                double curvature = weight * probability * (1 - probability);
                slopeGradient += error * scored.score();
                biasGradient += error;
                slopeSlope += curvature * scored.score() * scored.score();
                slopeBias += curvature * scored.score();
                biasBias += curvature;
            }
            double determinant = slopeSlope * biasBias - slopeBias * slopeBias;
            double slopeStep = (biasBias * slopeGradient - slopeBias * biasGradient) / determinant;
            double biasStep = (slopeSlope * biasGradient - slopeBias * slopeGradient) / determinant;
            // half steps: Newton's method overshoots where the classes are nearly separated
            slope = Math.max(SMALLEST_SLOPE, slope - slopeStep / 2);
            bias -= biasStep / 2;
        }
        return new Calibration("temperature and bias, maximum likelihood, classes weighing the same", 1 / slope, bias);
    }
}
