package org.xraystream.training.metrics;

import java.util.List;
import java.util.Locale;
import org.xraystream.model.Decision;

/**
 * Chooses the threshold and the uncertain band from calibrated probabilities.
 *
 * <p>The threshold is the highest that keeps a sensitivity over the whole suite. The alternative of the best worst
 * case, the threshold at which the lesser of sensitivity and specificity under the worst variant is greatest, was tried
 * on the first release: it follows the one variant that a network cannot bear (a wide black frame there) and gives up a
 * fifth of the sensitivity under all others for it.
 */
public final class OperatingPoint {
    private OperatingPoint() {}

    /**
     * The highest threshold that keeps the sensitivity, and around it the band of {@link ConformalBand}, drawn so that
     * it has the threshold in it: to be decided as well, a film must lie on the threshold's own side, which makes no
     * error more frequent.
     *
     * @param probabilities calibrated, of both classes, of films as they are and under every variant of the suite
     * @param sensitivity least share of pneumonias at or above the threshold
     * @param alpha largest probability of a decision that is wrong, for each class
     */
    public static Decision choose(List<Grouped> probabilities, double sensitivity, double alpha) {
        double[] positives = probabilities.stream()
                .filter(Grouped::positive)
                .mapToDouble(Grouped::score)
                .sorted()
                .toArray();
        if (positives.length == 0) {
            throw new IllegalArgumentException("A threshold needs films with pneumonia.");
        }
        double threshold = positives[(int) Math.floor((1 - sensitivity) * positives.length)];
        return new Decision(
                threshold,
                Math.min(threshold, ConformalBand.low(probabilities, alpha)),
                Math.max(threshold, ConformalBand.high(probabilities, alpha)),
                String.format(
                        Locale.ROOT,
                        "highest threshold with sensitivity %.3f on perturbed validation films",
                        sensitivity),
                guarantee(probabilities, alpha));
    }

    private static Decision.Guarantee guarantee(List<Grouped> probabilities, double alpha) {
        return new Decision.Guarantee(
                alpha,
                String.format(
                        Locale.ROOT,
                        "split-conformal for each class, hierarchical by patient: a film of a new patient, exchangeable with"
                                + " the %d validation patients with pneumonia and the %d without, taken as it is or under a"
                                + " variant of the perturbation suite drawn evenly, is decided wrong (a pneumonia called"
                                + " NORMAL, a normal PNEUMONIA) with probability at most %.3f in each class; it does not hold"
                                + " for patients of another population, and leaves out that the weights' best epoch was"
                                + " chosen on the same patients",
                        patients(probabilities, true),
                        patients(probabilities, false),
                        alpha));
    }

    private static long patients(List<Grouped> probabilities, boolean positive) {
        return probabilities.stream()
                .filter(scored -> scored.positive() == positive)
                .map(Grouped::patient)
                .distinct()
                .count();
    }
}
