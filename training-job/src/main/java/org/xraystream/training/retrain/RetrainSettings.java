package org.xraystream.training.retrain;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.xraystream.service.Settings;
import org.xraystream.training.feedback.LabelWeights;

/**
 * What a retraining is told.
 *
 * @param workDirectory where runs are kept until they are announced, and the images that were fetched; outlives the
 *     process
 * @param data folder of the base data, if there is any
 * @param experiment file that says how to train; else {@code retrain.conf} of this module
 * @param weights of the labels
 * @param recent how old a blind label may be that a candidate is judged on
 * @param minLabels how many new labels make a run worth while
 */
public record RetrainSettings(
        Path workDirectory,
        Optional<Path> data,
        Optional<Path> experiment,
        LabelWeights weights,
        Duration recent,
        int minLabels) {
    /** Reads the table {@code training}. */
    public static RetrainSettings from(Settings settings) {
        return new RetrainSettings(
                Path.of(settings.text("training.work-dir")),
                settings.optionalText("training.data").map(Path::of),
                settings.optionalText("training.retrain.experiment").map(Path::of),
                LabelWeights.from(settings),
                settings.duration("training.retrain.recent"),
                settings.integer("training.retrain.min-labels", 1, 1_000_000));
    }

    /** The same with what a command was told. */
    RetrainSettings with(Optional<Path> otherData, Optional<Path> otherExperiment, Optional<Path> otherDirectory) {
        return new RetrainSettings(
                otherDirectory.orElse(workDirectory),
                otherData.or(() -> data),
                otherExperiment.or(() -> experiment),
                weights,
                recent,
                minLabels);
    }
}
