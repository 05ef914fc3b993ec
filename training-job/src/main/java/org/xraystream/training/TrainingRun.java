package org.xraystream.training;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.DigestUtils;
import org.xraystream.command.JsonFile;
import org.xraystream.model.Manifest;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.Network;
import org.xraystream.model.Preprocessing;
import org.xraystream.training.data.Dataset;
import org.xraystream.training.experiment.Experiment;
import org.xraystream.training.fit.DivergedException;
import org.xraystream.training.fit.Epoch;
import org.xraystream.training.fit.TrainingListener;
import org.xraystream.training.fit.WeightFitting;
import org.xraystream.training.metrics.Decided;
import org.xraystream.training.precision.PrecisionReport;

/** From films to a model package: weights, then calibration and decision, then figures on held-out films. */
final class TrainingRun {
    static final String MODEL_ID = "xraystream-cnn";

    private final Experiment experiment;
    private final Optional<Path> backbone;
    private final Preprocessing preprocessing;
    private final Dataset dataset;
    private final String source;

    /**
     * A run.
     *
     * @param backbone file of the weights that the experiment starts from, if it does from any
     * @param source what the films are, whose, and under which licence: for the manifest
     */
    TrainingRun(Experiment experiment, Optional<Path> backbone, Dataset dataset, String source) {
        this.experiment = experiment;
        this.backbone = backbone;
        this.preprocessing = Preprocessing.square(experiment.input().size());
        this.dataset = dataset;
        this.source = source;
    }

    /**
     * What a run gives.
     *
     * @param model the package
     * @param report what was done
     * @param heldOut the model's answers for the held-out films as they are
     */
    record Result(ModelPackage model, TrainingReport report, List<Decided> heldOut) {}

    /**
     * Trains and judges.
     *
     * @param checkpoint see {@link WeightFitting#run(Path, TrainingListener)}
     * @param onEpoch is told of each epoch
     */
    Result run(String version, Path checkpoint, Consumer<Epoch> onEpoch)
            throws ModelPackageException, DivergedException, IOException {
        WeightFitting.Fitted fitted = fit(checkpoint, onEpoch);
        try (Network network = Network.load(experiment.network(), preprocessing, fitted.weights())) {
            Judgement judgement = Judgement.of(network, preprocessing, dataset);
            TrainingReport report = new TrainingReport(
                    experiment, fitted.epochs(), judgement.metrics(), TrainingReport.Split.of(dataset));
            byte[] weights = judgement.population().addTo(fitted.weights());
            ModelPackage model =
                    PrecisionReport.addTo(new ModelPackage(manifest(version, weights, judgement), weights), dataset);
            return new Result(ReferenceCommand.of(model, dataset), report, judgement.heldOut());
        }
    }

    private WeightFitting.Fitted fit(Path checkpoint, Consumer<Epoch> onEpoch) throws DivergedException, IOException {
        WeightFitting fitting = new WeightFitting(experiment, backbone, dataset.training(), dataset.validation());
        try (TrainingProgress progress = new TrainingProgress(experiment, fitting.films(), onEpoch)) {
            return fitting.run(checkpoint, progress);
        }
    }

    private Manifest manifest(String version, byte[] weights, Judgement judgement) {
        return new Manifest(
                Manifest.FORMAT_VERSION,
                MODEL_ID,
                version,
                Manifest.INTENDED_USE,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                experiment.network(),
                preprocessing,
                Manifest.CLASSES,
                judgement.calibration(),
                judgement.decision(),
                trainingData(),
                JsonFile.tree(experiment),
                JsonFile.tree(judgement.metrics()),
                DigestUtils.sha256Hex(weights));
    }

    private Manifest.TrainingData trainingData() {
        return new Manifest.TrainingData(
                dataset.splitRule(),
                Dataset.count(dataset.training(), false),
                Dataset.count(dataset.training(), true),
                dataset.validation().size(),
                dataset.heldOut().size(),
                source);
    }
}
