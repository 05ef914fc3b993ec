package org.xraystream.model;

import java.util.Optional;

/**
 * The rule that turns a probability into a finding.
 *
 * @param threshold the calibrated probability from which a film counts as pneumonia when a decision is forced
 * @param uncertainLow below it the finding is normal
 * @param uncertainHigh from it on the finding is pneumonia; between the two a human must look
 * @param operatingPoint how the threshold was chosen, for people
 * @param guarantee what the band promises
 */
public record Decision(
        double threshold, double uncertainLow, double uncertainHigh, String operatingPoint, Guarantee guarantee) {
    /**
     * A bound on wrong decisions.
     *
     * @param alpha the share of the films of each class that are decided wrong is expected to be at most this; 1 if
     *     nothing is promised
     * @param statement of which films it holds and by what method, for people
     */
    public record Guarantee(double alpha, String statement) {
        public Guarantee {
            if (!(0 < alpha && alpha <= 1)) {
                throw new IllegalArgumentException("The alpha of a guarantee must be in (0, 1], but is " + alpha + ".");
            }
        }

        /** No promise. */
        public static Guarantee none() {
            return new Guarantee(1, "none");
        }
    }

    public Decision {
        if (!(0 <= uncertainLow && uncertainLow <= threshold && threshold <= uncertainHigh && uncertainHigh <= 1)) {
            throw new IllegalArgumentException(
                    "The decision needs 0 ≤ uncertainLow ≤ threshold ≤ uncertainHigh ≤ 1, but has " + uncertainLow
                            + ", " + threshold + ", " + uncertainHigh + ".");
        }
    }

    /** Pneumonia from a probability of a half on, and nothing left open: for comparisons, not for people. */
    public static Decision evenOdds() {
        return new Decision(0.5, 0.5, 0.5, "a probability of a half", Guarantee.none());
    }

    /** The finding at this calibrated probability of pneumonia. */
    public Finding finding(double probability) {
        if (probability < uncertainLow) {
            return Finding.NORMAL;
        }
        return probability >= uncertainHigh ? Finding.PNEUMONIA : Finding.UNCERTAIN;
    }

    /** Why this finding is uncertain, if it is. */
    public Optional<UncertainReason> reason(Finding finding) {
        return finding == Finding.UNCERTAIN ? Optional.of(UncertainReason.NEAR_THRESHOLD) : Optional.empty();
    }

    /** Whether the film counts as pneumonia when abstaining is not allowed. */
    public boolean forcedPositive(double probability) {
        return probability >= threshold;
    }
}
