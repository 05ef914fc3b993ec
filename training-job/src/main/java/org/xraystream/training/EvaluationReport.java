package org.xraystream.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.function.Predicate;
import org.xraystream.model.Assessment;
import org.xraystream.model.Finding;
import org.xraystream.model.ModelIdentity;
import org.xraystream.model.Reading;
import org.xraystream.training.metrics.Evaluation;
import org.xraystream.training.robustness.RobustnessReport;

/**
 * What {@code evaluate} says of a model on a folder of films: the figures, and each film's reading.
 *
 * @param modelId which model
 * @param modelVersion which model
 * @param modelSha256 which model
 * @param evaluation the figures
 * @param imagesPerSecond files read, decoded and run through the network, the loading of the model left out
 * @param robustness the films under every perturbation; only if it was asked for
 * @param outsidePopulation share of the films that are outside the model's population, the rejected ones among them
 * @param rejected share of the films that are rejected
 * @param perImage the films, in the order of their folders and names
 * @param unreadable the files that are no image, and why; they are in no figure
 */
record EvaluationReport(
        String modelId,
        String modelVersion,
        String modelSha256,
        @JsonUnwrapped Evaluation evaluation,
        double imagesPerSecond,
        @JsonInclude(JsonInclude.Include.NON_NULL) RobustnessReport robustness,
        double outsidePopulation,
        double rejected,
        List<PerImage> perImage,
        List<UnreadableFile> unreadable) {
    static EvaluationReport of(
            ModelIdentity model,
            Evaluation evaluation,
            double imagesPerSecond,
            List<PerImage> perImage,
            List<UnreadableFile> unreadable) {
        return new EvaluationReport(
                model.id(),
                model.version(),
                model.sha256(),
                evaluation,
                imagesPerSecond,
                null,
                share(perImage, film -> film.populationDistance() > 1),
                share(perImage, film -> film.finding() == Finding.REJECTED),
                List.copyOf(perImage),
                List.copyOf(unreadable));
    }

    EvaluationReport with(RobustnessReport measured) {
        return new EvaluationReport(
                modelId,
                modelVersion,
                modelSha256,
                evaluation,
                imagesPerSecond,
                measured,
                outsidePopulation,
                rejected,
                perImage,
                unreadable);
    }

    private static double share(List<PerImage> films, Predicate<PerImage> property) {
        return (double) films.stream().filter(property).count() / films.size();
    }

    /**
     * A film's reading.
     *
     * @param label NORMAL or PNEUMONIA
     * @param probability calibrated, of pneumonia
     * @param reason why the film is uncertain or rejected; null when it is neither
     * @param populationDistance see {@link Assessment#distance}
     */
    record PerImage(
            String file, Finding label, double probability, Finding finding, String reason, double populationDistance) {
        static PerImage of(String file, boolean pneumonia, Reading reading) {
            Finding label = pneumonia ? Finding.PNEUMONIA : Finding.NORMAL;
            return new PerImage(
                    file,
                    label,
                    reading.probability(),
                    reading.finding(),
                    reason(reading),
                    reading.assessment().distance());
        }

        private static String reason(Reading reading) {
            return reading.finding() == Finding.REJECTED
                    ? reading.assessment().rejection().map(Enum::name).orElse(null)
                    : reading.reason().map(Enum::name).orElse(null);
        }
    }

    /** A file that was passed over. */
    record UnreadableFile(String file, String reason) {}
}
