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
import org.xraystream.training.data.Film;
import org.xraystream.training.experiment.Experiment;
import org.xraystream.training.experiment.Phase;
import org.xraystream.training.metrics.Scored;
import org.xraystream.training.robustness.Scoring;

/** Fits the weights of a network to films, as an experiment says. One run per instance; not thread-safe. */
public final class WeightFitting {
    private final Experiment experiment;
    private final Start start;
    private final FilmWeights filmWeights;
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
        this(
                experiment,
                backbone.<Start>map(Start.Backbone::new).orElseGet(Start.Chance::new),
                FilmWeights.EQUAL,
                training,
                validation);
    }

    /**
     * The same from any start, with films that do not all count the same.
     *
     * @param filmWeights of the training films
     */
    public WeightFitting(
            Experiment experiment, Start start, FilmWeights filmWeights, List<Film> training, List<Film> validation) {
        this.experiment = experiment;
        this.start = start;
        this.filmWeights = filmWeights;
        this.preprocessing = Preprocessing.square(experiment.input().size());
        this.training = training;
        this.validation = validation;
        this.validationInputs = Scoring.perturbedInputs(preprocessing, validation);
        this.stepsPerEpoch = draws().stepsPerEpoch();
    }

    /** Films that a run which is not stopped early is shown. */
    public long films() {
        return films(experiment.epochs());
    }

    private long films(int epochs) {
        return (long) epochs * stepsPerEpoch * experiment.batchSize();
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
        return run(Optional.empty(), listener);
    }

    /**
     * The same, with a file that is written after each epoch. If it is there already, the run goes on from it, and
     * gives what it would have given if it had not been cut; it is left to the caller to remove.
     *
     * @throws IllegalArgumentException also if the file is damaged, or of another experiment or other films
     * @throws IOException also if it cannot be read or written
     */
    public Fitted run(Path checkpoint, TrainingListener listener) throws DivergedException, IOException {
        return run(Optional.of(checkpoint), listener);
    }

    /** The parts of a run that change. */
    private record Run(Learner learner, AveragedWeights average, Batches batches, History history) {}

    private Fitted run(Optional<Path> file, TrainingListener listener) throws DivergedException, IOException {
        Identity identity = Identity.of(experiment, start, filmWeights, training, validation);
        Optional<Checkpoint> found = file.isPresent() ? Checkpoint.read(file.get(), identity) : Optional.empty();
        List<Epoch> had = found.map(checkpoint -> checkpoint.state().epochs()).orElse(List.of());
        try (Learner learner = new Learner(experiment, preprocessing)) {
            begin(learner, found);
            byte[] best = found.map(Checkpoint::best).orElseGet(() -> NetworkWeights.encode(learner.network()));
            try (AveragedWeights average = new AveragedWeights(experiment, learner.network());
                    Batches batches =
                            new Batches(experiment, preprocessing, draws(), training, had.size() * stepsPerEpoch)) {
                found.ifPresent(checkpoint ->
                        average.restore(checkpoint.average(), checkpoint.state().averaged()));
                Run run = new Run(learner, average, batches, new History(experiment.stopping(), had, best));
                listener.onStart(had, films(had.size()));
                for (int number = 1; number <= experiment.phases().size(); number++) {
                    Phase phase = experiment.phases().get(number - 1);
                    learner.begin(phase);
                    if (run.history().epochs(number) > 0) {
                        found.ifPresent(checkpoint -> learner.restore(
                                checkpoint.optimizer(), checkpoint.state().steps()));
                    }
                    while (!run.history().isOver(number, phase)) {
                        Epoch epoch = epoch(run, number, phase, listener);
                        if (file.isPresent()) {
                            checkpoint(identity, run).write(file.get());
                        }
                        listener.onEpoch(epoch);
                    }
                }
                return new Fitted(run.history().best(), run.history().epochs());
            }
        }
    }

    private Draws draws() {
        return new Draws(experiment, filmWeights, training);
    }

    /** Fills in the first weights: of the checkpoint, or those of the start. */
    private void begin(Learner learner, Optional<Checkpoint> found) throws IOException {
        for (Phase phase : experiment.phases()) {
            // a stage that is not there is better found out before the first phase than after it
            Trainable.of(learner.network(), phase);
        }
        if (found.isPresent()) {
            NetworkWeights.decode(found.get().weights(), learner.network());
        } else {
            start.load(experiment.network(), learner.network());
        }
    }

    private Epoch epoch(Run run, int number, Phase phase, TrainingListener listener) throws DivergedException {
        Engine.getEngine(Network.ENGINE).setRandomSeed(dropoutSeed(run.history()));
        int firstStep = run.history().epochs(number) * stepsPerEpoch;
        double loss = 0;
        for (int step = 0; step < stepsPerEpoch; step++) {
            double share = experiment.schedule().share(firstStep + step, stepsPerEpoch, phase.epochs());
            double batchLoss = run.learner().step(run.batches().next(), share);
            if (!Double.isFinite(batchLoss)) {
                throw new DivergedException(run.history().epochs().size() + 1, phase.learningRate());
            }
            run.average().add();
            loss += batchLoss / stepsPerEpoch;
            listener.onStep(experiment.batchSize(), batchLoss);
        }
        byte[] weights = run.average().encode();
        return run.history().add(number, loss, validate(weights), weights);
    }

    private static Checkpoint checkpoint(Identity identity, Run run) {
        return new Checkpoint(
                new Checkpoint.State(
                        identity,
                        run.history().epochs(),
                        run.learner().steps(),
                        run.average().steps()),
                NetworkWeights.encode(run.learner().network()),
                run.average().encode(),
                run.history().best(),
                run.learner().state());
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
