package org.xraystream.training;

import java.util.List;
import org.xraystream.training.data.Dataset;
import org.xraystream.training.data.Film;
import org.xraystream.training.experiment.Experiment;
import org.xraystream.training.fit.Epoch;
import org.xraystream.training.metrics.Evaluation;
import org.xraystream.training.population.PopulationReport;
import org.xraystream.training.robustness.RobustnessReport;

/**
 * What {@code train} did.
 *
 * @param experiment that was run
 * @param epochs what each came to
 * @param metrics the figures of the weights that were kept
 * @param split which films were on which side
 */
record TrainingReport(Experiment experiment, List<Epoch> epochs, Metrics metrics, Split split) {
    /**
     * Figures by evaluation set.
     *
     * @param heldOut films on which nothing was chosen, as they are
     * @param heldOutPerturbed the same films under every perturbation
     * @param validation films on which calibration and threshold were chosen, as they are
     * @param robustness the held-out films under each perturbation
     * @param sharpnessAlone the same for a rule that knows a film's sharpness and nothing else
     * @param population how the held-out films, and what is made of them, lie to the population
     */
    record Metrics(
            Evaluation heldOut,
            Evaluation heldOutPerturbed,
            Evaluation validation,
            RobustnessReport robustness,
            RobustnessReport sharpnessAlone,
            PopulationReport population) {}

    /** File names by side; all other films are training films. */
    record Split(String rule, List<String> validation, List<String> heldOut) {
        static Split of(Dataset dataset) {
            return new Split(dataset.splitRule(), names(dataset.validation()), names(dataset.heldOut()));
        }

        private static List<String> names(List<Film> films) {
            return films.stream()
                    .map(film -> film.file().path().getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
