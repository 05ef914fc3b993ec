package org.xraystream.training.fit;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.Network;
import org.xraystream.model.Preprocessing;
import org.xraystream.model.net.NetworkWeights;
import org.xraystream.model.net.PretrainedWeights;
import org.xraystream.training.data.Film;
import org.xraystream.training.experiment.Experiment;
import org.xraystream.training.experiment.Phase;
import org.xraystream.training.metrics.Scored;
import org.xraystream.training.robustness.Scoring;

/** Fits the weights of a network to films, as an experiment says. One run per instance; not thread-safe. */
public final class WeightFitting {
    private final Experiment experiment;
    private final Optional<Path> backbone;
    private final Preprocessing preprocessing;
    private final List<Film> training;
    private final List<Film> validation;
    private final List<float[]> validationInputs;
    private final int stepsPerEpoch;

    /**
     * A run with these films.
     *
     * @param backbone file of the weights that the experiment starts from, if it does from any
     * @param training to fit the weights to; of both classes
     * @param validation to stop on; of both classes and of other patients
     */
    public WeightFitting(Experiment experiment, Optional<Path> backbone, List<Film> training, List<Film> validation) {
        this.experiment = experiment;
        this.backbone = backbone;
        this.preprocessing = Preprocessing.square(experiment.input().size());
        this.training = training;
        this.validation = validation;
        this.validationInputs = Scoring.perturbedInputs(preprocessing, validation);
        this.stepsPerEpoch = new Draws(experiment, training).stepsPerEpoch();
    }

    /** Films that a run which is not stopped early is shown. */
    public long films() {
        return (long) experiment.epochs() * stepsPerEpoch * experiment.batchSize();
    }

    /**
     * What a run gives.
     *
     * @param weights the averaged weights of the best epoch, as a model package holds them
     * @param epochs what each came to
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Fitted(byte[] weights, List<Epoch> epochs) {}

    /**
     * Trains until the phases are over.
     *
     * @throws DivergedException if a loss is no number
     * @throws IllegalArgumentException if the network has not the stages that the experiment names, or the backbone's
     *     weights are not the network's
     * @throws IOException if the backbone's weights cannot be read
     */
    public Fitted run(TrainingListener listener) throws DivergedException, IOException {
        try (Learner learner = new Learner(experiment, preprocessing)) {
            for (Phase phase : experiment.phases()) {
                Trainable.of(learner.network(), phase);
            }
            if (backbone.isPresent()) {
                PretrainedWeights.load(backbone.get(), experiment.network(), learner.network());
            }
            return phases(learner, listener);
        }
    }

    private Fitted phases(Learner learner, TrainingListener listener) throws DivergedException {
        History history = new History(experiment.stopping(), List.of(), NetworkWeights.encode(learner.network()));
        try (AveragedWeights average = new AveragedWeights(experiment, learner.network());
                Batches batches = new Batches(experiment, preprocessing, training, 0)) {
            for (int number = 1; number <= experiment.phases().size(); number++) {
                Phase phase = experiment.phases().get(number - 1);
                learner.begin(phase);
                for (int epoch = 0; !history.isOver(number, phase); epoch++) {
                    Engine.getEngine(Network.ENGINE).setRandomSeed(dropoutSeed(history));
                    double loss = 0;
                    for (int step = 0; step < stepsPerEpoch; step++) {
                        double share = experiment
                                .schedule()
                                .share(epoch * stepsPerEpoch + step, stepsPerEpoch, phase.epochs());
                        double batchLoss = learner.step(batches.next(), share);
                        if (!Double.isFinite(batchLoss)) {
                            throw new DivergedException(history.epochs().size() + 1, phase.learningRate());
                        }
                        average.add();
                        loss += batchLoss / stepsPerEpoch;
                        listener.onStep(experiment.batchSize(), batchLoss);
                    }
                    byte[] weights = average.encode();
                    listener.onEpoch(history.add(number, loss, validate(weights), weights));
                }
            }
        }
        return new Fitted(history.best(), history.epochs());
    }

    /** Dropout draws from the engine's generator, which each epoch starts anew. */
    private int dropoutSeed(History history) {
        return Seeds.random(experiment.seed(), history.epochs().size()).nextInt();
    }

    private List<Scored> validate(byte[] weights) {
        try (Network network = Network.load(experiment.network(), preprocessing, weights)) {
            return Scoring.logits(network, validation, validationInputs);
        } catch (ModelPackageException e) {
            throw new IllegalStateException("Weights that were just trained do not fit their own architecture.", e);
        }
    }
}
