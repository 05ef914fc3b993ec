package org.xraystream.model;

/**
 * Makes probabilities of logits: {@code sigmoid(logit / temperature + bias)} (Guo et al., ICML 2017, with a bias for
 * the prevalence).
 *
 * @param method how the two were fitted, for people
 * @param temperature above 0; more than 1 makes the model less sure
 * @param bias in log odds
 */
public record Calibration(String method, double temperature, double bias) {
    public Calibration {
        if (!(temperature > 0) || !Double.isFinite(temperature) || !Double.isFinite(bias)) {
            throw new IllegalArgumentException(
                    "The calibration needs a positive temperature and a finite bias, but has " + temperature + " and "
                            + bias + ".");
        }
    }

    /** The calibrated probability of pneumonia, in [0, 1]. */
    public double probability(double logit) {
        return 1 / (1 + Math.exp(-logOdds(logit)));
    }

    /** The same as log odds: differences of probabilities near 0 and 1 stay visible. */
    public double logOdds(double logit) {
        return logit / temperature + bias;
    }
}
