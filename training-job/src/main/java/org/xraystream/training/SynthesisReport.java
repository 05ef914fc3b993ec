package org.xraystream.training;

import java.util.List;
import org.xraystream.model.Decision;
import org.xraystream.model.Finding;
import org.xraystream.training.synthesis.FilmStatistics;

/**
 * What {@code synthesize} did.
 *
 * @param seed of the draws
 * @param modelId by which samples were selected
 * @param modelVersion by which samples were selected
 * @param decision the rule of that model
 * @param spread of the draws about the mean
 * @param classes each class's draws
 * @param samples what was written
 */
record SynthesisReport(
        long seed,
        String modelId,
        String modelVersion,
        Decision decision,
        FilmStatistics.Spread spread,
        List<ClassDraws> classes,
        List<Sample> samples) {
    /**
     * The draws of one class.
     *
     * @param label of the class
     * @param films that the statistics are of, each of another patient
     * @param betweenPatients correlation of a patient's film with the nearest film of any other patient
     * @param bound on the correlation of a sample with the nearest film
     * @param drawn candidates
     * @param readOtherwise candidates that the model did not read as their class with a margin
     * @param tooClose candidates above the bound
     */
    record ClassDraws(
            Finding label,
            int films,
            Correlations betweenPatients,
            double bound,
            int drawn,
            int readOtherwise,
            int tooClose) {}

    /**
     * Where correlations lie.
     *
     * @param films how many films they are of
     * @param low the 5th percentile
     * @param median the 50th
     * @param high the 95th
     */
    record Correlations(int films, double low, double median, double high) {
        /** Of correlations in ascending order, at least one. */
        static Correlations of(List<Double> ascending) {
            return new Correlations(ascending.size(), at(ascending, 0.05), at(ascending, 0.5), at(ascending, 0.95));
        }

        private static double at(List<Double> ascending, double share) {
            return ascending.get((int) Math.min(ascending.size() - 1L, Math.round(share * (ascending.size() - 1))));
        }
    }

    /**
     * A sample.
     *
     * @param file relative to the output folder
     * @param label what it was drawn as
     * @param probability of pneumonia, by the model
     * @param finding of the model
     * @param nearestFilm correlation with the most similar film of its class
     */
    record Sample(String file, Finding label, double probability, Finding finding, double nearestFilm) {}
}
