package org.xraystream.training;

import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import org.xraystream.model.Calibration;
import org.xraystream.model.Decision;
import org.xraystream.model.Network;
import org.xraystream.model.Population;
import org.xraystream.model.Preprocessing;
import org.xraystream.training.data.Dataset;
import org.xraystream.training.data.Film;
import org.xraystream.training.metrics.Calibrator;
import org.xraystream.training.metrics.Decided;
import org.xraystream.training.metrics.Evaluation;
import org.xraystream.training.metrics.OperatingPoint;
import org.xraystream.training.metrics.Scored;
import org.xraystream.training.population.PopulationFitting;
import org.xraystream.training.population.PopulationReport;
import org.xraystream.training.robustness.RobustnessReport;
import org.xraystream.training.robustness.SharpnessShortcut;
import org.xraystream.training.robustness.SuiteScores;

/**
 * What is chosen and measured once the weights are fitted: calibration, threshold and band on perturbed validation
 * films, the population, then the figures on held-out films.
 *
 * @param calibration of the logits
 * @param decision of the calibrated probabilities
 * @param population that the model was made of
 * @param metrics the figures
 * @param heldOut the model's answers for the held-out films as they are
 */
record Judgement(
        Calibration calibration,
        Decision decision,
        Population population,
        TrainingReport.Metrics metrics,
        List<Decided> heldOut) {
    /**
     * On perturbed validation films. Not higher, since on films taken otherwise scores shift towards pneumonia: it is
     * the specificity that falls there, and a lower threshold has none to spare.
     */
    private static final double SENSITIVITY = 0.95;

    /** The share of a class that may be decided wrong; what is left is for a human. */
    private static final double ALPHA = 0.03;

    static Judgement of(Network network, Preprocessing preprocessing, Dataset dataset) {
        SuiteScores validation = logits(network, preprocessing, dataset.validation(), "Choosing threshold");
        Calibration calibration = Calibrator.fit(validation.all());
        Decision decision =
                OperatingPoint.choose(validation.calibrated(calibration).grouped(), SENSITIVITY, ALPHA);
        Population population = population(network, preprocessing, dataset);
        SuiteScores heldOut =
                logits(network, preprocessing, dataset.heldOut(), "Measuring").calibrated(calibration);
        List<Decided> decided = decided(heldOut.plain(), decision);
        TrainingReport.Metrics metrics = new TrainingReport.Metrics(
                Evaluation.of(decided, decision),
                Evaluation.of(decided(heldOut.all(), decision), decision),
                Evaluation.of(decided(validation.calibrated(calibration).plain(), decision), decision),
                RobustnessReport.of(heldOut, decision),
                SharpnessShortcut.report(dataset.training(), dataset.heldOut()),
                judged(network, preprocessing, population, dataset.heldOut()));
        return new Judgement(calibration, decision, population, metrics, decided);
    }

    static Population population(Network network, Preprocessing preprocessing, Dataset dataset) {
        List<Film> training = dataset.training();
        List<Film> validation = dataset.validation();
        try (ProgressBar progress =
                new ProgressBar("Fitting population", PopulationFitting.steps(training, validation))) {
            return PopulationFitting.fit(network, preprocessing, training, validation, progress::step);
        }
    }

    static PopulationReport judged(
            Network network, Preprocessing preprocessing, Population population, List<Film> films) {
        try (ProgressBar progress = new ProgressBar("Judging films", PopulationReport.steps(films))) {
            return PopulationReport.of(network, preprocessing, population, films, progress::step);
        }
    }

    private static SuiteScores logits(Network network, Preprocessing preprocessing, List<Film> films, String task) {
        try (ProgressBar progress = new ProgressBar(task, SuiteScores.PASSES)) {
            return SuiteScores.logits(network, preprocessing, films, progress::step);
        }
    }

    private static List<Decided> decided(List<Scored> probabilities, Decision decision) {
        return probabilities.stream()
                .map(scored -> new Decided(scored.positive(), scored.score(), decision.finding(scored.score())))
                .toList();
    }
}
