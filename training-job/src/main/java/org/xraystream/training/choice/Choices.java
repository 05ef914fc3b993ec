package org.xraystream.training.choice;

import java.util.List;
import org.xraystream.model.Calibration;
import org.xraystream.model.Decision;
import org.xraystream.model.Network;
import org.xraystream.model.Population;
import org.xraystream.model.Preprocessing;
import org.xraystream.training.data.Film;
import org.xraystream.training.metrics.Calibrator;
import org.xraystream.training.metrics.Decided;
import org.xraystream.training.metrics.Evaluation;
import org.xraystream.training.metrics.OperatingPoint;
import org.xraystream.training.population.PopulationFitting;
import org.xraystream.training.robustness.SuiteScores;

/**
 * What a network's answers are taken for.
 *
 * @param calibration of the logits, fitted on perturbed validation films whose labels can be trusted
 * @param decision of the calibrated probabilities, chosen on the same
 * @param population that the model was made of
 * @param validation the figures on those films as they are
 */
public record Choices(Calibration calibration, Decision decision, Population population, Evaluation validation) {
    /**
     * On perturbed validation films. Not higher, since on films taken otherwise scores shift towards pneumonia: it is
     * the specificity that falls there, and a lower threshold has none to spare.
     */
    private static final double SENSITIVITY = 0.95;

    /** The share of a class that may be decided wrong; what is left is for a human. */
    public static final double ALPHA = 0.03;

    /** How many steps it takes to choose. */
    public static int steps(List<Film> training, List<Film> validation) {
        return SuiteScores.PASSES + PopulationFitting.steps(training, validation);
    }

    /**
     * Chooses.
     *
     * @param training films that the network was fitted to
     * @param validation films of both classes that it was not fitted to
     * @param trusted films of both classes that it was not fitted to, whose labels can be trusted: calibration and
     *     decision are chosen on these
     * @param onStep told after each of the {@link #steps}
     */
    public static Choices of(
            Network network,
            Preprocessing preprocessing,
            List<Film> training,
            List<Film> validation,
            List<Film> trusted,
            Runnable onStep) {
        SuiteScores logits = SuiteScores.logits(network, preprocessing, trusted, onStep);
        Calibration calibration = Calibrator.fit(logits.all());
        SuiteScores probabilities = logits.calibrated(calibration);
        Decision decision = OperatingPoint.choose(probabilities.grouped(), SENSITIVITY, ALPHA);
        return new Choices(
                calibration,
                decision,
                PopulationFitting.fit(network, preprocessing, training, validation, onStep),
                Evaluation.of(Decided.of(probabilities.plain(), decision), decision));
    }
}
