package org.xraystream.training.metrics;

import java.util.List;
import org.xraystream.model.Calibration;

/**
 * Fits temperature and bias to logits by maximum likelihood, both classes weighing the same: which prevalence a model
 * will meet is not known, and that of a training set is nobody's.
 */
public final class Calibrator {
    private static final int ITERATIONS = 500;
    /** Towards slope 1 and bias 0: keeps them finite where the logits separate the classes. */
    private static final double PULL = 1e-3;

    private static final double SMALLEST_SLOPE = 0.05;
    private static final double SMALLEST_SHARE = 1e-12;

    private Calibrator() {}

    /**
     * The calibration of these logits.
     *
     * @param logits scores in log odds, finite; of both classes
     */
    public static Calibration fit(List<Scored> logits) {
        double positives = logits.stream().filter(Scored::positive).count();
        double negatives = logits.size() - positives;
        if (positives == 0 || negatives == 0) {
            throw new IllegalArgumentException("Calibration needs films of both classes.");
        }
        Line line = new Line(1, 0);
        for (int i = 0; i < ITERATIONS; i++) {
            Line better = better(line, step(line, logits, positives, negatives), logits);
            if (better.equals(line)) {
                break;
            }
            line = better;
        }
        return new Calibration(
                "temperature and bias, maximum likelihood, classes weighing the same", 1 / line.slope(), line.bias());
    }

    /** Slope and bias of calibrated logits over plain ones, or a step between two such. */
    private record Line(double slope, double bias) {
        double at(double logit) {
            return slope * logit + bias;
        }

        Line less(Line step, double share) {
            return new Line(Math.max(SMALLEST_SLOPE, slope - share * step.slope), bias - share * step.bias);
        }
    }

    /** Newton's step alone overshoots, for ever, where the classes are nearly separated: as much of it as helps. */
    private static Line better(Line line, Line step, List<Scored> logits) {
        double loss = loss(line, logits);
        for (double share = 1; share > SMALLEST_SHARE; share /= 2) {
            Line candidate = line.less(step, share);
            if (loss(candidate, logits) < loss) {
                return candidate;
            }
        }
        return line;
    }

    private static double loss(Line line, List<Scored> logits) {
        double pull = Math.pow(line.slope() - 1, 2) + Math.pow(line.bias(), 2);
        return BalancedLoss.of(logits.stream()
                        .map(scored -> new Scored(scored.positive(), line.at(scored.score())))
                        .toList())
                + PULL / 2 * pull;
    }

    private static Line step(Line line, List<Scored> logits, double positives, double negatives) {
        double slopeGradient = PULL * (line.slope() - 1);
        double biasGradient = PULL * line.bias();
        double slopeSlope = PULL;
        double slopeBias = 0;
        double biasBias = PULL;
        for (Scored scored : logits) {
            double weight = 0.5 / (scored.positive() ? positives : negatives);
            double probability = 1 / (1 + Math.exp(-line.at(scored.score())));
            double error = weight * (probability - (scored.positive() ? 1 : 0));
            double curvature = weight * probability * (1 - probability);
            slopeGradient += error * scored.score();
            biasGradient += error;
            slopeSlope += curvature * scored.score() * scored.score();
            slopeBias += curvature * scored.score();
            biasBias += curvature;
        }
        if (line.slope() == SMALLEST_SLOPE && slopeGradient > 0) {
            return new Line(0, biasGradient / biasBias);
        }
        double determinant = slopeSlope * biasBias - slopeBias * slopeBias;
        return new Line(
                (biasBias * slopeGradient - slopeBias * biasGradient) / determinant,
                (slopeSlope * biasGradient - slopeBias * slopeGradient) / determinant);
    }
}
