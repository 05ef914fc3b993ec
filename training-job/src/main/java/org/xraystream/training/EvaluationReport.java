package org.xraystream.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import org.xraystream.model.Finding;
import org.xraystream.model.ModelIdentity;
import org.xraystream.model.UncertainReason;
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
                List.copyOf(perImage),
                List.copyOf(unreadable));
    }

    EvaluationReport with(RobustnessReport measured) {
        return new EvaluationReport(
                modelId, modelVersion, modelSha256, evaluation, imagesPerSecond, measured, perImage, unreadable);
    }

    /** A film's reading. The label is NORMAL or PNEUMONIA; the reason is null unless the finding is uncertain. */
    record PerImage(String file, Finding label, double probability, Finding finding, UncertainReason reason) {
        static PerImage of(
                String file, boolean pneumonia, double probability, Finding finding, Optional<UncertainReason> reason) {
            Finding label = pneumonia ? Finding.PNEUMONIA : Finding.NORMAL;
            return new PerImage(file, label, probability, finding, reason.orElse(null));
        }
    }

    /** A file that was passed over. */
    record UnreadableFile(String file, String reason) {}
}
