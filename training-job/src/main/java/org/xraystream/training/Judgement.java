package org.xraystream.training;

import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import org.xraystream.model.Calibration;
import org.xraystream.model.Decision;
import org.xraystream.model.Network;
import org.xraystream.model.Population;
import org.xraystream.model.Preprocessing;
import org.xraystream.training.choice.Choices;
import org.xraystream.training.data.Dataset;
import org.xraystream.training.data.Film;
import org.xraystream.training.metrics.Decided;
import org.xraystream.training.metrics.Evaluation;
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
    static Judgement of(Network network, Preprocessing preprocessing, Dataset dataset) {
        Choices choices = choices(network, preprocessing, dataset);
        Calibration calibration = choices.calibration();
        Decision decision = choices.decision();
        SuiteScores heldOut = logits(network, preprocessing, dataset.heldOut()).calibrated(calibration);
        List<Decided> decided = Decided.of(heldOut.plain(), decision);
        TrainingReport.Metrics metrics = new TrainingReport.Metrics(
                Evaluation.of(decided, decision),
                Evaluation.of(Decided.of(heldOut.all(), decision), decision),
                choices.validation(),
                RobustnessReport.of(heldOut, decision),
                SharpnessShortcut.report(dataset.training(), dataset.heldOut()),
                judged(network, preprocessing, choices.population(), dataset.heldOut()));
        return new Judgement(calibration, decision, choices.population(), metrics, decided);
    }

    private static Choices choices(Network network, Preprocessing preprocessing, Dataset dataset) {
        List<Film> training = dataset.training();
        List<Film> validation = dataset.validation();
        try (ProgressBar progress = new ProgressBar("Choosing threshold", Choices.steps(training, validation))) {
            return Choices.of(network, preprocessing, training, validation, validation, progress::step);
        }
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

    private static SuiteScores logits(Network network, Preprocessing preprocessing, List<Film> films) {
        try (ProgressBar progress = new ProgressBar("Measuring", SuiteScores.PASSES)) {
            return SuiteScores.logits(network, preprocessing, films, progress::step);
        }
    }
}
