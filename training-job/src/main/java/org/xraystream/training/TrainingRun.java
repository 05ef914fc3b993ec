package org.xraystream.training;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.xraystream.command.JsonFile;
import org.xraystream.model.Calibration;
import org.xraystream.model.Decision;
import org.xraystream.model.Manifest;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.Network;
import org.xraystream.model.Preprocessing;
import org.xraystream.training.data.Dataset;
import org.xraystream.training.data.Film;
import org.xraystream.training.experiment.Experiment;
import org.xraystream.training.fit.DivergedException;
import org.xraystream.training.fit.Epoch;
import org.xraystream.training.fit.WeightFitting;
import org.xraystream.training.metrics.Calibrator;
import org.xraystream.training.metrics.Decided;
import org.xraystream.training.metrics.Evaluation;
import org.xraystream.training.metrics.OperatingPoint;
import org.xraystream.training.metrics.Scored;
import org.xraystream.training.robustness.Scoring;
import org.xraystream.training.robustness.Variant;

/** From films to a model package: weights, then calibration and decision, then figures on held-out films. */
final class TrainingRun {
    static final String MODEL_ID = "xraystream-cnn";

    /**
     * On perturbed validation films. Not higher, since on films taken otherwise scores shift towards pneumonia: it is
     * the specificity that falls there, and a lower threshold has none to spare.
     */
    private static final double SENSITIVITY = 0.95;

    private static final double COVERAGE = 0.95;

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

    Result run(String version, Consumer<Epoch> onEpoch) throws ModelPackageException, DivergedException, IOException {
        WeightFitting.Fitted fitted = fit(onEpoch);
        byte[] weights = fitted.weights();
        try (Network network = Network.load(experiment.network(), preprocessing, weights)) {
            List<Scored> perturbed = perturbed(network, dataset.validation());
            Calibration calibration = Calibrator.fit(perturbed);
            Decision decision = OperatingPoint.choose(probabilities(perturbed, calibration), SENSITIVITY, COVERAGE);
            List<Decided> heldOut = decided(plain(network, dataset.heldOut()), calibration, decision);
            TrainingReport.Metrics metrics = new TrainingReport.Metrics(
                    Evaluation.of(heldOut, decision),
                    evaluation(perturbed(network, dataset.heldOut()), calibration, decision),
                    evaluation(plain(network, dataset.validation()), calibration, decision));
            TrainingReport report =
                    new TrainingReport(experiment, fitted.epochs(), metrics, TrainingReport.Split.of(dataset));
            return new Result(
                    new ModelPackage(manifest(version, weights, calibration, decision, metrics), weights),
                    report,
                    heldOut);
        }
    }

    private WeightFitting.Fitted fit(Consumer<Epoch> onEpoch) throws DivergedException, IOException {
        WeightFitting fitting = new WeightFitting(experiment, backbone, dataset.training(), dataset.validation());
        try (TrainingProgress progress = new TrainingProgress(experiment, fitting.films(), onEpoch)) {
            return fitting.run(progress);
        }
    }

    private List<Scored> plain(Network network, List<Film> films) {
        return Scoring.logits(network, preprocessing, films, UnaryOperator.identity());
    }

    private List<Scored> perturbed(Network network, List<Film> films) {
        Stream<Scored> perturbed = Variant.SUITE.stream()
                .flatMap(variant -> Scoring.logits(network, preprocessing, films, variant::apply).stream());
        return Stream.concat(plain(network, films).stream(), perturbed).toList();
    }

    private static List<Scored> probabilities(List<Scored> logits, Calibration calibration) {
        return logits.stream()
                .map(scored -> new Scored(scored.positive(), calibration.probability(scored.score())))
                .toList();
    }

    private static Evaluation evaluation(List<Scored> logits, Calibration calibration, Decision decision) {
        return Evaluation.of(decided(logits, calibration, decision), decision);
    }

    private static List<Decided> decided(List<Scored> logits, Calibration calibration, Decision decision) {
        return probabilities(logits, calibration).stream()
                .map(scored -> new Decided(scored.positive(), scored.score(), decision.finding(scored.score())))
                .toList();
    }

    private Manifest manifest(
            String version,
            byte[] weights,
            Calibration calibration,
            Decision decision,
            TrainingReport.Metrics metrics) {
        return new Manifest(
                Manifest.FORMAT_VERSION,
                MODEL_ID,
                version,
                Manifest.INTENDED_USE,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                experiment.network(),
                preprocessing,
                Manifest.CLASSES,
                calibration,
                decision,
                trainingData(),
                JsonFile.tree(experiment),
                JsonFile.tree(metrics),
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
